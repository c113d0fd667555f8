-- What payments come to by pair of banks, currency and month, as cells with heads and running totals: days to settle of what is paid in full, and what was settled. What was told
-- before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'payments' AND state <> 'retired';

-- Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.settled_cell_heads (
  generation     integer NOT NULL,
  -- First day of the month in which an obligation was paid in full, and of a credit's value date.
  month          date NOT NULL,
  bank           text NOT NULL,
  -- The eight letters of the debtor's bank; empty where nobody told.
  debtor_agent   text NOT NULL,
  -- That which is owed, and that which came.
  currency       text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- Of obligations that are paid in full, by the banks that paid them: what is no advance, with its amount, and that times its days from the start of the terms and from the due date.
  obligations    numeric NOT NULL,
  advances       numeric NOT NULL,
  paid_minor     numeric NOT NULL,
  days_minor     numeric NOT NULL,
  late_minor     numeric NOT NULL,
  -- Of credits, what pays obligations, in US cents where a rate was known, and what of it was paid in an own currency.
  settlements    numeric NOT NULL,
  settled_minor  numeric NOT NULL,
  usd_minor      numeric NOT NULL,
  own_minor      numeric NOT NULL,
  own_usd_minor  numeric NOT NULL,
  unconverted    numeric NOT NULL,
  PRIMARY KEY (generation, month, bank, debtor_agent, currency)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that changed it.
CREATE TABLE reporting.settled_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  obligations    numeric NOT NULL,
  advances       numeric NOT NULL,
  paid_minor     numeric NOT NULL,
  days_minor     numeric NOT NULL,
  late_minor     numeric NOT NULL,
  settlements    numeric NOT NULL,
  settled_minor  numeric NOT NULL,
  usd_minor      numeric NOT NULL,
  own_minor      numeric NOT NULL,
  own_usd_minor  numeric NOT NULL,
  unconverted    numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

CREATE VIEW read.settled_cell_heads AS
  SELECT h.* FROM reporting.settled_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.settled_cells AS
  SELECT c.* FROM reporting.settled_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.settled_cell_heads, reporting.settled_cells TO reporting;
GRANT SELECT ON read.settled_cell_heads, read.settled_cells TO reporting, gateway;
