-- What one country declares exported against what the other declares imported, taken apart by its causes. Sums are numeric, since they have no bound.

-- The last word on each declaration for export or import.
CREATE TABLE reporting.mirror_declarations (
  generation     integer NOT NULL,
  declaration_id uuid NOT NULL,
  consignment_id uuid NOT NULL,
  flow           text NOT NULL CHECK (flow IN ('export', 'import')),
  -- Whether goods under its procedure are trade.
  counts         boolean NOT NULL,
  -- Minor units of the invoice value by the number of the line.
  invoiced       jsonb NOT NULL,
  -- Null before it is cleared, once it is taken back, and of goods that were called off.
  told           jsonb,
  PRIMARY KEY (generation, declaration_id)
);
CREATE INDEX mirror_declarations_of ON reporting.mirror_declarations (generation, consignment_id);

-- Consignments that are parts of others, and those that were called off.
CREATE TABLE reporting.mirror_consignments (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  -- The first whole that it is a part of, or itself.
  root_id        uuid NOT NULL,
  whole_id       uuid,
  -- Of each line that it has, its net mass as the whole was split.
  masses         jsonb NOT NULL,
  cancelled      boolean NOT NULL,
  PRIMARY KEY (generation, consignment_id)
);
CREATE INDEX mirror_consignments_of ON reporting.mirror_consignments (generation, root_id);

-- What a pair of declarations of one line, or one that stands alone, adds to the gap of a month and chapter: as it stood from position on, up to the one before until_position.
CREATE TABLE reporting.mirror_shares (
  generation         integer NOT NULL,
  position           bigint NOT NULL,
  -- Which of the pairs that the event tells of, and which of the places that the pair adds to.
  pair               integer NOT NULL,
  place              integer NOT NULL,
  -- Null while it stands.
  until_position     bigint,
  consignment_id     uuid NOT NULL,
  line_number        integer NOT NULL,
  export_declaration uuid,
  import_declaration uuid,
  -- The event that tells what was exported, and the one that tells what was imported.
  export_position    bigint,
  import_position    bigint,
  exporter           text NOT NULL,
  importer           text NOT NULL,
  -- First day of the month of acceptance.
  month              date NOT NULL,
  chapter            text NOT NULL,
  -- USD cents.
  exports numeric NOT NULL,
  imports numeric NOT NULL,
  freight_and_insurance numeric NOT NULL,
  exchange_rate numeric NOT NULL,
  timing numeric NOT NULL,
  partner numeric NOT NULL,
  classification numeric NOT NULL,
  one_side_only numeric NOT NULL,
  residual numeric NOT NULL,
  PRIMARY KEY (generation, position, pair, place),
  CONSTRAINT stood_for_a_while CHECK (until_position > position),
  CONSTRAINT has_a_side CHECK (num_nonnulls(export_declaration, import_declaration) > 0),
  CONSTRAINT adds_up CHECK (
    freight_and_insurance + exchange_rate + timing + partner + classification + one_side_only + residual = imports - exports)
);
CREATE INDEX mirror_shares_standing ON reporting.mirror_shares (generation, consignment_id) WHERE until_position IS NULL;
-- Which lines cause what: each cause in the order of the ledger, as many entries as there are lines with it.
CREATE INDEX mirror_shares_of_freight ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE freight_and_insurance <> 0;
CREATE INDEX mirror_shares_of_rate ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE exchange_rate <> 0;
CREATE INDEX mirror_shares_of_timing ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE timing <> 0;
CREATE INDEX mirror_shares_of_partner ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE partner <> 0;
CREATE INDEX mirror_shares_of_class ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE classification <> 0;
CREATE INDEX mirror_shares_of_one_side ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE one_side_only <> 0;
CREATE INDEX mirror_shares_of_residual ON reporting.mirror_shares (generation, exporter, importer, position, pair) INCLUDE (month, chapter) WHERE residual <> 0;

-- What the gap of a month and chapter comes to, by the last event up to a position that changed it.
CREATE TABLE reporting.mirror_cells (
  generation integer NOT NULL,
  exporter   text NOT NULL,
  importer   text NOT NULL,
  -- First day of the month of acceptance.
  month      date NOT NULL,
  -- Empty for all goods.
  chapter    text NOT NULL,
  position   bigint NOT NULL,
  -- How many events have changed the cell up to here; 1 stands in its first row alone.
  changes    integer NOT NULL,
  exports numeric NOT NULL,
  imports numeric NOT NULL,
  freight_and_insurance numeric NOT NULL,
  exchange_rate numeric NOT NULL,
  timing numeric NOT NULL,
  partner numeric NOT NULL,
  classification numeric NOT NULL,
  one_side_only numeric NOT NULL,
  residual numeric NOT NULL,
  PRIMARY KEY (generation, exporter, importer, chapter, month, position),
  CONSTRAINT adds_up CHECK (
    freight_and_insurance + exchange_rate + timing + partner + classification + one_side_only + residual = imports - exports)
);
-- Which cells there are.
CREATE UNIQUE INDEX mirror_cells_once ON reporting.mirror_cells (generation, exporter, importer, month, chapter) INCLUDE (position) WHERE changes = 1;

CREATE VIEW read.mirror_shares AS
  SELECT s.* FROM reporting.mirror_shares s
  WHERE s.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');
CREATE VIEW read.mirror_cells AS
  SELECT c.* FROM reporting.mirror_cells c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'mirror-gap' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE
  ON reporting.mirror_declarations, reporting.mirror_consignments, reporting.mirror_shares, reporting.mirror_cells TO reporting;
GRANT SELECT ON read.mirror_shares, read.mirror_cells TO reporting, gateway;
