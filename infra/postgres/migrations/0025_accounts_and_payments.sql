-- What events posted by double entry. Totals run on per account, so that a balance at any position is one row.
CREATE TABLE reporting.postings (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  -- From 1, in the order of the event.
  line       integer NOT NULL,
  account    text NOT NULL,
  -- The participant whose account it is.
  of         text NOT NULL,
  currency   text NOT NULL,
  side       text NOT NULL CHECK (side IN ('debit', 'credit')),
  minor      bigint NOT NULL CHECK (minor > 0),
  -- Of the account, this line included.
  debits     numeric(38, 0) NOT NULL,
  credits    numeric(38, 0) NOT NULL,
  event_type text NOT NULL,
  stream_id  text NOT NULL,
  occurred_at timestamptz NOT NULL,
  -- Whether its stream began with demo data: real money may meet a demo's invoice, and stays what it is.
  demo       boolean NOT NULL,
  PRIMARY KEY (generation, position, line)
);
CREATE INDEX postings_of_account ON reporting.postings (generation, account, of, currency, demo, position DESC, line DESC);
CREATE INDEX postings_of_stream ON reporting.postings (generation, stream_id, position) WHERE line = 1;

CREATE TABLE reporting.accounts (
  generation     integer NOT NULL,
  account        text NOT NULL,
  of             text NOT NULL,
  currency       text NOT NULL,
  demo           boolean NOT NULL,
  first_position bigint NOT NULL,
  PRIMARY KEY (generation, account, of, currency, demo)
);

CREATE VIEW read.postings AS
  SELECT p.* FROM reporting.postings p
  WHERE p.generation = (SELECT generation FROM reporting.projections WHERE name = 'accounts' AND state = 'live');
CREATE VIEW read.accounts AS
  SELECT a.* FROM reporting.accounts a
  WHERE a.generation = (SELECT generation FROM reporting.projections WHERE name = 'accounts' AND state = 'live');

-- What was owed, what paid it, and what went back: facts, each with its position, of which the figures of payments are sums.
CREATE TABLE reporting.invoice_parties (
  generation       integer NOT NULL,
  invoice_id       uuid NOT NULL,
  position         bigint NOT NULL,
  creditor_country text NOT NULL,
  debtor_country   text NOT NULL,
  PRIMARY KEY (generation, invoice_id)
);

CREATE TABLE reporting.obligations (
  generation       integer NOT NULL,
  obligation_id    uuid NOT NULL,
  position         bigint NOT NULL,
  invoice_id       uuid NOT NULL,
  consignment_id   uuid NOT NULL,
  creditor         text NOT NULL,
  debtor           text NOT NULL,
  creditor_bank    text NOT NULL,
  method           text NOT NULL,
  currency         text NOT NULL,
  amount_minor     bigint NOT NULL,
  terms_started_on date NOT NULL,
  due_on           date NOT NULL,
  demo             boolean NOT NULL,
  PRIMARY KEY (generation, obligation_id)
);
CREATE INDEX obligations_by_bank ON reporting.obligations (generation, creditor_bank, position);

CREATE TABLE reporting.booked_credits (
  generation    integer NOT NULL,
  settlement_id uuid NOT NULL,
  position      bigint NOT NULL,
  bank          text NOT NULL,
  basis         text NOT NULL CHECK (basis IN ('booked-credit', 'status-accc')),
  -- BIC of the debtor's bank; null where nobody told.
  debtor_agent  text,
  currency      text NOT NULL,
  amount_minor  bigint NOT NULL,
  -- Of the amount, in cents at the rate of its day; null where no rate was known.
  usd_minor     bigint,
  value_date    date NOT NULL,
  demo          boolean NOT NULL,
  PRIMARY KEY (generation, settlement_id)
);

-- Entries of the account that told of a credit which was booked before. Of one that a status booked, the first of them says the
-- value date, and where it corrected the amount, that and what it is worth in dollars.
CREATE TABLE reporting.credit_confirmations (
  generation    integer NOT NULL,
  position      bigint NOT NULL,
  settlement_id uuid NOT NULL,
  value_date    date NOT NULL,
  amount_minor  bigint,
  usd_minor     bigint,
  PRIMARY KEY (generation, position)
);
CREATE INDEX credit_confirmations_of_settlement ON reporting.credit_confirmations (generation, settlement_id, position);

CREATE TABLE reporting.payment_facts (
  generation    integer NOT NULL,
  position      bigint NOT NULL,
  -- From 1, within the event.
  line          integer NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('paid', 'returned', 'unmatched', 'borne')),
  settlement_id uuid NOT NULL,
  obligation_id uuid NOT NULL,
  -- Of the settlement, and of the obligation: below 0 where it is taken back, or did not come and the creditor bears it.
  amount_minor  bigint NOT NULL,
  settled_minor bigint NOT NULL,
  PRIMARY KEY (generation, position, line)
);
CREATE INDEX payment_facts_of_obligation ON reporting.payment_facts (generation, obligation_id);
CREATE INDEX payment_facts_of_settlement ON reporting.payment_facts (generation, settlement_id);

CREATE TABLE reporting.return_facts (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  settlement_id  uuid NOT NULL,
  return_id      uuid NOT NULL,
  bank           text NOT NULL,
  -- ISO 20022 ExternalReturnReason1Code; null where none was told.
  reason         text,
  currency       text NOT NULL,
  amount_minor   bigint NOT NULL,
  returned_minor bigint NOT NULL,
  booked_on      date NOT NULL,
  demo           boolean NOT NULL,
  PRIMARY KEY (generation, position)
);

CREATE VIEW read.invoice_parties AS
  SELECT t.* FROM reporting.invoice_parties t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.obligations AS
  SELECT t.* FROM reporting.obligations t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.booked_credits AS
  SELECT t.* FROM reporting.booked_credits t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.credit_confirmations AS
  SELECT t.* FROM reporting.credit_confirmations t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.payment_facts AS
  SELECT t.* FROM reporting.payment_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
CREATE VIEW read.return_facts AS
  SELECT t.* FROM reporting.return_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.postings, reporting.accounts, reporting.invoice_parties, reporting.obligations,
  reporting.booked_credits, reporting.credit_confirmations, reporting.payment_facts, reporting.return_facts TO reporting;
GRANT SELECT ON read.postings, read.accounts, read.invoice_parties, read.obligations, read.booked_credits, read.credit_confirmations,
  read.payment_facts,
  read.return_facts TO reporting, gateway;
GRANT SELECT ON read.postings, read.accounts TO payments_settlement;
