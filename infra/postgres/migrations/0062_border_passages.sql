-- By what goods go on from a place, and each time that they were seen in one country and next in another: how long a border crossing takes. What was told before is in
-- the log: built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'visits' AND state <> 'retired';

-- Told by a dispatch and by a change of what carries the goods; null for all else.
ALTER TABLE reporting.visit_sightings ADD COLUMN mode text;
-- By what the goods went on from there, or are to; null where that was not told.
ALTER TABLE reporting.visits ADD COLUMN mode text;
CREATE OR REPLACE VIEW read.visits AS
  SELECT v.* FROM reporting.visits v
  WHERE v.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

-- The last visit in one country and the next one, in another, as they were known from a position on, up to the one before until_position. A part that was split behind
-- the border has it, too: the goods came there as the whole.
CREATE TABLE reporting.border_passages (
  generation      integer NOT NULL,
  consignment_id  uuid NOT NULL,
  -- Of the visit behind the border.
  number          integer NOT NULL,
  from_position   bigint NOT NULL,
  -- Which of those that are known so from there.
  within          integer NOT NULL,
  -- Null while it is known so.
  until_position  bigint,
  -- By what they went over the border; null where that was not told.
  mode            text,
  out_location    text NOT NULL,
  out_standing    text NOT NULL,
  out_arrived_at  timestamptz,
  out_departed_at timestamptz,
  out_seen_at     timestamptz NOT NULL,
  in_location     text NOT NULL,
  in_standing     text NOT NULL,
  in_arrived_at   timestamptz,
  in_departed_at  timestamptz,
  in_seen_at      timestamptz NOT NULL,
  -- Of both visits.
  positions       bigint[] NOT NULL,
  PRIMARY KEY (generation, consignment_id, number, from_position),
  CONSTRAINT known_for_a_while CHECK (until_position > from_position),
  CONSTRAINT of_two_countries CHECK (left(out_location, 2) <> left(in_location, 2))
);
CREATE INDEX border_passages_by_exit ON reporting.border_passages (generation, in_seen_at);
CREATE INDEX border_passages_by_entry ON reporting.border_passages (generation, out_seen_at);
CREATE INDEX border_passages_known_now ON reporting.border_passages (generation, consignment_id) WHERE until_position IS NULL;

CREATE VIEW read.border_passages AS
  SELECT b.* FROM reporting.border_passages b
  WHERE b.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.border_passages TO reporting;
GRANT SELECT ON read.border_passages TO reporting, gateway;
