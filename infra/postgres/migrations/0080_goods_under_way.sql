-- What one country exported to another and this one has not declared imported, in a sum of its own beside those of the mirror gap: as of any position it costs no more than they do. What
-- was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'mirror-gap' AND state <> 'retired';

-- USD cents. The rows there are belong to what is retired.
ALTER TABLE reporting.mirror_cell_heads ADD COLUMN under_way numeric NOT NULL DEFAULT 0;
ALTER TABLE reporting.mirror_cell_heads ALTER COLUMN under_way DROP DEFAULT;
ALTER TABLE reporting.mirror_cells ADD COLUMN under_way numeric NOT NULL DEFAULT 0;
ALTER TABLE reporting.mirror_cells ALTER COLUMN under_way DROP DEFAULT;

CREATE OR REPLACE VIEW read.mirror_cell_heads AS
  SELECT h.* FROM reporting.mirror_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
CREATE OR REPLACE VIEW read.mirror_cells AS
  SELECT c.* FROM reporting.mirror_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
