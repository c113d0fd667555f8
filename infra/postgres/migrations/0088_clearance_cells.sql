-- How long customs takes over declarations, in cells: what a figure of months costs does not grow with the log. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'holds' AND state <> 'retired';

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.clearance_cell_heads (
  generation     integer NOT NULL,
  -- All offices together, and each.
  cut            text NOT NULL CHECK (cut IN ('total', 'office')),
  -- First day of the month of the clearance, by the clock of the office.
  month          date NOT NULL,
  -- Flow, procedure and strictest inspection, where it is by office behind the office: `import 40 scan`, `KZALA import 40 scan`.
  key            text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- Declarations that were cleared, and the milliseconds that all of them took.
  n              bigint NOT NULL,
  ms             numeric NOT NULL,
  -- How many took each step of time, as in `reporting.time_cell_heads`.
  counts         integer[] NOT NULL,
  PRIMARY KEY (generation, cut, month, key)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that told of it, beside the part of a step that the clearance is in: an event clears one declaration.
CREATE TABLE reporting.clearance_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  n              bigint NOT NULL,
  ms             numeric NOT NULL,
  counts         integer[] NOT NULL,
  -- Both as in `reporting.time_cells`.
  begins         integer NOT NULL,
  part           integer[] NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);
CREATE INDEX clearance_cells_by_part ON reporting.clearance_cells (generation, nth, first_position, begins, position);

-- The last list of each part of a cell.
CREATE TABLE reporting.clearance_part_heads (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  begins         integer NOT NULL,
  position       bigint NOT NULL,
  part           integer[] NOT NULL,
  PRIMARY KEY (generation, nth, first_position, begins)
) WITH (fillfactor = 50);

CREATE VIEW read.clearance_cell_heads AS
  SELECT h.* FROM reporting.clearance_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.clearance_cells AS
  SELECT c.* FROM reporting.clearance_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.clearance_part_heads AS
  SELECT h.* FROM reporting.clearance_part_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.clearance_cell_heads, reporting.clearance_cells, reporting.clearance_part_heads TO reporting;
GRANT SELECT ON read.clearance_cell_heads, read.clearance_cells, read.clearance_part_heads TO reporting, gateway;
