-- Tenths of an hour of what is asked as of now, from a table that grows with cells and not with events. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'visits' AND state <> 'retired';

-- The last list of each part of a cell (`reporting.time_cells`). Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.time_part_heads (
  generation     integer NOT NULL,
  -- The cell, as its head names it.
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  -- Where the part begins, in tenths of an hour.
  begins         integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  part           integer[] NOT NULL,
  PRIMARY KEY (generation, nth, first_position, begins)
) WITH (fillfactor = 50);

CREATE VIEW read.time_part_heads AS
  SELECT h.* FROM reporting.time_part_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.time_part_heads TO reporting;
GRANT SELECT ON read.time_part_heads TO reporting, gateway;
