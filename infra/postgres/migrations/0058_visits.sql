-- For how long goods stay where. Instants are to the millisecond, as events are compared.

-- Where each consignment was seen; what an error declaration takes back stays, marked.
CREATE TABLE reporting.visit_sightings (
  generation         integer NOT NULL,
  position           bigint NOT NULL,
  consignment_id     uuid NOT NULL,
  location           text NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('arrived', 'departed', 'seen', 'split', 'ended')),
  at                 timestamptz NOT NULL,
  withdrawn_position bigint,
  PRIMARY KEY (generation, position)
);
CREATE INDEX visit_sightings_of ON reporting.visit_sightings (generation, consignment_id);

-- Which part is of which whole: it was where that was, until the split.
CREATE TABLE reporting.visit_parts (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  whole_id       uuid NOT NULL,
  -- The first whole, where that is a part itself.
  root_id        uuid NOT NULL,
  position       bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id)
);
CREATE INDEX visit_parts_of ON reporting.visit_parts (generation, root_id);

-- Each visit of a consignment to a place, as it was known from a position on, up to the one before until_position.
CREATE TABLE reporting.visits (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  -- Which of the places on its way.
  number         integer NOT NULL,
  from_position  bigint NOT NULL,
  -- Which of those that are known so from there.
  within         integer NOT NULL,
  -- Null while it is known so.
  until_position bigint,
  location       text NOT NULL,
  standing       text NOT NULL CHECK (standing IN ('begun', 'open', 'ended', 'complete', 'incomplete', 'anomaly')),
  arrived_at     timestamptz,
  departed_at    timestamptz,
  -- Its last departure or, without one, when it was last seen there.
  seen_at        timestamptz NOT NULL,
  positions      bigint[] NOT NULL,
  PRIMARY KEY (generation, consignment_id, number, from_position),
  CONSTRAINT known_for_a_while CHECK (until_position > from_position),
  CONSTRAINT scanned CHECK (standing NOT IN ('complete', 'anomaly') OR num_nulls(arrived_at, departed_at) = 0)
);
CREATE INDEX visits_by_time ON reporting.visits (generation, seen_at);
CREATE INDEX visits_in_order ON reporting.visits (generation, from_position, within);
CREATE INDEX visits_known_now ON reporting.visits (generation, consignment_id) WHERE until_position IS NULL;

CREATE VIEW read.visits AS
  SELECT v.* FROM reporting.visits v
  WHERE v.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.visit_sightings, reporting.visit_parts, reporting.visits TO reporting;
GRANT SELECT ON read.visits TO reporting, gateway;
