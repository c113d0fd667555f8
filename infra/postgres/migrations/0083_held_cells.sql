-- For how long customs holds goods, in cells: what a figure of months costs does not grow with the log. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'holds' AND state <> 'retired';

-- Whether its beginning, and its end, were told before the ledger's clock had come there; the end's is null while it is open.
ALTER TABLE reporting.holds
  ADD COLUMN placed_ahead boolean NOT NULL DEFAULT false,
  ADD COLUMN ended_ahead boolean;
ALTER TABLE reporting.holds ALTER COLUMN placed_ahead DROP DEFAULT;

CREATE OR REPLACE VIEW read.holds AS
  SELECT h.* FROM reporting.holds h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.held_cell_heads (
  generation     integer NOT NULL,
  -- Holds of a consignment that overlap share the time within this.
  cut            text NOT NULL CHECK (cut IN ('total', 'office', 'reason')),
  -- Of the total, the empty one.
  key            text NOT NULL,
  -- Country of the office, whose clock tells the month; empty where it has none here and goes by UTC.
  clock          text NOT NULL,
  -- First day of the month in which a hold, or the time that is its own, begins or ends.
  month          date NOT NULL,
  -- Milliseconds since 1970 of an instant that the ledger's clock had not come to when it was told: the cell is of that alone. 0 of all others.
  ahead_ms       bigint NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- Holds that were placed in the month, those of them that are open, and those whose last instant lies in it.
  placed         numeric NOT NULL,
  open           numeric NOT NULL,
  finished       numeric NOT NULL,
  -- Of the stretches of time that holds have as their own: those that begin in the month less those that end in it, and the milliseconds since 1970 of the beginnings less those of the ends.
  standing       numeric NOT NULL,
  since_ms       numeric NOT NULL,
  PRIMARY KEY (generation, cut, month, key, clock, ahead_ms)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that changed it.
CREATE TABLE reporting.held_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  placed         numeric NOT NULL,
  open           numeric NOT NULL,
  finished       numeric NOT NULL,
  standing       numeric NOT NULL,
  since_ms       numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

CREATE VIEW read.held_cell_heads AS
  SELECT h.* FROM reporting.held_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.held_cells AS
  SELECT c.* FROM reporting.held_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.held_cell_heads, reporting.held_cells TO reporting;
GRANT SELECT ON read.held_cell_heads, read.held_cells TO reporting, gateway;
