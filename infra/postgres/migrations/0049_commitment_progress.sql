-- What a fact is of: goods at a stage, a payment, a contract, or a report that was verified. Null for what is no progress: what is promised or reported.
ALTER TABLE reporting.commitment_facts ADD COLUMN thing text;

-- What counts of each thing by now, with the day of it: what was taken out again is no progress.
CREATE TABLE reporting.commitment_progress (
  generation    integer NOT NULL,
  commitment_id uuid NOT NULL,
  thing         text NOT NULL,
  usd_cents     numeric NOT NULL,
  jobs          bigint NOT NULL,
  -- Local, of the last time that something was added; null before.
  on_day        date,
  PRIMARY KEY (generation, commitment_id, thing)
);
CREATE INDEX commitment_progress_newest ON reporting.commitment_progress (generation, commitment_id, on_day) WHERE usd_cents > 0 OR jobs > 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.commitment_progress TO reporting;

-- How many things of a commitment count with a day as theirs, by the event that changed it: the day of its last progress as of any position.
CREATE TABLE reporting.commitment_progress_days (
  generation    integer NOT NULL,
  commitment_id uuid NOT NULL,
  -- Local.
  on_day        date NOT NULL,
  position      bigint NOT NULL,
  -- So many more, or fewer.
  things        integer NOT NULL,
  PRIMARY KEY (generation, commitment_id, on_day, position)
);
CREATE VIEW read.commitment_progress_days AS
  SELECT t.* FROM reporting.commitment_progress_days t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.commitment_progress_days TO reporting;
GRANT SELECT ON read.commitment_progress_days TO reporting, gateway;

DROP VIEW read.commitments;
ALTER TABLE reporting.commitments DROP COLUMN progress_on;
CREATE VIEW read.commitments AS
  SELECT t.*, coalesce(
    (SELECT max(p.on_day) FROM reporting.commitment_progress p
     WHERE p.generation = t.generation AND p.commitment_id = t.commitment_id AND (p.usd_cents > 0 OR p.jobs > 0)),
    t.announced_on) AS progress_on
  FROM reporting.commitments t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE OR REPLACE VIEW read.commitment_facts AS
  SELECT t.* FROM reporting.commitment_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
GRANT SELECT ON read.commitments TO reporting, gateway, trade_events;

-- Made anew from the log.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'commitment-realisation' AND state <> 'retired';
