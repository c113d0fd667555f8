-- What the trade of a reporter with a partner comes to, cut by cut and month by month, by the last event up to a position that changed it: a figure as of a position is
-- one look-up for each cell asked for, however many facts lie behind it. The facts stay what explains it. What was told before is in the log: built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'trade-facts' AND state <> 'retired';

-- Where the declaration was cleared, a UN/LOCODE. Rows that stand here already are of generations that are retired.
ALTER TABLE reporting.trade_facts ADD COLUMN customs_office text NOT NULL DEFAULT '';
CREATE OR REPLACE VIEW read.trade_facts AS
  SELECT f.* FROM reporting.trade_facts f
  WHERE f.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');

CREATE TABLE reporting.trade_cells (
  generation integer NOT NULL,
  reporter   text NOT NULL,
  partner    text NOT NULL,
  cut        text NOT NULL CHECK (cut IN ('total', 'sector', 'chapter', 'heading', 'office')),
  -- Of what the cut tells apart: a sector, a chapter or heading, a customs office; of the total, empty.
  key        text NOT NULL,
  -- First day of the month of acceptance.
  month      date NOT NULL,
  position   bigint NOT NULL,
  -- How many events have changed the cell up to here; 1 stands in its first row alone.
  changes    integer NOT NULL,
  -- USD cents of its facts up to here; what left the country again is a part of the exports.
  exports    numeric NOT NULL,
  re_exports numeric NOT NULL,
  imports    numeric NOT NULL,
  PRIMARY KEY (generation, reporter, partner, cut, key, month, position)
);
-- Which cells there are.
CREATE UNIQUE INDEX trade_cells_once ON reporting.trade_cells (generation, reporter, partner, cut, month, key) INCLUDE (position) WHERE changes = 1;

CREATE VIEW read.trade_cells AS
  SELECT c.* FROM reporting.trade_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.trade_cells TO reporting;
GRANT SELECT ON read.trade_cells TO reporting, gateway;
