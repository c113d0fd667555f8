-- What each cell of trade, and of the mirror gap, comes to now, in a row of its own: the answer of today is as many rows as there are cells, however many events stand behind
-- them. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('trade-facts', 'mirror-gap') AND state <> 'retired';

DROP VIEW read.trade_cells, read.mirror_cells;
DROP TABLE reporting.trade_cells, reporting.mirror_cells;

-- Heads are changed in place where the page has room: no index holds what changes.
CREATE TABLE reporting.trade_cell_heads (
  generation     integer NOT NULL,
  reporter       text NOT NULL,
  partner        text NOT NULL,
  cut            text NOT NULL CHECK (cut IN ('total', 'sector', 'chapter', 'heading', 'office', 'mode', 'port')),
  -- First day of the month of acceptance.
  month          date NOT NULL,
  -- Of what the cut tells apart: a sector, a chapter or heading, a customs office, a mode, a port; of the total, empty.
  key            text NOT NULL,
  -- The event that told of it first, and which of the cells that this one brought.
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  -- The last event that told of it.
  position       bigint NOT NULL,
  -- USD cents; what left the country again is a part of the exports.
  exports        numeric NOT NULL,
  re_exports     numeric NOT NULL,
  imports        numeric NOT NULL,
  PRIMARY KEY (generation, reporter, partner, cut, month, key)
) WITH (fillfactor = 50);
-- With whom a reporter trades in a month.
CREATE INDEX trade_cell_heads_partners ON reporting.trade_cell_heads (generation, reporter, month, partner) WHERE cut = 'total';

-- What a cell came to behind each event that told of it.
CREATE TABLE reporting.trade_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  exports        numeric NOT NULL,
  re_exports     numeric NOT NULL,
  imports        numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position)
);

CREATE TABLE reporting.mirror_cell_heads (
  generation     integer NOT NULL,
  exporter       text NOT NULL,
  importer       text NOT NULL,
  -- First day of the month of acceptance.
  month          date NOT NULL,
  -- Empty for all goods.
  chapter        text NOT NULL,
  first_position bigint NOT NULL,
  nth            integer NOT NULL,
  position       bigint NOT NULL,
  exports numeric NOT NULL,
  imports numeric NOT NULL,
  freight_and_insurance numeric NOT NULL,
  exchange_rate numeric NOT NULL,
  timing numeric NOT NULL,
  partner numeric NOT NULL,
  classification numeric NOT NULL,
  one_side_only numeric NOT NULL,
  residual numeric NOT NULL,
  PRIMARY KEY (generation, exporter, importer, month, chapter),
  CONSTRAINT adds_up CHECK (
    freight_and_insurance + exchange_rate + timing + partner + classification + one_side_only + residual = imports - exports)
) WITH (fillfactor = 50);

CREATE TABLE reporting.mirror_cells (
  generation     integer NOT NULL,
  nth            integer NOT NULL,
  first_position bigint NOT NULL,
  position       bigint NOT NULL,
  exports numeric NOT NULL,
  imports numeric NOT NULL,
  freight_and_insurance numeric NOT NULL,
  exchange_rate numeric NOT NULL,
  timing numeric NOT NULL,
  partner numeric NOT NULL,
  classification numeric NOT NULL,
  one_side_only numeric NOT NULL,
  residual numeric NOT NULL,
  PRIMARY KEY (generation, nth, first_position, position),
  CONSTRAINT adds_up CHECK (
    freight_and_insurance + exchange_rate + timing + partner + classification + one_side_only + residual = imports - exports)
);

CREATE VIEW read.trade_cell_heads AS
  SELECT h.* FROM reporting.trade_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
CREATE VIEW read.trade_cells AS
  SELECT c.* FROM reporting.trade_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
CREATE VIEW read.mirror_cell_heads AS
  SELECT h.* FROM reporting.mirror_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
CREATE VIEW read.mirror_cells AS
  SELECT c.* FROM reporting.mirror_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE
  ON reporting.trade_cell_heads, reporting.trade_cells, reporting.mirror_cell_heads, reporting.mirror_cells TO reporting;
GRANT SELECT ON read.trade_cell_heads, read.trade_cells, read.mirror_cell_heads, read.mirror_cells TO reporting, gateway;
-- What is on an agenda, and what an action is measured by, is of now.
GRANT SELECT ON read.trade_cell_heads TO trade_events;
