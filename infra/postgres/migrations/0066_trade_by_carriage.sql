-- Trade by how goods are carried, and with all partners of a reporter. What was told before is in the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'trade-facts' AND state <> 'retired';

ALTER TABLE reporting.trade_cells DROP CONSTRAINT trade_cells_cut_check, ADD CONSTRAINT trade_cells_cut_check
  CHECK (cut IN ('total', 'sector', 'chapter', 'heading', 'office', 'mode', 'port'));
-- With whom a reporter trades in a month.
CREATE INDEX trade_cells_partners ON reporting.trade_cells (generation, reporter, month, partner) INCLUDE (position) WHERE changes = 1 AND cut = 'total';

-- By what each consignment was carried, from where on: what is told of it later moves what stands of it from one cell to another.
CREATE TABLE reporting.trade_carriage (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  legs           jsonb NOT NULL,
  PRIMARY KEY (generation, consignment_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.trade_carriage TO reporting;
