-- Trade in services: contracts of services, which trade-events appends, and what of credits is paid under them, which banks say.
INSERT INTO ledger.category_owner VALUES ('servicecontract', 'trade_events');

-- Each contract as it was registered, and as it is now: which services, on what terms, how it stands.
CREATE TABLE reporting.service_contracts (
  generation          integer NOT NULL,
  service_contract_id uuid NOT NULL,
  -- Of its registration.
  position            bigint NOT NULL,
  occurred_at         timestamptz NOT NULL,
  -- The same as it was told, with its offset.
  agreed_at           text NOT NULL,
  contract_number     text NOT NULL,
  provider            jsonb NOT NULL,
  customer            jsonb NOT NULL,
  provider_id         text NOT NULL,
  customer_id         text NOT NULL,
  provider_country    text NOT NULL,
  customer_country    text NOT NULL,
  -- Null where the terms name none.
  provider_bank       text,
  terms               jsonb NOT NULL,
  -- Item of EBOPS 2010, as it was told first, and as it was told last.
  service             text COLLATE "C" NOT NULL,
  service_now         text COLLATE "C" NOT NULL,
  status              text NOT NULL,
  demo                boolean NOT NULL,
  PRIMARY KEY (generation, service_contract_id)
);
CREATE UNIQUE INDEX service_contracts_in_order ON reporting.service_contracts (generation, position);

-- What changes how that counts which is paid under a contract: that it is of other services, or was registered by mistake.
CREATE TABLE reporting.service_contract_changes (
  generation          integer NOT NULL,
  position            bigint NOT NULL,
  service_contract_id uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  -- What it has been from the beginning; null where it was withdrawn.
  service             text COLLATE "C",
  PRIMARY KEY (generation, position)
);
CREATE INDEX service_contract_changes_of ON reporting.service_contract_changes (generation, service_contract_id, position);

-- Credits that a status booked: the entry of the account may tell another value date.
CREATE TABLE reporting.service_credits (
  generation    integer NOT NULL,
  settlement_id uuid NOT NULL,
  -- When the entry happened, and the value date that it told; null as long as there is none.
  entered_at    timestamptz,
  entered_on    date,
  PRIMARY KEY (generation, settlement_id)
);

-- What a credit was said to be paid for under a contract, and what of that was taken back, below 0. What an entry of the account told another value date of is
-- taken out of the one, and put in on the other.
CREATE TABLE reporting.service_payments (
  generation          integer NOT NULL,
  position            bigint NOT NULL,
  -- Which of the rows of its event.
  nth                 integer NOT NULL,
  -- Of what is taken out and put in: when both the entry and what it moves had happened.
  occurred_at         timestamptz NOT NULL,
  -- Of the event that told the match that it is of.
  match_position      bigint NOT NULL,
  service_contract_id uuid NOT NULL,
  settlement_id       uuid NOT NULL,
  bank                text NOT NULL,
  -- Of the credit, by the clock of its bank.
  value_date          date NOT NULL,
  currency            text NOT NULL,
  amount_minor        bigint NOT NULL,
  -- In US cents at the rate of the value date; null where nobody had one.
  usd_minor           bigint,
  -- 'matched', 'entry' where one moves it, or why it was taken back.
  what                text NOT NULL,
  demo                boolean NOT NULL,
  PRIMARY KEY (generation, position, nth)
);
-- A figure of some months reads these alone.
CREATE INDEX service_payments_of_days ON reporting.service_payments (generation, value_date);
CREATE INDEX service_payments_of_credit ON reporting.service_payments (generation, settlement_id, match_position);

CREATE VIEW read.service_contracts AS
  SELECT t.* FROM reporting.service_contracts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services-trade' AND state = 'live');
CREATE VIEW read.service_contract_changes AS
  SELECT t.* FROM reporting.service_contract_changes t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services-trade' AND state = 'live');
CREATE VIEW read.service_payments AS
  SELECT t.* FROM reporting.service_payments t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'services-trade' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.service_contracts, reporting.service_credits, reporting.service_contract_changes, reporting.service_payments TO reporting;
GRANT SELECT ON read.service_contracts, read.service_contract_changes, read.service_payments TO reporting, gateway;
GRANT SELECT ON read.service_contracts TO trade_events;
