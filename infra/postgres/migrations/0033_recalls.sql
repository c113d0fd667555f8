-- Recalls go from bank to bank; those of older releases are all told as sent to the bank that has them.
ALTER TABLE payments.recalls
  -- Whether the bank sent it itself.
  ADD COLUMN sent  boolean NOT NULL DEFAULT false,
  -- Whether it is still to be passed on to its assignee, once that has the payment.
  ADD COLUMN waits boolean NOT NULL DEFAULT false;
CREATE INDEX recalls_waiting ON payments.recalls (position) WHERE waits;
