-- What one country exported to another and this one has not declared imported, in a sum of its own beside those of the mirror gap: as of any position it costs no more than they do. And
-- the gap as of what had happened by an instant. What was told before is in the log: the projection is built anew.
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

-- What each event tells of the gap, as it is folded: of goods of which something happened behind an instant, the words that had happened by it are folded again.
CREATE TABLE reporting.mirror_words (
  generation  integer NOT NULL,
  position    bigint NOT NULL,
  -- The first whole of the goods.
  root_id     uuid NOT NULL,
  -- Null of a declaration that is lodged: by itself that makes no gap, and counts whenever it happened.
  occurred_at timestamptz,
  word        jsonb NOT NULL,
  PRIMARY KEY (generation, root_id, position)
);
-- From when to when something of goods happened that makes a gap.
CREATE TABLE reporting.mirror_goods (
  generation        integer NOT NULL,
  root_id           uuid NOT NULL,
  first_occurred_at timestamptz NOT NULL,
  last_occurred_at  timestamptz NOT NULL,
  PRIMARY KEY (generation, root_id)
);
-- Whose shares there are of some months.
CREATE INDEX mirror_shares_of_months ON reporting.mirror_shares (generation, exporter, importer, month);
CREATE INDEX mirror_goods_in_time ON reporting.mirror_goods (generation, last_occurred_at) INCLUDE (first_occurred_at, root_id);

CREATE VIEW read.mirror_words AS
  SELECT w.* FROM reporting.mirror_words w
  WHERE w.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
CREATE VIEW read.mirror_goods AS
  SELECT g.* FROM reporting.mirror_goods g
  WHERE g.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
CREATE VIEW read.mirror_consignments AS
  SELECT c.* FROM reporting.mirror_consignments c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.mirror_words, reporting.mirror_goods TO reporting;
GRANT SELECT ON read.mirror_words, read.mirror_goods, read.mirror_consignments TO reporting, gateway;
