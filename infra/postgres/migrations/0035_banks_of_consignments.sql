-- Banks take part in the consignments behind their invoices and credits. What was told before is in the log: the projection is built
-- anew, and readers see it once it has caught up.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'consignments' AND state <> 'retired';
