-- What customs asks for, is paid and gives back, in cells: what a figure of months costs does not grow with the log. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'holds' AND state <> 'retired';

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes. Minor units of the currency.
CREATE TABLE reporting.duty_cell_heads (
  generation            integer NOT NULL,
  -- First day of the month in which it was assessed, by the clock of the office, paid or given back.
  month                 date NOT NULL,
  office                text NOT NULL,
  flow                  text NOT NULL CHECK (flow IN ('export', 'import')),
  currency              text NOT NULL,
  -- Why it was given back; empty of what was assessed and paid.
  reason                text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position        bigint NOT NULL,
  nth                   integer NOT NULL,
  -- The last event that told of it.
  position              bigint NOT NULL,
  -- Of each kind of duty, how many assessments that stand name it, and what they ask for: that may be 0.
  customs_duties        numeric NOT NULL,
  customs_duty_minor    numeric NOT NULL,
  value_added_taxes     numeric NOT NULL,
  value_added_tax_minor numeric NOT NULL,
  excises               numeric NOT NULL,
  excise_minor          numeric NOT NULL,
  fees                  numeric NOT NULL,
  fee_minor             numeric NOT NULL,
  -- What was paid in the month, and what of these assessments was paid, whenever.
  paid_minor            numeric NOT NULL,
  settled_minor         numeric NOT NULL,
  refunded_minor        numeric NOT NULL,
  PRIMARY KEY (generation, month, office, flow, currency, reason)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that changed it.
CREATE TABLE reporting.duty_cells (
  generation            integer NOT NULL,
  nth                   integer NOT NULL,
  first_position        bigint NOT NULL,
  position              bigint NOT NULL,
  customs_duties        numeric NOT NULL,
  customs_duty_minor    numeric NOT NULL,
  value_added_taxes     numeric NOT NULL,
  value_added_tax_minor numeric NOT NULL,
  excises               numeric NOT NULL,
  excise_minor          numeric NOT NULL,
  fees                  numeric NOT NULL,
  fee_minor             numeric NOT NULL,
  paid_minor            numeric NOT NULL,
  settled_minor         numeric NOT NULL,
  refunded_minor        numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

CREATE VIEW read.duty_cell_heads AS
  SELECT h.* FROM reporting.duty_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');
CREATE VIEW read.duty_cells AS
  SELECT c.* FROM reporting.duty_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'holds' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.duty_cell_heads, reporting.duty_cells TO reporting;
GRANT SELECT ON read.duty_cell_heads, read.duty_cells TO reporting, gateway;
