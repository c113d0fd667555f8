-- What had happened by an instant, as it is known now. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('trade-facts', 'targets') AND state <> 'retired';

-- From when on a fact counts, of whoever asks what had happened by an instant; to the millisecond, as events are compared. Rows that stand here already are of
-- generations that are retired.
ALTER TABLE reporting.trade_facts ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.trade_facts ALTER COLUMN occurred_at DROP DEFAULT;
ALTER TABLE reporting.trade_cancellations ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.trade_cancellations ALTER COLUMN occurred_at DROP DEFAULT;
ALTER TABLE reporting.targets ADD COLUMN occurred_at timestamptz;

-- Of a month of a pair, what happened up to an instant, or behind it, without reading the rest; it takes the place of the index without the instant.
DROP INDEX reporting.trade_facts_by_pair;
CREATE INDEX trade_facts_by_pair ON reporting.trade_facts (generation, reporter, partner, month, occurred_at)
  INCLUDE (position, flow, country_of_origin, hs6, sector, customs_office, value_usd_cents, net_mass_kg);

CREATE OR REPLACE VIEW read.trade_facts AS
  SELECT f.* FROM reporting.trade_facts f
  WHERE f.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
CREATE OR REPLACE VIEW read.targets AS
  SELECT t.* FROM reporting.targets t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'targets' AND state = 'live');
