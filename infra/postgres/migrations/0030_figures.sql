-- What a later message tells of a return: why, where it came without a reason, and that what banks kept of it was undone as another one.
CREATE TABLE reporting.return_tellings (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  return_id  uuid NOT NULL,
  reason     text,
  -- The return that is the rest of it.
  rest_id    uuid,
  PRIMARY KEY (generation, position)
);
CREATE INDEX return_tellings_of_return ON reporting.return_tellings (generation, return_id, position);
CREATE INDEX return_tellings_of_rest ON reporting.return_tellings (generation, rest_id) WHERE rest_id IS NOT NULL;
CREATE INDEX return_facts_by_id ON reporting.return_facts (generation, return_id);

CREATE VIEW read.return_tellings AS
  SELECT t.* FROM reporting.return_tellings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.return_tellings TO reporting;
GRANT SELECT ON read.return_tellings TO reporting, gateway;

-- The debtor's bank where a message told it that came behind the booking.
CREATE TABLE reporting.credit_agents (
  generation    integer NOT NULL,
  position      bigint NOT NULL,
  settlement_id uuid NOT NULL,
  debtor_agent  text NOT NULL,
  PRIMARY KEY (generation, position)
);
CREATE INDEX credit_agents_of_settlement ON reporting.credit_agents (generation, settlement_id, position);

CREATE VIEW read.credit_agents AS
  SELECT t.* FROM reporting.credit_agents t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.credit_agents TO reporting;
GRANT SELECT ON read.credit_agents TO reporting, gateway;

-- What was told before is in the log: the projection is built anew, and readers see it once it has caught up.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'payments' AND state <> 'retired';
