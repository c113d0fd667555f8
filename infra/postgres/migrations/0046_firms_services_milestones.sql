-- Firms and the numbers that states know them by; scheduled services; milestones of the corridor.
INSERT INTO ledger.category_owner VALUES ('firm', 'trade_events'), ('firmid', 'trade_events'), ('service', 'trade_events'), ('milestone', 'trade_events');

-- The register of traders: each event of a firm with all that held of it then, so that it can be read as of any position.
CREATE TABLE reporting.firm_versions (
  generation     integer NOT NULL,
  participant_id text NOT NULL,
  position       bigint NOT NULL,
  -- Of the event that registered it: firms are listed in this order.
  registered_position bigint NOT NULL,
  status         text NOT NULL,
  name           text NOT NULL,
  name_latin     text,
  country        text NOT NULL,
  national_ids   jsonb NOT NULL,
  ownership      text NOT NULL,
  sectors        text[] NOT NULL,
  city           text,
  -- While it is suspended.
  suspension     jsonb,
  demo           boolean NOT NULL,
  PRIMARY KEY (generation, participant_id, position)
);
CREATE INDEX firm_versions_registered ON reporting.firm_versions (generation, registered_position, position DESC);

-- How firms kept their word: what became of each case of a firm, by the event that told it. The last one up to a position holds as of it.
CREATE TABLE reporting.firm_conduct (
  generation integer NOT NULL,
  firm       text NOT NULL,
  -- delivery, payment, customs, dispute
  part       text NOT NULL,
  case_id    text NOT NULL,
  position   bigint NOT NULL,
  -- open, success, failure; none where it is no case any more
  outcome    text NOT NULL,
  -- An open case fails once this day has passed; null where it has all time.
  due_on     date,
  -- When it was decided; null while it is not.
  on_day     date,
  PRIMARY KEY (generation, firm, position)
);
CREATE INDEX firm_conduct_of_case ON reporting.firm_conduct (generation, part, case_id, position);

-- What a contract of sale goes by: its consignment and the parts that this was split into.
CREATE TABLE reporting.firm_deliveries (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  -- The consignment that was contracted.
  contracted_id  uuid NOT NULL,
  firm           text NOT NULL,
  deliver_by     date NOT NULL,
  -- open, delivered, gone, split
  state          text NOT NULL,
  delivered_on   date,
  PRIMARY KEY (generation, consignment_id)
);
CREATE INDEX firm_deliveries_contracted ON reporting.firm_deliveries (generation, contracted_id);

CREATE VIEW read.firm_versions AS
  SELECT t.* FROM reporting.firm_versions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'firms' AND state = 'live');
CREATE VIEW read.firm_conduct AS
  SELECT t.* FROM reporting.firm_conduct t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'firm-conduct' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.firm_versions, reporting.firm_conduct, reporting.firm_deliveries TO reporting;
GRANT SELECT ON read.firm_versions, read.firm_conduct TO reporting, gateway;
GRANT SELECT ON read.firm_versions TO trade_events;
