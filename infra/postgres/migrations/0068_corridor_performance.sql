-- Speed and cost by section of a route, and which way goods went: what a plan told of each leg as of a position, and what goods weigh. What was told before is in the log:
-- built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('routes', 'goods-values') AND state <> 'retired';

-- The legs of a route, as its plan had them from a position on, up to the one before until_position.
CREATE TABLE reporting.route_legs (
  generation      integer NOT NULL,
  route_id        text COLLATE "C" NOT NULL,
  from_position   bigint NOT NULL,
  -- Which of them, in the order of the way.
  number          integer NOT NULL,
  -- Null while the plan has it so.
  until_position  bigint,
  from_location   text NOT NULL,
  to_location     text NOT NULL,
  mode            text NOT NULL,
  -- In the order in which they are passed.
  border_points   text[] NOT NULL,
  -- Null where no source tells it, as what is behind it.
  distance_km     numeric,
  duration_days   numeric,
  -- Of carriage, a tonne, in minor units.
  cost_minor      bigint,
  cost_currency   text CHECK ((cost_currency IS NULL) = (cost_minor IS NULL)),
  PRIMARY KEY (generation, route_id, from_position, number),
  CONSTRAINT told_for_a_while CHECK (until_position > from_position)
);
CREATE VIEW read.route_legs AS
  SELECT l.* FROM reporting.route_legs l
  WHERE l.generation = (SELECT generation FROM reporting.projections WHERE name = 'routes' AND state = 'live');

-- Of all lines; null where the goods are no more under this name.
ALTER TABLE reporting.goods_values ADD COLUMN net_mass_kg numeric;
CREATE OR REPLACE VIEW read.goods_values AS
  SELECT t.* FROM reporting.goods_values t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'goods-values' AND state = 'live');

-- What came to a place in some months, whether or not its arrival was scanned.
CREATE INDEX visits_by_arrival ON reporting.visits (generation, location, coalesce(arrived_at, seen_at));
CREATE INDEX visit_sightings_ended ON reporting.visit_sightings (generation, at) WHERE kind = 'ended';
CREATE INDEX visit_parts_of_whole ON reporting.visit_parts (generation, whole_id);

CREATE VIEW read.visit_parts AS
  SELECT p.* FROM reporting.visit_parts p
  WHERE p.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');
-- Where goods were delivered, or came back to.
CREATE VIEW read.journey_ends AS
  SELECT s.generation, s.position, s.consignment_id, s.location, s.at FROM reporting.visit_sightings s
  WHERE s.kind = 'ended' AND s.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.route_legs TO reporting;
GRANT SELECT ON read.route_legs, read.visit_parts, read.journey_ends TO reporting, gateway;
