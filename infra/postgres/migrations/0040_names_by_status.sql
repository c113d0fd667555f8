-- What a status books is known by its end-to-end id and by the servicer's reference that it tells, too.
ALTER TABLE payments.credit_names DROP CONSTRAINT credit_names_kind_check;
ALTER TABLE payments.credit_names ADD CONSTRAINT credit_names_kind_check CHECK (
  kind IN ('servicer', 'status-servicer', 'uetr', 'payment', 'end-to-end', 'confirmed', 'entry', 'entry-of-one', 'batch', 'batch-entry'));
-- One entry of the account confirms what a status booked: of two that come at once, the second is another credit.
CREATE UNIQUE INDEX credit_names_one_confirmed ON payments.credit_names (settlement_id) WHERE kind = 'confirmed';
CREATE INDEX credit_names_status_servicer ON payments.credit_names (settlement_id) WHERE kind = 'status-servicer';
-- Every name by which a status booked it says so. Where a status booked something, the log is read again for the names that older releases did not keep; what is there stays.
UPDATE payments.credit_names n SET by_status = true FROM payments.credit_names p
  WHERE p.kind = 'payment' AND p.by_status AND p.settlement_id = n.settlement_id AND NOT n.by_status;
UPDATE payments.list_checkpoints SET position = 0, stands_before = NULL, reason = NULL, stands_since = NULL
  WHERE list = 'names' AND EXISTS (SELECT FROM payments.credit_names WHERE by_status);
