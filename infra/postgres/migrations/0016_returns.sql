-- Returns of settlements: the banks' list tells of them, and a reversal finds the credit that it takes back by any of its references.
ALTER TABLE payments.settlements
  ADD COLUMN account_servicer_reference text
    GENERATED ALWAYS AS (payment_references->>'accountServicerReference') STORED;
CREATE INDEX settlements_by_servicer_reference ON payments.settlements (account_servicer_reference, position)
  WHERE account_servicer_reference IS NOT NULL;

CREATE TABLE payments.settlement_returns (
  settlement_id      uuid NOT NULL,
  position           bigint NOT NULL,
  return_id          uuid NOT NULL UNIQUE,
  amount_minor       bigint NOT NULL CHECK (amount_minor > 0),
  reason             text,
  booked_on          date NOT NULL,
  value_date         date NOT NULL,
  -- With all references, as told.
  payment_references json NOT NULL,
  -- From which obligations it was taken back, as the event has it.
  taken_back         json NOT NULL,
  format             text NOT NULL,
  message_id         text,
  PRIMARY KEY (settlement_id, position)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON payments.settlement_returns TO payments_settlement;
