-- What was discharged of transits, in cells: what a figure of months costs does not grow with the log. What was discharged before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'transits' AND state <> 'retired';

-- What each cell comes to now. Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.transit_cell_heads (
  generation     integer NOT NULL,
  -- First day of the month of the discharge, by the clock of the office of departure.
  month          date NOT NULL,
  -- The UN/LOCODEs of departure, stops and destination, in their order, with hyphens between.
  way            text NOT NULL,
  -- Empty without one.
  port           text NOT NULL,
  transport_mode text NOT NULL,
  -- Of the guarantee, empty where none is known by its id.
  kind           text NOT NULL,
  currency       text NOT NULL,
  -- What was found amiss; empty of all transits, whatever was.
  irregularity   text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- How many transits; where something was found amiss, how often it was.
  n              numeric NOT NULL,
  -- Of these, those that were presented behind their limit.
  late           numeric NOT NULL,
  -- Transits of which anything, or this, was found amiss.
  irregular      numeric NOT NULL,
  net_mass_mg    numeric NOT NULL,
  -- Minor units of the currency.
  value_minor    numeric NOT NULL,
  PRIMARY KEY (generation, month, way, port, transport_mode, kind, currency, irregularity)
) WITH (fillfactor = 50);

-- What a cell came to behind each event that changed it.
CREATE TABLE reporting.transit_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  n              numeric NOT NULL,
  late           numeric NOT NULL,
  irregular      numeric NOT NULL,
  net_mass_mg    numeric NOT NULL,
  value_minor    numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

CREATE VIEW read.transit_cell_heads AS
  SELECT h.* FROM reporting.transit_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');
CREATE VIEW read.transit_cells AS
  SELECT c.* FROM reporting.transit_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.transit_cell_heads, reporting.transit_cells TO reporting;
GRANT SELECT ON read.transit_cell_heads, read.transit_cells TO reporting, gateway;
