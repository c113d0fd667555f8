-- Figures of money as of what had happened by an instant. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('payments', 'letters-of-credit', 'accounts', 'commitment-realisation') AND state <> 'retired';

-- When the event of a fact happened, to the millisecond, as events are compared. Rows that stand here already are of generations that are retired.
DO $$
DECLARE
  facts text;
BEGIN
  FOREACH facts IN ARRAY ARRAY['invoice_parties', 'obligations', 'withdrawn_invoices', 'booked_credits', 'credit_confirmations', 'credit_agents', 'payment_facts',
    'return_facts', 'return_tellings', 'credits', 'credit_facts'] LOOP
    EXECUTE format('ALTER TABLE reporting.%I ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT ''-infinity''', facts);
    EXECUTE format('ALTER TABLE reporting.%I ALTER COLUMN occurred_at DROP DEFAULT', facts);
    EXECUTE format(
      'CREATE OR REPLACE VIEW read.%1$I AS SELECT t.* FROM reporting.%1$I t
       WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = %2$L AND state = ''live'')',
      facts, CASE WHEN facts IN ('credits', 'credit_facts') THEN 'letters-of-credit' ELSE 'payments' END);
  END LOOP;
END $$;

-- When the events happened that told of commitments: of facts, links, versions and ends of credits, each by its position.
CREATE TABLE reporting.commitment_instants (
  generation  integer NOT NULL,
  position    bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (generation, position)
);
-- Events of a commitment, or of goods, that stand behind one that happened later: by instants from the one to the other, facts that add up are not what the events come to that
-- had happened.
CREATE TABLE reporting.commitment_disorder (
  generation  integer NOT NULL,
  -- The commitment, or the consignment with its parts.
  unit_id     uuid NOT NULL,
  position    bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  behind_at   timestamptz NOT NULL CHECK (behind_at > occurred_at),
  PRIMARY KEY (generation, unit_id, position)
);
-- The latest instant at which anything of it happened, of what was told so far.
ALTER TABLE reporting.commitments ADD COLUMN latest_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.commitments ALTER COLUMN latest_at DROP DEFAULT;

CREATE VIEW read.commitment_instants AS
  SELECT t.* FROM reporting.commitment_instants t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_disorder AS
  SELECT t.* FROM reporting.commitment_disorder t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.commitment_instants, reporting.commitment_disorder TO reporting;
GRANT SELECT ON read.commitment_instants, read.commitment_disorder TO reporting, gateway;
