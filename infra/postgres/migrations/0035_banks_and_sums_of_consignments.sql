-- Banks take part in the consignments behind their invoices and credits. What was told before is in the log: the projection is built
-- anew, and readers see it once it has caught up.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'consignments' AND state <> 'retired';

-- What goods were consigned for, by the paper that says it now; amounts in minor units.
CREATE TABLE payments.consigned_values (
  consignment_id uuid NOT NULL,
  currency       text NOT NULL,
  minor          numeric(38, 0) NOT NULL,
  -- Of the event that told it.
  position       bigint NOT NULL,
  PRIMARY KEY (consignment_id, currency)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON payments.consigned_values TO payments_settlement;

-- What their invoices ask for; null of those that an older release kept.
ALTER TABLE payments.invoiced_goods ADD currency text, ADD amount_minor bigint, ADD position bigint;
