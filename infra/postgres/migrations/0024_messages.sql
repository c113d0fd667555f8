-- The intake of messages. All of it, but for `booked_in` below, follows from the log and can be made anew from it.

-- What a credit may be called by, each name claimed by the first that tells of it before it is booked: whoever tells of it under any of
-- them means the same settlement. A claim without a booking is one that was cut short; who comes next books it.
CREATE TABLE payments.credit_names (
  -- Made of the bank, the kind and what it says (see apps/payments-settlement/src/naming/names-of-credit.ts).
  name          uuid PRIMARY KEY,
  kind          text NOT NULL CHECK (kind IN ('servicer', 'uetr', 'payment', 'end-to-end', 'entry', 'entry-of-one', 'batch', 'batch-entry')),
  settlement_id uuid NOT NULL,
  -- Of a payment's name: booked since a status says so (ACCC); whatever comes under its UETR is the same credit.
  by_status     boolean NOT NULL
);
-- The payments that an entry of several details. Its names ('batch' and 'batch-entry' above) are held by the first of them, unless it was told
-- as one amount before.
CREATE TABLE payments.entry_details (
  settlement_id uuid PRIMARY KEY,
  -- The settlement that holds the names of the entry.
  entry_id      uuid NOT NULL,
  -- The settlement that the entry was booked as, told as one amount first: the payment adds nothing to that. Null where each is booked.
  -- Not in the log: known again once the details are sent again.
  booked_in     uuid,
  -- Of the entry.
  total         text NOT NULL,
  currency      text NOT NULL,
  transactions  integer NOT NULL
);
CREATE INDEX entry_details_of ON payments.entry_details (entry_id);
-- Two servicer's references are two credits, and so are two UETRs.
CREATE UNIQUE INDEX credit_names_one_servicer ON payments.credit_names (settlement_id) WHERE kind = 'servicer';
CREATE UNIQUE INDEX credit_names_one_uetr ON payments.credit_names (settlement_id) WHERE kind = 'uetr';
CREATE UNIQUE INDEX credit_names_one_batch ON payments.credit_names (settlement_id) WHERE kind = 'batch';

-- How far the log was read for names that were not claimed here: by older releases, or by imports.
INSERT INTO payments.list_checkpoints VALUES ('names', 0);

-- The payments that messages tell of, each with its messages in the order in which they came.
CREATE TABLE payments.payments (
  payment_id    uuid PRIMARY KEY,
  -- Of the event that told of it first.
  position      bigint NOT NULL UNIQUE,
  bank          text NOT NULL,
  uetr          text,
  end_to_end_id text
);
CREATE INDEX payments_by_uetr ON payments.payments (uetr, bank) WHERE uetr IS NOT NULL;
CREATE INDEX payments_by_end_to_end_id ON payments.payments (end_to_end_id, bank) WHERE end_to_end_id IS NOT NULL;

CREATE TABLE payments.payment_messages (
  payment_id  uuid NOT NULL,
  position    bigint NOT NULL,
  type        text NOT NULL,
  format      text NOT NULL,
  message_id  text,
  -- What of it is worth a line: a status, an amount.
  told        json NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (payment_id, position)
);

-- Returns that came before the credit that they give back.
CREATE TABLE payments.awaited_returns (
  position   bigint PRIMARY KEY,
  payment_id uuid NOT NULL,
  bank       text NOT NULL,
  uetr       text NOT NULL,
  -- Why it could not be done when the credit came.
  refused    text
);
CREATE INDEX awaited_returns_by_uetr ON payments.awaited_returns (uetr, bank) WHERE refused IS NULL;

CREATE TABLE payments.recalls (
  recall_id    uuid PRIMARY KEY,
  payment_id   uuid NOT NULL,
  position     bigint NOT NULL UNIQUE,
  bank         text NOT NULL,
  case_id      text,
  uetr         text,
  status       text,
  requested    json NOT NULL
);
CREATE INDEX recalls_of_bank ON payments.recalls (bank, position);

-- Statements in which something does not add up.
CREATE TABLE payments.statement_findings (
  position     bigint PRIMARY KEY,
  bank         text NOT NULL,
  account      text NOT NULL,
  statement    json NOT NULL,
  recorded_at  timestamptz NOT NULL
);
CREATE INDEX statement_findings_of_bank ON payments.statement_findings (bank, position);

-- Payments, recalls and statements are one list.
INSERT INTO payments.list_checkpoints VALUES ('payments', 0);

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.credit_names, payments.entry_details, payments.payments,
  payments.payment_messages, payments.awaited_returns, payments.recalls, payments.statement_findings TO payments_settlement;
