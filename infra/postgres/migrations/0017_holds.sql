-- How long customs holds goods. Instants are to the millisecond, as events are compared.

-- Which declaration covers which consignments, so that a hold of a whole is told of each part that it went on as.
CREATE TABLE reporting.hold_declarations (
  generation     integer NOT NULL,
  declaration_id uuid NOT NULL,
  consignment_id uuid NOT NULL,
  covers         boolean NOT NULL,
  -- Of the consignment that it was lodged for; null of the others, and until it is lodged.
  office         text,
  PRIMARY KEY (generation, declaration_id, consignment_id)
);

CREATE TABLE reporting.holds (
  generation        integer NOT NULL,
  declaration_id    uuid NOT NULL,
  -- Within the declaration.
  hold_id           text NOT NULL,
  -- The one that the declaration was lodged for.
  consignment_id    uuid NOT NULL,
  office            text NOT NULL,
  reason            text NOT NULL,
  -- Null where any customs office may lift it.
  liftable_by       text,
  placed_at         timestamptz NOT NULL,
  placed_position   bigint NOT NULL,
  -- Null while it is open, as the three behind it.
  ended_at          timestamptz,
  ended_position    bigint,
  ended_by          text CHECK (ended_by IN ('release', 'refusal', 'invalidation')),
  -- The event that ended_by names: the release itself, or what ended it in the same instant.
  ended_by_position bigint,
  participants      text[] NOT NULL,
  demo              boolean NOT NULL,
  last_position     bigint NOT NULL,
  PRIMARY KEY (generation, declaration_id, hold_id),
  CONSTRAINT open_or_ended CHECK (num_nulls(ended_at, ended_position, ended_by, ended_by_position) IN (0, 4))
);
CREATE INDEX holds_by_placing ON reporting.holds (generation, placed_at);

-- From when to when a hold held the goods of a consignment: the one that the declaration was lodged for, and each part that it covered. Twice,
-- where the declaration left it and came back.
CREATE TABLE reporting.held_consignments (
  generation        integer NOT NULL,
  declaration_id    uuid NOT NULL,
  hold_id           text NOT NULL,
  consignment_id    uuid NOT NULL,
  held_from         timestamptz NOT NULL,
  -- The event from which it is known.
  from_position     bigint NOT NULL,
  -- Null while it holds them, as the three behind it.
  held_until        timestamptz,
  until_position    bigint,
  ended_by          text CHECK (ended_by IN ('release', 'refusal', 'invalidation', 'detachment')),
  ended_by_position bigint,
  PRIMARY KEY (generation, declaration_id, hold_id, consignment_id, from_position),
  CONSTRAINT open_or_ended CHECK (num_nulls(held_until, until_position, ended_by, ended_by_position) IN (0, 4))
);
CREATE INDEX held_consignments_of ON reporting.held_consignments (generation, consignment_id);

CREATE VIEW read.holds AS
  SELECT h.* FROM reporting.holds h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.held_consignments AS
  SELECT h.* FROM reporting.held_consignments h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.hold_declarations, reporting.holds, reporting.held_consignments TO reporting;
GRANT SELECT ON read.holds, read.held_consignments TO reporting, gateway;
