-- What is paid at borders, in cells: what a figure of months costs does not grow with the log. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'visits' AND state <> 'retired';

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.border_cost_cell_heads (
  generation        integer NOT NULL,
  -- First day of the month in which the crossings ended, by the clock of the country.
  month             date NOT NULL,
  -- The crossing, the places on both sides as it is gone, and the mode where that was told, as in `reporting.time_cell_heads`: `torkham PKTOR AFRKH road`.
  key               text NOT NULL,
  -- What was paid for.
  kind              text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position    bigint NOT NULL,
  nth               integer NOT NULL,
  -- The last event that told of it.
  position          bigint NOT NULL,
  -- Crossings of which a cost of the kind was told.
  kind_n            numeric NOT NULL,
  -- Crossings of which the first cost that stands is of the kind; and those of which the first at the side that was left, or entered, is. Summed over kinds they are all
  -- crossings of which a cost was told, there or at all.
  n                 numeric NOT NULL,
  out_n             numeric NOT NULL,
  in_n              numeric NOT NULL,
  -- Of all costs, of those at the side that was left, and of those that were told to be without a receipt.
  cents             numeric NOT NULL,
  out_cents         numeric NOT NULL,
  unreceipted_cents numeric NOT NULL,
  PRIMARY KEY (generation, month, key, kind)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that changed it.
CREATE TABLE reporting.border_cost_cells (
  generation        integer NOT NULL,
  nth               integer NOT NULL,
  first_position    bigint NOT NULL,
  position          bigint NOT NULL,
  kind_n            numeric NOT NULL,
  n                 numeric NOT NULL,
  out_n             numeric NOT NULL,
  in_n              numeric NOT NULL,
  cents             numeric NOT NULL,
  out_cents         numeric NOT NULL,
  unreceipted_cents numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

-- What was paid at crossing points, for whatever goods: what the projection remembers of it, so that a cost counts as soon as its goods have come over the border, and a passage
-- that is told of anew takes its costs along. No question reads it: `reporting.transport_costs` has more of each.
CREATE TABLE reporting.border_costs (
  generation         integer NOT NULL,
  consignment_id     uuid NOT NULL,
  position           bigint NOT NULL,
  cost_id            uuid NOT NULL,
  location           text NOT NULL,
  kind               text NOT NULL,
  usd_cents          bigint NOT NULL,
  -- Null where it was not told.
  receipted          boolean,
  paid_at            timestamptz NOT NULL,
  -- Null while it stands.
  withdrawn_position bigint,
  PRIMARY KEY (generation, consignment_id, position)
);

CREATE VIEW read.border_cost_cell_heads AS
  SELECT h.* FROM reporting.border_cost_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');
CREATE VIEW read.border_cost_cells AS
  SELECT c.* FROM reporting.border_cost_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'visits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.border_cost_cell_heads, reporting.border_cost_cells, reporting.border_costs TO reporting;
GRANT SELECT ON read.border_cost_cell_heads, read.border_cost_cells TO reporting, gateway;
