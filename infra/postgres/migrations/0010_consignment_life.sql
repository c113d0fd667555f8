-- A consignment may be split into others, and may come back.
ALTER TABLE reporting.consignments DROP CONSTRAINT consignments_status_check;
ALTER TABLE reporting.consignments ADD CONSTRAINT consignments_status_check
  CHECK (status IN ('declared', 'in-transit', 'split', 'delivered', 'settled', 'returned', 'cancelled'));

-- What is declared for a while only, or a second time from a warehouse, is no trade (IMTS 2010).
ALTER TABLE reporting.trade_declarations ADD COLUMN counts boolean NOT NULL DEFAULT true;
