-- What an instruction tells of what banks take counts for the credit of its payment.
ALTER TABLE payments.instructed
  -- {"instructedAmount", "chargeBearer", "charges"}; null of a drawing.
  ADD COLUMN charging jsonb;
UPDATE payments.instructed i SET charging = jsonb_strip_nulls(jsonb_build_object('instructedAmount', e.data::jsonb -> 'instructedAmount',
    'chargeBearer', e.data::jsonb -> 'chargeBearer', 'charges', e.data::jsonb -> 'charges'))
  FROM ledger.events e
  WHERE e.type = 'PaymentInstructed' AND e.stream_id = 'payment-' || i.payment_id AND e.data ->> 'messageId' = i.message_id;

-- Credits by the UETR of their payment: what an instruction tells is told of all that a bank booked under it together.
CREATE TABLE payments.credits_under_uetr (
  uetr          text NOT NULL,
  -- Participant id of the bank that booked it.
  bank          text NOT NULL,
  settlement_id uuid NOT NULL,
  PRIMARY KEY (uetr, bank, settlement_id)
);
GRANT SELECT, INSERT ON payments.credits_under_uetr TO payments_settlement;
INSERT INTO payments.credits_under_uetr
  SELECT data -> 'references' ->> 'uetr', data ->> 'bank', (data ->> 'settlementId')::uuid
  FROM ledger.events WHERE type = 'SettlementBooked' AND data -> 'references' ->> 'uetr' IS NOT NULL
  ON CONFLICT DO NOTHING;

-- What a credit under a UETR pays, but by hand: where something of that is owed, what is told later may say that banks took it.
CREATE TABLE payments.paid_under_uetr (
  obligation_id uuid NOT NULL,
  settlement_id uuid NOT NULL,
  -- Participant id of the bank that booked it.
  bank          text NOT NULL,
  uetr          text NOT NULL,
  -- Of the match.
  occurred_at   text NOT NULL,
  -- How it was matched: {"by", "score", "grounds"}.
  found         jsonb NOT NULL,
  PRIMARY KEY (obligation_id, settlement_id)
);
CREATE INDEX paid_under_uetr_of_settlement ON payments.paid_under_uetr (settlement_id);
CREATE INDEX paid_under_uetr_by_uetr ON payments.paid_under_uetr (uetr);
GRANT SELECT, INSERT, UPDATE, DELETE ON payments.paid_under_uetr TO payments_settlement;
-- As instructions above: what lies in archived files stays unknown here.
INSERT INTO payments.paid_under_uetr
  SELECT m.obligation_id, m.settlement_id, b.data ->> 'bank', b.data -> 'references' ->> 'uetr', m.occurred_local,
    jsonb_strip_nulls(jsonb_build_object('by', m.data -> 'by', 'score', m.data -> 'score', 'grounds', m.data -> 'grounds'))
  FROM (SELECT DISTINCT ON (data ->> 'obligationId', stream_start) (data ->> 'obligationId')::uuid AS obligation_id,
      (data ->> 'settlementId')::uuid AS settlement_id, stream_start, type, occurred_local, data
    FROM ledger.events WHERE type IN ('SettlementMatched', 'SettlementUnmatched')
    ORDER BY data ->> 'obligationId', stream_start, position DESC) m
    JOIN ledger.events b ON b.stream_start = m.stream_start AND b.type = 'SettlementBooked'
  WHERE m.type = 'SettlementMatched' AND m.data ->> 'by' <> 'manual' AND b.data -> 'references' ->> 'uetr' IS NOT NULL;

-- Of what banks took, told behind a match, nothing came.
ALTER TABLE payments.settlement_matches
  DROP CONSTRAINT settlement_matches_amount_minor_check,
  ADD CONSTRAINT settlement_matches_amount_minor_check CHECK (amount_minor >= 0);
