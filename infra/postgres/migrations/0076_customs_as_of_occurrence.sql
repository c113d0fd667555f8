-- Customs and transit as of what had happened by an instant. What was told before is in the log: the projections are built anew. Rows that stand here already are of
-- generations that are retired. Instants are to the millisecond, as events are compared.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('holds', 'transits') AND state <> 'retired';

-- When a declaration was refused, or taken back.
ALTER TABLE reporting.customs_declarations ADD COLUMN called_off_at timestamptz;
CREATE INDEX customs_declarations_called_off ON reporting.customs_declarations (generation, called_off_at) WHERE called_off_position IS NOT NULL;

-- What customs looked at: all of it, where a declaration has the first inspection of each kind alone.
CREATE TABLE reporting.customs_inspections (
  generation     integer NOT NULL,
  declaration_id uuid NOT NULL,
  position       bigint NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('documentary', 'scan', 'physical')),
  result         text NOT NULL CHECK (result IN ('conforming', 'discrepancy')),
  inspected_at   timestamptz NOT NULL,
  PRIMARY KEY (generation, declaration_id, position)
);

ALTER TABLE reporting.duty_assessments ADD COLUMN assessed_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.duty_assessments ALTER COLUMN assessed_at DROP DEFAULT;
CREATE INDEX duty_assessments_of ON reporting.duty_assessments (generation, declaration_id);
-- When it was told to have happened; the day that counts is paid_on.
ALTER TABLE reporting.duty_payments ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.duty_payments ALTER COLUMN occurred_at DROP DEFAULT;

-- What an event told anew, when it happened, and the latest instant at which anything of it happened so far: a row all of which had happened is what the transit was by then.
ALTER TABLE reporting.transit_standings
  ADD COLUMN change text NOT NULL DEFAULT 'opened'
    CHECK (change IN ('opened', 'irregular', 'extended', 'terminated', 'discharged', 'cancelled')),
  ADD COLUMN told_at timestamptz NOT NULL DEFAULT '-infinity',
  -- No instant before the one at which it was opened, as the index below has it.
  ADD COLUMN latest_at timestamptz NOT NULL DEFAULT 'infinity';
ALTER TABLE reporting.transit_standings ALTER COLUMN change DROP DEFAULT, ALTER COLUMN told_at DROP DEFAULT, ALTER COLUMN latest_at DROP DEFAULT;
-- Which of those that are over were not at an instant.
CREATE INDEX transit_standings_over ON reporting.transit_standings USING gist (tstzrange(opened_at, latest_at)) WHERE status IN ('discharged', 'cancelled');

ALTER TABLE reporting.guarantees ADD COLUMN issued_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.guarantees ALTER COLUMN issued_at DROP DEFAULT;
ALTER TABLE reporting.guarantee_standings
  ADD COLUMN told_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN latest_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.guarantee_standings ALTER COLUMN told_at DROP DEFAULT, ALTER COLUMN latest_at DROP DEFAULT;
CREATE INDEX guarantee_standings_over ON reporting.guarantee_standings (generation, latest_at) WHERE expired AND reserved_minor = 0;

-- What was freed of it, and that nothing is reserved any more, are rows, too.
ALTER TABLE reporting.guarantee_reservations
  ADD COLUMN freed_minor numeric NOT NULL DEFAULT 0,
  ADD COLUMN reserved_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN told_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN latest_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.guarantee_reservations ALTER COLUMN freed_minor DROP DEFAULT, ALTER COLUMN reserved_at DROP DEFAULT, ALTER COLUMN told_at DROP DEFAULT,
  ALTER COLUMN latest_at DROP DEFAULT;
DROP INDEX reporting.guarantee_reservations_standing;
CREATE INDEX guarantee_reservations_standing ON reporting.guarantee_reservations USING gist (int8range(from_position, until_position)) WHERE amount_minor > 0;
CREATE INDEX guarantee_reservations_over ON reporting.guarantee_reservations USING gist (tstzrange(reserved_at, latest_at)) WHERE amount_minor = 0;

CREATE OR REPLACE VIEW read.customs_declarations AS
  SELECT d.* FROM reporting.customs_declarations d
  WHERE d.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.customs_inspections AS
  SELECT i.* FROM reporting.customs_inspections i
  WHERE i.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE OR REPLACE VIEW read.duty_assessments AS
  SELECT a.* FROM reporting.duty_assessments a
  WHERE a.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE OR REPLACE VIEW read.duty_payments AS
  SELECT p.* FROM reporting.duty_payments p
  WHERE p.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE OR REPLACE VIEW read.transit_standings AS
  SELECT t.* FROM reporting.transit_standings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');
CREATE OR REPLACE VIEW read.guarantees AS
  SELECT g.* FROM reporting.guarantees g
  WHERE g.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');
CREATE OR REPLACE VIEW read.guarantee_standings AS
  SELECT s.* FROM reporting.guarantee_standings s
  WHERE s.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');
CREATE OR REPLACE VIEW read.guarantee_reservations AS
  SELECT r.* FROM reporting.guarantee_reservations r
  WHERE r.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.customs_inspections TO reporting;
GRANT SELECT ON read.customs_inspections TO reporting, gateway;
