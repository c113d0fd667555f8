-- What payments-settlement keeps beside the log. All of it follows from the log and can be made anew from it, but for the
-- answered keys.
CREATE SCHEMA payments;

-- The process manager: what waits for something else to happen. Rows say where to look; what is owed and what is unallocated
-- is read from the log before anything is decided.

-- The days that start the terms of invoices.
CREATE TABLE payments.milestones (
  consignment_id uuid NOT NULL,
  trigger        text NOT NULL CHECK (trigger IN ('dispatch', 'import-clearance', 'delivery')),
  -- RFC 3339 with the offset of its place: the local day is what the terms count from.
  occurred_local text NOT NULL,
  PRIMARY KEY (consignment_id, trigger)
);

-- Invoices whose terms are not met yet.
CREATE TABLE payments.waiting_invoices (
  invoice_id     uuid PRIMARY KEY,
  consignment_id uuid NOT NULL,
  trigger        text NOT NULL CHECK (trigger IN ('dispatch', 'import-clearance', 'delivery')),
  -- The data of InvoiceRegistered.
  invoice        json NOT NULL,
  registered_at  text NOT NULL
);
CREATE INDEX waiting_invoices_by_milestone ON payments.waiting_invoices (consignment_id, trigger);

CREATE TABLE payments.open_obligations (
  obligation_id uuid PRIMARY KEY,
  creditor_bank text NOT NULL,
  currency      text NOT NULL,
  -- The words of the invoice number, one space between.
  number_key    text NOT NULL,
  due_on        date NOT NULL,
  occurred_at   text NOT NULL
);
CREATE INDEX open_obligations_by_number
  ON payments.open_obligations (creditor_bank, currency, number_key, due_on, obligation_id);

CREATE TABLE payments.unallocated_settlements (
  settlement_id uuid PRIMARY KEY,
  bank          text NOT NULL,
  currency      text NOT NULL,
  -- Every word of its references.
  words         text[] NOT NULL,
  -- First come, first served.
  position      bigint NOT NULL UNIQUE,
  occurred_at   text NOT NULL
);
CREATE INDEX unallocated_settlements_by_word ON payments.unallocated_settlements USING gin (words);

-- The banks' list of settlements, made from the log up to the checkpoint. Amounts are in minor units.
CREATE TABLE payments.list_checkpoint (
  one_row  boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  position bigint NOT NULL CHECK (position >= 0)
);
INSERT INTO payments.list_checkpoint (position) VALUES (0);

CREATE TABLE payments.settlements (
  settlement_id      uuid PRIMARY KEY,
  -- Of the event that booked it; the order of the list.
  position           bigint NOT NULL UNIQUE,
  bank               text NOT NULL,
  account            text NOT NULL,
  currency           text NOT NULL,
  amount_minor       bigint NOT NULL CHECK (amount_minor > 0),
  unallocated_minor  bigint NOT NULL CHECK (unallocated_minor BETWEEN 0 AND amount_minor),
  suspended          boolean NOT NULL,
  booked_on          date NOT NULL,
  value_date         date NOT NULL,
  uetr               text,
  end_to_end_id      text,
  -- With all references, as told.
  payment_references json NOT NULL,
  debtor_name        text,
  creditor_name      text,
  demo               boolean NOT NULL
);
CREATE INDEX settlements_of_bank ON payments.settlements (bank, position);
CREATE INDEX settlements_by_uetr ON payments.settlements (uetr, position) WHERE uetr IS NOT NULL;
CREATE INDEX settlements_by_end_to_end_id ON payments.settlements (end_to_end_id, position)
  WHERE end_to_end_id IS NOT NULL;

CREATE TABLE payments.settlement_matches (
  settlement_id  uuid NOT NULL,
  position       bigint NOT NULL,
  obligation_id  uuid NOT NULL,
  invoice_id     uuid NOT NULL,
  consignment_id uuid NOT NULL,
  amount_minor   bigint NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (settlement_id, position)
);

-- The messages that told of a settlement.
CREATE TABLE payments.settlement_messages (
  settlement_id uuid NOT NULL,
  position      bigint NOT NULL,
  format        text NOT NULL,
  message_id    text,
  recorded_at   timestamptz NOT NULL,
  PRIMARY KEY (settlement_id, position)
);

-- Keys of requests that brought what was booked before: they led to no event that could keep them.
CREATE TABLE payments.answered_keys (
  bank          text NOT NULL,
  key           text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash  text NOT NULL,
  settlement_id uuid NOT NULL,
  position      bigint NOT NULL,
  PRIMARY KEY (bank, key)
);

GRANT USAGE ON SCHEMA payments TO payments_settlement;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA payments TO payments_settlement;
-- What a key was answered with stays.
REVOKE UPDATE, DELETE ON payments.answered_keys FROM payments_settlement;
