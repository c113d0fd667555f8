-- Corridor figures as of what had happened by an instant. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('visits', 'routes', 'goods-values', 'transport-costs') AND state <> 'retired';

-- When a scan was found to be wrong; null while it stands.
ALTER TABLE reporting.visit_sightings ADD COLUMN withdrawn_at timestamptz;
-- Of a consignment, whether anything happened behind an instant; it takes the place of the index without the instant.
DROP INDEX reporting.visit_sightings_of;
CREATE INDEX visit_sightings_of ON reporting.visit_sightings (generation, consignment_id, at);
CREATE INDEX visit_sightings_withdrawn ON reporting.visit_sightings (generation, consignment_id) WHERE withdrawn_position IS NOT NULL;
-- What was seen in some months. They are told about in order of time, so a few words for many rows will do; what comes out of order costs a question, and no event.
CREATE INDEX visit_sightings_in_time ON reporting.visit_sightings USING brin (at timestamptz_minmax_multi_ops) WITH (pages_per_range = 32, autosummarize = on);

CREATE VIEW read.visit_sightings AS
  SELECT s.* FROM reporting.visit_sightings s
  WHERE s.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');
GRANT SELECT ON read.visit_sightings TO reporting, gateway;

-- When a cost was withdrawn; null while it stands.
ALTER TABLE reporting.transport_costs ADD COLUMN withdrawn_at timestamptz;
CREATE OR REPLACE VIEW read.transport_costs AS
  SELECT t.* FROM reporting.transport_costs t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'transport-costs' AND state = 'live');

-- From when on goods are worth and weigh so, and a plan has its legs so. Rows that stand here already are of generations that are retired.
ALTER TABLE reporting.goods_values ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.route_legs ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE reporting.goods_values ALTER COLUMN occurred_at DROP DEFAULT;
ALTER TABLE reporting.route_legs ALTER COLUMN occurred_at DROP DEFAULT;
CREATE OR REPLACE VIEW read.goods_values AS
  SELECT t.* FROM reporting.goods_values t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'goods-values' AND state = 'live');
CREATE OR REPLACE VIEW read.route_legs AS
  SELECT l.* FROM reporting.route_legs l
  WHERE l.generation = (SELECT generation FROM reporting.projections WHERE name = 'routes' AND state = 'live');
