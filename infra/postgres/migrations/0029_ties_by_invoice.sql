-- An invoice for a whole may be covered by an instrument that is tied to a part of it: ties are found by their invoice, too.
CREATE INDEX instrument_ties_by_invoice ON payments.instrument_ties (invoice_id) WHERE invoice_id IS NOT NULL;
