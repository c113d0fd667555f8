-- Terms, matching and the work lists of payments.

-- What starts terms: several things may, of one kind, such as two transport documents, of which one is withdrawn later.
ALTER TABLE payments.milestones
  DROP CONSTRAINT milestones_trigger_check,
  DROP CONSTRAINT milestones_pkey,
  -- What told of it, where one can be taken back: the id of a document. Else empty.
  ADD COLUMN source text NOT NULL DEFAULT '',
  -- The local day from which the terms count.
  ADD COLUMN starts_on date;
UPDATE payments.milestones SET starts_on = left(occurred_local, 10)::date;
ALTER TABLE payments.milestones
  ALTER COLUMN starts_on SET NOT NULL,
  ADD PRIMARY KEY (consignment_id, trigger, source),
  ADD CHECK (trigger IN ('dispatch', 'import-clearance', 'delivery', 'transport-document'));

ALTER TABLE payments.waiting_invoices
  DROP CONSTRAINT waiting_invoices_trigger_check,
  ADD CHECK (trigger IN ('dispatch', 'import-clearance', 'delivery', 'transport-document', 'complying-presentation',
    'acceptance'));

-- A consignment that went on in parts: the terms of its invoices start with what becomes of those.
CREATE TABLE payments.consignment_parts (
  part_id  uuid PRIMARY KEY,
  whole_id uuid NOT NULL
);
CREATE INDEX parts_of_whole ON payments.consignment_parts (whole_id);

-- Consignments that were called off or went back: a part that nothing more becomes of holds up no terms.
CREATE TABLE payments.ended_consignments (consignment_id uuid PRIMARY KEY);

-- Presentations and acceptances of documents, under a letter of credit or a collection.
CREATE TABLE payments.honours (
  -- `lc` or `collection`, with the id of the one and of the presentation.
  source         text NOT NULL,
  trigger        text NOT NULL CHECK (trigger IN ('complying-presentation', 'acceptance')),
  credit_id      uuid,
  invoice_id     uuid,
  consignment_id uuid,
  -- Participant id.
  beneficiary    text,
  -- As text of a decimal in major units, and its currency.
  amount         text,
  currency       text,
  starts_on      date NOT NULL,
  -- As the bank told it; what the terms of the invoice make of `starts_on` where it told none.
  due_on         date,
  occurred_local text NOT NULL,
  PRIMARY KEY (source, trigger)
);
CREATE INDEX honours_of_credit ON payments.honours (credit_id, trigger) WHERE credit_id IS NOT NULL;
CREATE INDEX honours_of_consignment ON payments.honours (consignment_id, trigger) WHERE consignment_id IS NOT NULL;
CREATE INDEX honours_of_invoice ON payments.honours (invoice_id, trigger) WHERE invoice_id IS NOT NULL;

-- What happened before this release; what lies in archived files stays unknown here.
INSERT INTO payments.consignment_parts
  SELECT (part->>'consignmentId')::uuid, (data->>'consignmentId')::uuid
  FROM ledger.events, json_array_elements(data->'parts') AS part WHERE type = 'ConsignmentSplit'
  ON CONFLICT DO NOTHING;
INSERT INTO payments.ended_consignments
  SELECT (data->>'consignmentId')::uuid FROM ledger.events WHERE type IN ('ConsignmentCancelled', 'ConsignmentReturned')
  ON CONFLICT DO NOTHING;
INSERT INTO payments.milestones (consignment_id, trigger, occurred_local, source, starts_on)
  SELECT (data->>'consignmentId')::uuid, 'transport-document', occurred_local, data->>'documentId', (data->>'issuedOn')::date
  FROM ledger.events e
  WHERE type = 'DocumentAttached' AND data->>'typeCode' IN ('704', '705', '710', '714', '720', '722', '730', '740', '741', '750', '760', '763', '766')
    AND NOT EXISTS (SELECT 1 FROM ledger.events w WHERE w.type = 'DocumentWithdrawn' AND w.stream_id = e.stream_id
      AND w.data->>'documentId' = e.data->>'documentId')
  ON CONFLICT DO NOTHING;

-- Of an obligation, what tells how like it is to a payment that names none.
ALTER TABLE payments.open_obligations
  -- In major units.
  ADD COLUMN outstanding numeric,
  -- Words of the debtor's name, in Latin letters.
  ADD COLUMN party_words text[] NOT NULL DEFAULT '{}',
  -- {"obligationId", "invoiceNumber", "consignmentId", "creditor", "creditorName", "debtor", "debtorName", "creditorBank",
  -- "amount", "outstanding", "dueOn"}. Rows of an older release have it from the event that raised the obligation, as of then.
  ADD COLUMN item jsonb,
  -- Of what is paid under a letter of credit: the credit that its invoice names, and the goods that may be drawn for.
  ADD COLUMN letter_of_credit_id uuid,
  ADD COLUMN drawn_consignment_id uuid;
UPDATE payments.open_obligations o
  SET item = jsonb_build_object('obligationId', o.obligation_id, 'invoiceNumber', e.data->'invoiceNumber',
      'consignmentId', e.data->'consignmentId', 'creditor', e.data->'creditor', 'debtor', e.data->'debtor',
      'creditorBank', e.data->'creditorBank', 'amount', e.data->'amount', 'outstanding', e.data->'amount',
      'dueOn', e.data->'dueOn'),
    outstanding = (e.data->'amount'->>'amount')::numeric
  FROM ledger.events e WHERE e.stream_id = 'obligation-' || o.obligation_id AND e.type = 'ObligationArisen';
DELETE FROM payments.open_obligations WHERE item IS NULL;
ALTER TABLE payments.open_obligations ALTER COLUMN item SET NOT NULL, ALTER COLUMN outstanding SET NOT NULL;
DROP INDEX payments.open_obligations_by_number;
-- Of whatever currency: a payment in another one is converted.
CREATE INDEX open_obligations_by_number ON payments.open_obligations (creditor_bank, number_key, due_on, obligation_id);
CREATE INDEX open_obligations_by_amount ON payments.open_obligations (creditor_bank, currency, outstanding);
CREATE INDEX open_obligations_by_party ON payments.open_obligations USING gin (party_words);
CREATE INDEX open_obligations_of_credit ON payments.open_obligations (letter_of_credit_id) WHERE letter_of_credit_id IS NOT NULL;
CREATE INDEX open_obligations_drawn_for ON payments.open_obligations (drawn_consignment_id) WHERE drawn_consignment_id IS NOT NULL;
CREATE INDEX open_obligations_by_due ON payments.open_obligations (due_on, obligation_id);

ALTER TABLE payments.unallocated_settlements
  -- In major units; unknown for rows of an older release.
  ADD COLUMN unallocated numeric,
  -- Words of the debtor's name, in Latin letters.
  ADD COLUMN party_words text[] NOT NULL DEFAULT '{}',
  ADD COLUMN uetr text,
  ADD COLUMN end_to_end_id text,
  -- Where what it names is owed in other currencies, and there was no rate for its value date: the day, and the currencies of which a rate may bring
  -- it about: its own, those, and the one that they meet through. Else null, and none.
  ADD COLUMN rates_on date,
  ADD COLUMN rates_of text[] NOT NULL DEFAULT '{}';
CREATE INDEX unallocated_settlements_by_amount ON payments.unallocated_settlements (bank, currency, unallocated);
CREATE INDEX unallocated_settlements_by_party ON payments.unallocated_settlements USING gin (party_words);
CREATE INDEX unallocated_settlements_by_uetr ON payments.unallocated_settlements (uetr) WHERE uetr IS NOT NULL;
CREATE INDEX unallocated_settlements_by_end_to_end_id ON payments.unallocated_settlements (end_to_end_id)
  WHERE end_to_end_id IS NOT NULL;
CREATE INDEX unallocated_settlements_by_rate ON payments.unallocated_settlements (rates_on, position) WHERE rates_on IS NOT NULL;

-- Rates that were posted and that something waited for, until all of that has been tried again.
CREATE TABLE payments.rate_rounds (
  -- Of the event that told of the rate.
  position  bigint PRIMARY KEY,
  base      text NOT NULL,
  quote     text NOT NULL,
  -- The value dates that it counts for.
  first_day date NOT NULL,
  last_day  date NOT NULL,
  -- Of the last settlement that was tried: its place in `unallocated_settlements`.
  cursor    bigint NOT NULL DEFAULT 0
);

-- Whom the accounts of creditors have paid, by each settlement that named it or that a person matched.
CREATE TABLE payments.account_creditors (
  bank          text NOT NULL,
  account       text NOT NULL,
  -- Participant id.
  creditor      text NOT NULL,
  settlement_id uuid NOT NULL,
  PRIMARY KEY (bank, account, creditor, settlement_id)
);
CREATE INDEX account_creditors_of_settlement ON payments.account_creditors (settlement_id);

-- What payment instructions say that they pay, each message by itself; and what was drawn under a letter of credit, with the payment on it.
CREATE TABLE payments.instructed (
  -- Of a drawing, the id of its credit, and `presentation` with its number.
  payment_id         uuid NOT NULL,
  message_id         text NOT NULL,
  -- Participant id of the bank that told of it.
  bank               text NOT NULL,
  -- BIC of the bank that sent it, else of the debtor's.
  sender             text,
  uetr               text,
  end_to_end_id      text,
  amount             numeric NOT NULL,
  currency           text NOT NULL,
  -- {"endToEndId", "remittance"}
  payment_references jsonb NOT NULL,
  -- {"letterOfCreditId", "beneficiary", "consignmentId", "amount"}
  drawing            jsonb,
  PRIMARY KEY (payment_id, message_id)
);
CREATE INDEX instructed_by_uetr ON payments.instructed (uetr) WHERE uetr IS NOT NULL;
CREATE INDEX instructed_by_cut_id ON payments.instructed (bank, left(end_to_end_id, 16)) WHERE end_to_end_id IS NOT NULL;
CREATE INDEX instructed_under_credit ON payments.instructed ((drawing->>'letterOfCreditId')) WHERE drawing IS NOT NULL;
CREATE INDEX instructed_for_goods ON payments.instructed ((drawing->>'consignmentId')) WHERE drawing IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.consignment_parts, payments.ended_consignments, payments.honours,
  payments.account_creditors, payments.instructed, payments.rate_rounds TO payments_settlement;

-- The list of settlements tells more of each: it is made anew from the log.
TRUNCATE payments.settlements, payments.settlement_matches, payments.settlement_messages, payments.settlement_returns;
UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'settlements';
ALTER TABLE payments.settlements
  -- Why it waits, and since when.
  ADD COLUMN suspended_for text,
  ADD COLUMN waits_since timestamptz,
  -- The list that it was held by, as the event has it, and since when; `released` where a person has looked at it.
  ADD COLUMN held json,
  ADD COLUMN released boolean NOT NULL DEFAULT false;
CREATE INDEX settlements_waiting ON payments.settlements (position) WHERE unallocated_minor > 0;
ALTER TABLE payments.settlement_matches
  -- {"settled", "fees", "exchange", "by", "score", "grounds", "reason"}
  ADD COLUMN details json NOT NULL,
  -- {"reason", "position"} of who took it back.
  ADD COLUMN unmatched json;

-- Documents that banks collect the price of goods by.
INSERT INTO ledger.category_owner VALUES ('collection', 'payments_settlement');
