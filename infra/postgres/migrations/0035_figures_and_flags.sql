-- Banks take part in the consignments behind their invoices and credits. What was told before is in the log: the projection is built
-- anew, and readers see it once it has caught up.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'consignments' AND state <> 'retired';

-- Who takes part in a credit that names a consignment before its goods are declared, by the event that told it.
CREATE TABLE reporting.awaited_consignments (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  participants   text[] NOT NULL,
  PRIMARY KEY (generation, consignment_id, position)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.awaited_consignments TO reporting;

-- What goods were consigned for, by the paper that says it now; amounts in minor units.
CREATE TABLE payments.consigned_values (
  consignment_id uuid NOT NULL,
  currency       text NOT NULL,
  minor          numeric(38, 0) NOT NULL,
  -- Of the event that told it.
  position       bigint NOT NULL,
  PRIMARY KEY (consignment_id, currency)
);
-- What goods come to with their parts: once they are split, what the lowest parts are consigned for, and what is invoiced for them and for all parts.
CREATE TABLE payments.goods_sums (
  consignment_id  uuid NOT NULL,
  currency        text NOT NULL,
  -- Of the lowest parts, or of the goods themselves, those that tell a value in this currency.
  papers          integer NOT NULL,
  consigned_minor numeric(38, 0) NOT NULL,
  invoiced_minor  numeric(38, 0) NOT NULL,
  PRIMARY KEY (consignment_id, currency)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON payments.consigned_values, payments.goods_sums TO payments_settlement;

-- What their invoices ask for; null of those that an older release kept.
ALTER TABLE payments.invoiced_goods ADD currency text, ADD amount_minor bigint, ADD position bigint;
-- A bank is not told of invoices that are paid to another.
CREATE INDEX invoiced_goods_at ON payments.invoiced_goods (position);

-- Letters of credit, and what happened to each: facts, each with its position, of which the figures of credits are sums.
CREATE TABLE reporting.credits (
  generation          integer NOT NULL,
  letter_of_credit_id uuid NOT NULL,
  position            bigint NOT NULL,
  issuing_bank        text NOT NULL,
  currency            text NOT NULL,
  demo                boolean NOT NULL,
  PRIMARY KEY (generation, letter_of_credit_id)
);

CREATE TABLE reporting.credit_facts (
  generation          integer NOT NULL,
  position            bigint NOT NULL,
  letter_of_credit_id uuid NOT NULL,
  kind                text NOT NULL,
  -- Of a presentation, its number.
  presentation        integer,
  -- The local day of it.
  on_day              date NOT NULL,
  -- Of what was presented and paid, that; of an issue or an amendment, the amount of the credit from then on.
  amount_minor        bigint,
  -- The most that may be drawn from then on, with its tolerance.
  most_minor          bigint,
  PRIMARY KEY (generation, position)
);
CREATE INDEX credit_facts_of_credit ON reporting.credit_facts (generation, letter_of_credit_id, position);

CREATE VIEW read.credits AS
  SELECT t.* FROM reporting.credits t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'letters-of-credit' AND state = 'live');
CREATE VIEW read.credit_facts AS
  SELECT t.* FROM reporting.credit_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'letters-of-credit' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.credits, reporting.credit_facts TO reporting;
GRANT SELECT ON read.credits, read.credit_facts TO reporting, gateway;
