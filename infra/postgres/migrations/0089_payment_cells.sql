-- What is owed by due date, what waits in suspense by value date and what was given back by month, as cells with heads and running totals: what a figure costs does not grow
-- with the log. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'payments' AND state <> 'retired';

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.payment_cell_heads (
  generation     integer NOT NULL,
  what           text NOT NULL CHECK (what IN ('owed', 'waiting', 'returned')),
  -- The due date of what is owed, the value date of a credit that waits, and the first day of the month in which a return was booked.
  day            date NOT NULL,
  bank           text NOT NULL,
  currency       text NOT NULL,
  -- Why it was given back; empty where nobody told, and of all else.
  reason         text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- Obligations, credits or returns; what is open of them, or was undone by them; and what of that went back.
  items          numeric NOT NULL,
  minor          numeric NOT NULL,
  returned_minor numeric NOT NULL,
  PRIMARY KEY (generation, what, day, bank, currency, reason)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that changed it.
CREATE TABLE reporting.payment_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  items          numeric NOT NULL,
  minor          numeric NOT NULL,
  returned_minor numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

-- What waits in suspense of each credit that was ever booked, 0 where all of it pays: what the projection remembers of it. No question reads it.
CREATE TABLE reporting.waiting_credits (
  generation    integer NOT NULL,
  settlement_id uuid NOT NULL,
  minor         numeric NOT NULL,
  PRIMARY KEY (generation, settlement_id)
) WITH (fillfactor = 50);

CREATE VIEW read.payment_cell_heads AS
  SELECT h.* FROM reporting.payment_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.payment_cells AS
  SELECT c.* FROM reporting.payment_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.payment_cell_heads, reporting.payment_cells, reporting.waiting_credits TO reporting;
GRANT SELECT ON read.payment_cell_heads, read.payment_cells TO reporting, gateway;
