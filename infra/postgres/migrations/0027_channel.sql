-- The bank's channel as a whole: payments with all of their messages, recalls with their answers.

-- Made anew from the log by the next release that runs: returns tell when they were recorded, recalls what was answered.
TRUNCATE payments.settlements, payments.settlement_matches, payments.settlement_messages, payments.settlement_returns;
UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'settlements';
ALTER TABLE payments.settlement_returns ADD COLUMN recorded_at timestamptz NOT NULL;

TRUNCATE payments.payments, payments.payment_messages, payments.awaited_returns, payments.recalls,
  payments.statement_findings;
ALTER TABLE payments.recalls
  ADD COLUMN recorded_at timestamptz NOT NULL,
  -- The last answer, with its position and when it was recorded; null where there is none yet.
  ADD COLUMN answered    json;
-- The payment of a message that names it by no UETR.
CREATE INDEX payment_messages_by_id ON payments.payment_messages (message_id) WHERE message_id IS NOT NULL;

-- A bank's key says by which BICs banks write of it: a status that the creditor was credited is told by whoever passes it on.
ALTER TABLE access.api_keys
  ADD COLUMN bics text[] NOT NULL DEFAULT '{}'
    CHECK (array_to_string(bics, ' ') ~ '^([A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?( [A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?)*)?$'),
  ADD CONSTRAINT bics_of_banks CHECK (role = 'bank' OR bics = '{}');
