-- Letters of credit: what their process manager waits for, and the list of them. All of it follows from the log and can be made anew from it.

-- The consignments that credits are for. What is told of a consignment is told to a credit only where its applicant and its beneficiary
-- are those whose goods it is.
CREATE TABLE payments.credit_consignments (
  credit_id      uuid NOT NULL,
  consignment_id uuid NOT NULL,
  applicant      text NOT NULL,
  beneficiary    text NOT NULL,
  PRIMARY KEY (credit_id, consignment_id)
);
CREATE INDEX credits_of_consignment ON payments.credit_consignments (consignment_id);

-- Dispatches and transport documents, kept for credits that come behind them.
CREATE TABLE payments.credit_shipments (
  consignment_id uuid PRIMARY KEY,
  participants   text[] NOT NULL,
  -- RFC 3339 with the offset of its place: the local day is the date of shipment.
  occurred_local text NOT NULL,
  location       text NOT NULL
);
CREATE TABLE payments.credit_papers (
  document_id    uuid PRIMARY KEY,
  consignment_id uuid NOT NULL,
  participants   text[] NOT NULL,
  occurred_local text NOT NULL,
  -- The paper as DocumentAttached has it.
  document       json NOT NULL
);
CREATE INDEX credit_papers_of_consignment ON payments.credit_papers (consignment_id);

-- The list of credits, made from the log.
CREATE TABLE payments.letters_of_credit (
  credit_id    uuid PRIMARY KEY,
  -- Of its issue; the order of the list.
  position     bigint NOT NULL UNIQUE,
  -- How many of its events the row is made of.
  version      bigint NOT NULL,
  participants text[] NOT NULL,
  number       text NOT NULL,
  status       text NOT NULL CHECK (status IN ('issued', 'advised', 'confirmed', 'expired', 'cancelled', 'closed')),
  -- What the list tells of it.
  listed       json NOT NULL,
  -- The first day on which something of it may lapse: behind its expiry, or behind that for a notice of refusal; none where nothing can.
  lapses_after date,
  demo         boolean NOT NULL,
  -- Of payments under it.
  uetrs        text[] NOT NULL
);
CREATE INDEX letters_of_credit_by_uetr ON payments.letters_of_credit USING gin (uetrs);
CREATE INDEX letters_of_credit_of_participant ON payments.letters_of_credit USING gin (participants);
CREATE INDEX letters_of_credit_to_lapse ON payments.letters_of_credit (lapses_after, credit_id)
  WHERE lapses_after IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.credit_consignments, payments.credit_shipments, payments.credit_papers,
  payments.letters_of_credit TO payments_settlement;
