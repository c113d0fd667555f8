-- Trips over sections in rows of their own: the speed and the cost of sections read those of the months asked for, and not all that arrived in these with its way. What was
-- told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'visits' AND state <> 'retired';

-- What trips are followed over: the ends of each leg that a plan of a route ever had, one way and the other.
CREATE TABLE reporting.followed_sections (
  generation integer NOT NULL,
  enters     text NOT NULL,
  leaves     text NOT NULL,
  mode       text NOT NULL,
  -- Of the plan that named it first.
  position   bigint NOT NULL,
  PRIMARY KEY (generation, enters, leaves, mode)
);

-- Each trip of a consignment over one of them, as it was known from a position on, up to the one before until_position. Before a plan named its ends there is none.
CREATE TABLE reporting.section_trips (
  generation       integer NOT NULL,
  consignment_id   uuid NOT NULL,
  -- Of the visits that it ends and begins with.
  number           integer NOT NULL,
  begins           integer NOT NULL,
  from_position    bigint NOT NULL,
  -- Null while it is known so.
  until_position   bigint,
  leaves           text NOT NULL,
  enters           text NOT NULL,
  mode             text NOT NULL,
  -- Each place of it once, from its beginning on: these tell which of several sections between its ends it may be of.
  seen             text[] NOT NULL,
  standing         text NOT NULL CHECK (standing IN ('complete', 'incomplete', 'anomaly')),
  -- The arrival or, where it was not scanned, when the goods were last seen there.
  came_at          timestamptz NOT NULL,
  -- Milliseconds between the last departure and the first arrival, and without the stays between; null where one of the two was not scanned.
  ms               bigint,
  moving_ms        bigint,
  -- At how many stops between an arrival or a departure was not scanned.
  unmeasured_stops integer NOT NULL,
  PRIMARY KEY (generation, consignment_id, number, begins, from_position),
  CONSTRAINT known_for_a_while CHECK (until_position > from_position),
  CONSTRAINT timed CHECK (standing <> 'complete' OR num_nulls(ms, moving_ms) = 0)
);
CREATE INDEX section_trips_by_time ON reporting.section_trips (generation, came_at);

CREATE VIEW read.section_trips AS
  SELECT t.* FROM reporting.section_trips t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.followed_sections, reporting.section_trips TO reporting;
GRANT SELECT ON read.section_trips TO reporting, gateway;
