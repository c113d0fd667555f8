-- Invoices that their creditors took back.
ALTER TABLE reporting.invoices ADD COLUMN withdrawn_on date;
CREATE OR REPLACE VIEW read.invoices AS
  SELECT i.* FROM reporting.invoices i
  WHERE i.generation = (SELECT generation FROM reporting.projections WHERE name = 'consignments' AND state = 'live');

-- What is owed no more, from which position on.
CREATE TABLE reporting.withdrawn_invoices (
  generation integer NOT NULL,
  invoice_id uuid NOT NULL,
  position   bigint NOT NULL,
  PRIMARY KEY (generation, invoice_id)
);
CREATE VIEW read.withdrawn_invoices AS
  SELECT t.* FROM reporting.withdrawn_invoices t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.withdrawn_invoices TO reporting;
GRANT SELECT ON read.withdrawn_invoices TO reporting, gateway;

-- They are no evidence any more; that they were is kept, since flags name them.
ALTER TABLE payments.invoiced_goods ADD withdrawn boolean NOT NULL DEFAULT false;
