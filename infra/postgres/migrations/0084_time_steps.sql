-- How long goods stay at places and take over borders, with all lengths of time in one row of a cell: what a year costs does not grow with how many lengths there are. What
-- was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'visits' AND state <> 'retired';

-- The rows there are belong to what is retired.
DROP VIEW read.time_cell_heads, read.time_cells;
DROP TABLE reporting.time_cell_heads, reporting.time_cells;

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.time_cell_heads (
  generation     integer NOT NULL,
  -- Visits to a place; crossings of a border as a whole, and at the sides of the countries that the goods leave and enter.
  cut            text NOT NULL CHECK (cut IN ('visit', 'crossing', 'leaving', 'entering')),
  -- First day of the month of the end, by the clock of the country.
  month          date NOT NULL,
  -- A place; of a crossing its code, the places on both sides as it is gone, and the mode where that was told: `torkham PKTOR AFRKH road`.
  key            text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- Complete ones.
  n              bigint NOT NULL,
  incomplete     bigint NOT NULL,
  anomalies      bigint NOT NULL,
  -- Milliseconds of all complete ones.
  ms             numeric NOT NULL,
  -- How many of the complete ones took each step of time, from the shortest on. A step is a tenth of an hour, rounded half to even, up to 1.6 hours; from there on, times up to
  -- one that is twice as long make eight.
  counts         integer[] NOT NULL,
  PRIMARY KEY (generation, cut, month, key)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that told of it; a row for each part of a step that the event told of.
CREATE TABLE reporting.time_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  n              bigint NOT NULL,
  incomplete     bigint NOT NULL,
  anomalies      bigint NOT NULL,
  ms             numeric NOT NULL,
  counts         integer[] NOT NULL,
  -- Where a part of a step begins, in tenths of an hour: a step is one part, as long as it has no more than 64 tenths. Null where no count of complete ones is another one.
  begins         integer,
  -- How many of the complete ones took `begins`, how many a tenth of an hour more, and so on, behind the event.
  part           integer[],
  CHECK ((begins IS NULL) = (part IS NULL)),
  UNIQUE NULLS NOT DISTINCT (generation, nth, first_position, position, begins)
);
CREATE INDEX time_cells_by_part ON reporting.time_cells (generation, nth, first_position, begins, position);

CREATE VIEW read.time_cell_heads AS
  SELECT h.* FROM reporting.time_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');
CREATE VIEW read.time_cells AS
  SELECT c.* FROM reporting.time_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.time_cell_heads, reporting.time_cells TO reporting;
GRANT SELECT ON read.time_cell_heads, read.time_cells TO reporting, gateway;
