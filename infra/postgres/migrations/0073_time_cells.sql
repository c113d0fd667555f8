-- How long goods stay at places and take over borders, in cells: what a figure of a month costs does not grow with the log. What was told before is in the log: the
-- projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'visits' AND state <> 'retired';

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.time_cell_heads (
  generation     integer NOT NULL,
  -- Visits to a place; crossings of a border as a whole, and at the sides of the countries that the goods leave and enter.
  cut            text NOT NULL CHECK (cut IN ('visit', 'crossing', 'leaving', 'entering')),
  -- First day of the month of the end, by the clock of the country.
  month          date NOT NULL,
  -- A place; of a crossing its code, the places on both sides as it is gone, and the mode where that was told: `torkham PKTOR AFRKH road`.
  key            text NOT NULL,
  standing       text NOT NULL CHECK (standing IN ('complete', 'incomplete', 'anomaly')),
  -- The shortest time that a cell of complete ones has, in tenths of an hour; 0 of all else.
  begins         integer NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  n              bigint NOT NULL,
  -- Milliseconds of all complete ones.
  ms             numeric NOT NULL,
  -- How many of the complete ones took `begins`, how many a tenth of an hour more, and so on; rounded half to even.
  counts         integer[] NOT NULL,
  PRIMARY KEY (generation, cut, month, key, standing, begins)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that told of it.
CREATE TABLE reporting.time_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  n              bigint NOT NULL,
  ms             numeric NOT NULL,
  counts         integer[] NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

CREATE VIEW read.time_cell_heads AS
  SELECT h.* FROM reporting.time_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');
CREATE VIEW read.time_cells AS
  SELECT c.* FROM reporting.time_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.time_cell_heads, reporting.time_cells TO reporting;
GRANT SELECT ON read.time_cell_heads, read.time_cells TO reporting, gateway;
