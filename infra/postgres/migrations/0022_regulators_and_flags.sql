-- What supervision keeps beside the log: regulators' references, and flags with what they are judged by. One follower makes all of it from the log, in
-- the order of positions, so that it can be made anew: empty the tables and set the position back.

INSERT INTO payments.list_checkpoints VALUES ('supervision', 0);

-- Consignments: whose they are, and which one a part was split from.
CREATE TABLE payments.goods (
  consignment_id uuid PRIMARY KEY,
  exporter       text NOT NULL,
  importer       text NOT NULL,
  -- ISO 3166-1 alpha-2 of where they are sent from and to; null until they are declared.
  from_country   text,
  to_country     text,
  part_of        uuid,
  -- By the contract, where it was agreed.
  deliver_by     date
);
CREATE INDEX goods_parts ON payments.goods (part_of) WHERE part_of IS NOT NULL;

-- Whenever goods were seen to leave or to be on their way.
CREATE TABLE payments.goods_moved (
  position       bigint PRIMARY KEY,
  consignment_id uuid NOT NULL,
  dispatched     boolean NOT NULL,
  location       text NOT NULL,
  movement       text NOT NULL,
  -- RFC 3339 with the offset of its place.
  occurred_local text NOT NULL
);
CREATE INDEX goods_moved_of ON payments.goods_moved (consignment_id);

-- Whose money an invoice brings to which bank.
CREATE TABLE payments.invoiced_goods (
  invoice_id     uuid PRIMARY KEY,
  consignment_id uuid NOT NULL,
  creditor_bank  text NOT NULL
);
CREATE INDEX invoiced_goods_of ON payments.invoiced_goods (consignment_id);

-- What is paid of each obligation; amounts in minor units.
CREATE TABLE payments.paid_obligations (
  obligation_id  uuid PRIMARY KEY,
  consignment_id uuid NOT NULL,
  amount_minor   bigint NOT NULL,
  paid_minor     bigint NOT NULL CHECK (paid_minor BETWEEN 0 AND amount_minor),
  -- Of the payment that it is paid since; null where nothing is.
  paid_on        date,
  paid_position  bigint,
  -- Value date of what happened to it last, be it a payment or a return.
  last_on        date,
  demo           boolean NOT NULL,
  CHECK ((paid_minor > 0) = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (paid_position IS NULL))
);
CREATE INDEX paid_obligations_of ON payments.paid_obligations (consignment_id);
CREATE INDEX paid_obligations_by_day ON payments.paid_obligations (paid_on, obligation_id) WHERE paid_on IS NOT NULL;

-- Which goods an instrument covers: written together with the event, since no two of a kind may cover one invoice.
CREATE TABLE payments.instrument_ties (
  instrument_id  uuid NOT NULL,
  kind           text NOT NULL,
  consignment_id uuid NOT NULL,
  invoice_id     uuid,
  UNIQUE NULLS NOT DISTINCT (instrument_id, consignment_id, invoice_id)
);
CREATE INDEX instrument_ties_of ON payments.instrument_ties (consignment_id);

CREATE TABLE payments.instruments (
  instrument_id  uuid PRIMARY KEY,
  kind           text NOT NULL,
  flow           text NOT NULL,
  number         text NOT NULL,
  holder         text NOT NULL,
  holder_name    text NOT NULL,
  bank           text NOT NULL,
  currency       text NOT NULL,
  amount_minor   bigint NOT NULL,
  -- What is still to come.
  open_minor     bigint NOT NULL CHECK (open_minor >= 0),
  status         text NOT NULL CHECK (status IN ('open', 'closed', 'cancelled')),
  started_on     date,
  due_on         date,
  -- The last day that was told to have passed.
  missed         date,
  first_position bigint NOT NULL,
  demo           boolean NOT NULL
);
CREATE INDEX instruments_due ON payments.instruments (due_on, instrument_id) WHERE status = 'open' AND due_on IS NOT NULL;

-- Declarations, as far as their later events do not tell it again.
CREATE TABLE payments.declared_trades (
  declaration_id uuid PRIMARY KEY,
  exporter       text NOT NULL,
  importer       text NOT NULL,
  from_country   text NOT NULL,
  to_country     text NOT NULL
);

-- What one kilogram, or one unit, of goods was told to be worth.
CREATE TABLE payments.unit_values (
  position       bigint NOT NULL,
  line_number    integer NOT NULL,
  -- UN/ECE Recommendation 20.
  unit           text NOT NULL,
  -- The paper that told it, by its kind and id: what it tells later takes the place of this.
  told           text NOT NULL,
  told_by        uuid NOT NULL,
  hs6            text NOT NULL,
  from_country   text NOT NULL,
  to_country     text NOT NULL,
  currency       text NOT NULL,
  -- Millionths of the major unit.
  unit_value     numeric NOT NULL,
  exporter       text NOT NULL,
  importer       text NOT NULL,
  demo           boolean NOT NULL,
  PRIMARY KEY (position, line_number, unit)
);
CREATE INDEX unit_values_alike
  ON payments.unit_values (hs6, told, from_country, to_country, unit, currency, demo, unit_value, position, line_number);
CREATE INDEX unit_values_told_by ON payments.unit_values (told_by, told);

-- Papers that carry or stand for goods, by what they are known by.
CREATE TABLE payments.document_uses (
  key            text NOT NULL,
  position       bigint NOT NULL,
  consignment_id uuid NOT NULL,
  document_id    uuid NOT NULL,
  PRIMARY KEY (key, position)
);
CREATE INDEX document_uses_of ON payments.document_uses (document_id);

-- Under which letters of credit a paper was presented.
CREATE TABLE payments.credit_document_uses (
  key          text NOT NULL,
  position     bigint NOT NULL,
  credit_id    uuid NOT NULL,
  -- The bank that has the paper.
  presented_to text NOT NULL,
  PRIMARY KEY (key, position)
);

-- The work list.
CREATE TABLE payments.red_flags (
  flag_id         uuid PRIMARY KEY,
  kind            text NOT NULL,
  status          text NOT NULL CHECK (status IN ('open', 'assigned', 'cleared', 'confirmed')),
  -- As the aggregate has it.
  subject         json NOT NULL,
  consignment_ids uuid[] NOT NULL,
  credit_ids      uuid[] NOT NULL,
  reason          text NOT NULL,
  evidence        bigint[] NOT NULL,
  banks           text[] NOT NULL,
  assignee        text,
  outcome         text,
  raised_at       text NOT NULL,
  -- Of the event that raised it first; the order of the list.
  position        bigint NOT NULL UNIQUE,
  demo            boolean NOT NULL
);
CREATE INDEX red_flags_by_status ON payments.red_flags (status, position);

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.goods, payments.goods_moved, payments.invoiced_goods, payments.paid_obligations,
  payments.instrument_ties, payments.instruments, payments.declared_trades, payments.unit_values, payments.document_uses,
  payments.credit_document_uses, payments.red_flags TO payments_settlement;
