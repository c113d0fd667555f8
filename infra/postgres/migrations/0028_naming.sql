-- What waits is told by its references which invoices it names, without its history being read.
ALTER TABLE payments.unallocated_settlements
  -- Its references, and those of its instructions: [{"endToEndId", "remittance"}]. Null for rows of an older release, which may name anything.
  ADD COLUMN says json;

-- Invoices that more waits for than is tried in one transaction, until all of that has been tried.
CREATE TABLE payments.naming_rounds (
  obligation_id uuid PRIMARY KEY,
  -- Of the event by which it is owed.
  position      bigint NOT NULL,
  -- Of the last settlement that was tried: its place in `unallocated_settlements`.
  cursor        bigint NOT NULL
);
CREATE INDEX naming_rounds_by_position ON payments.naming_rounds (position);

-- Whether an invoice is owed by it: another one is not by the rest of it. Of those of an older release nobody knows.
ALTER TABLE payments.honours ADD COLUMN raised boolean NOT NULL DEFAULT true;
ALTER TABLE payments.honours ALTER COLUMN raised SET DEFAULT false;
-- Where several invoices come to what was drawn and are owed by it together, these: no other is, and what is paid on it is for these alone.
ALTER TABLE payments.honours ADD COLUMN together uuid[];

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.naming_rounds TO payments_settlement;
