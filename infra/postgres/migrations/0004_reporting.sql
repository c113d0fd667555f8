-- Read models. A table holds several generations of a projection, so that a rebuild grows beside the live one; the views
-- in "read" show the live one. Amounts are USD cents or minor units of the currency beside them.
CREATE SCHEMA reporting;

CREATE TABLE reporting.projections (
  name       text NOT NULL,
  generation integer NOT NULL CHECK (generation > 0),
  state      text NOT NULL CHECK (state IN ('building', 'live', 'retired')),
  -- Every event up to here has been applied.
  position   bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- Why it stands still: what happened on the event behind "position". A figure that skips an event is wrong, so nothing
  -- behind it is applied until that one can be. Null while all is well.
  error      text,
  PRIMARY KEY (name, generation)
);
CREATE UNIQUE INDEX one_is_live ON reporting.projections (name) WHERE state = 'live';

-- What each event adds to the bilateral trade of a reporter; a correction takes the former lines out and puts the new
-- ones in, in the month of the declaration; a cancelled consignment takes all of its lines out. A figure as of a position
-- is the sum of the rows up to it; the rows explain it.
CREATE TABLE reporting.trade_facts (
  generation             integer NOT NULL,
  position               bigint NOT NULL,
  -- Within the event, from 1.
  fact                   integer NOT NULL,
  reporter               text NOT NULL,
  -- Origin of an import, last known destination of an export.
  partner                text NOT NULL,
  -- An export of another country's goods is a re-export, an import of the reporter's own a re-import.
  country_of_origin      text NOT NULL,
  -- The second partner of an import: whence it was sent. Of an export nothing is told beside the last known destination.
  country_of_consignment text CHECK ((country_of_consignment IS NULL) = (flow = 'export')),
  flow                   text NOT NULL CHECK (flow IN ('export', 'import')),
  -- First day of the month of acceptance.
  month                  date NOT NULL CHECK (extract(day FROM month) = 1),
  accepted_on            date NOT NULL,
  hs6                    text NOT NULL,
  sector                 text NOT NULL,
  consignment_id         uuid NOT NULL,
  declaration_id         uuid NOT NULL,
  line_number            integer NOT NULL,
  -- Negative where a correction takes a line out.
  net_mass_kg            numeric NOT NULL,
  value_usd_cents        bigint NOT NULL,
  correction             boolean NOT NULL,
  participants           text[] NOT NULL,
  demo                   boolean NOT NULL,
  PRIMARY KEY (generation, position, fact)
);
CREATE INDEX trade_facts_by_pair ON reporting.trade_facts (generation, reporter, partner, month)
  INCLUDE (flow, position, value_usd_cents, net_mass_kg);
CREATE INDEX trade_facts_by_consignment ON reporting.trade_facts (generation, consignment_id);

-- What the trade facts need to know of a declaration before it is cleared.
CREATE TABLE reporting.trade_declarations (
  generation             integer NOT NULL,
  declaration_id         uuid NOT NULL,
  country_of_consignment text NOT NULL,
  PRIMARY KEY (generation, declaration_id)
);

-- Consignments that did not take place: nothing of theirs counts from this position on.
CREATE TABLE reporting.trade_cancellations (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id)
);

CREATE TABLE reporting.targets (
  generation          integer NOT NULL,
  target_id           text NOT NULL,
  position            bigint NOT NULL,
  reporter            text NOT NULL,
  partner             text NOT NULL,
  yearly_amount_cents bigint NOT NULL,
  due_on              date,
  source              text NOT NULL,
  demo                boolean NOT NULL,
  PRIMARY KEY (generation, target_id)
);

CREATE TABLE reporting.consignments (
  generation         integer NOT NULL,
  consignment_id     uuid NOT NULL,
  status             text NOT NULL CHECK (status IN ('declared', 'in-transit', 'delivered', 'settled', 'cancelled')),
  exporter_id        text NOT NULL,
  exporter_name      text NOT NULL,
  exporter_country   text NOT NULL,
  importer_id        text NOT NULL,
  importer_name      text NOT NULL,
  importer_country   text NOT NULL,
  origin             text NOT NULL,
  destination        text NOT NULL,
  incoterm_rule      text NOT NULL,
  incoterm_place     text NOT NULL,
  transport_mode     text,
  -- Of the latest checkpoint, dispatch or delivery, by when it happened.
  last_location      text,
  last_location_at   timestamptz,
  lines              json NOT NULL,
  declared_at        timestamptz NOT NULL,
  dispatched_at      timestamptz,
  delivered_at       timestamptz,
  -- Day on which the customs of the exporter, and of the importer, accepted a declaration that has been cleared.
  export_accepted_on date,
  import_accepted_on date,
  open_holds         integer NOT NULL DEFAULT 0 CHECK (open_holds >= 0),
  settled_on         date,
  participants       text[] NOT NULL,
  demo               boolean NOT NULL,
  first_position     bigint NOT NULL,
  last_position      bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id)
);
CREATE INDEX consignments_latest ON reporting.consignments (generation, first_position DESC);
CREATE INDEX consignments_by_participant ON reporting.consignments USING gin (participants);

CREATE TABLE reporting.invoices (
  generation       integer NOT NULL,
  invoice_id       uuid NOT NULL,
  consignment_id   uuid NOT NULL,
  invoice_number   text NOT NULL,
  creditor_id      text NOT NULL,
  debtor_id        text NOT NULL,
  creditor_bank    text NOT NULL,
  currency         text NOT NULL,
  amount_minor     bigint NOT NULL,
  paid_minor       bigint NOT NULL DEFAULT 0,
  terms_trigger    text NOT NULL,
  terms_days       integer NOT NULL,
  issued_on        date NOT NULL,
  terms_started_on date,
  due_on           date,
  -- Value date of the payment that settled it in full.
  settled_on       date,
  participants     text[] NOT NULL,
  demo             boolean NOT NULL,
  last_position    bigint NOT NULL,
  PRIMARY KEY (generation, invoice_id)
);
CREATE INDEX invoices_by_consignment ON reporting.invoices (generation, consignment_id);

-- Which events tell of a consignment, whatever their stream.
CREATE TABLE reporting.consignment_events (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id, position)
);

CREATE VIEW read.projection_status AS
  SELECT name, generation, position, updated_at, error FROM reporting.projections WHERE state = 'live';
CREATE VIEW read.trade_facts AS
  SELECT f.* FROM reporting.trade_facts f
  WHERE f.generation = (SELECT generation FROM reporting.projections WHERE name = 'trade-facts' AND state = 'live');
CREATE VIEW read.targets AS
  SELECT t.* FROM reporting.targets t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'targets' AND state = 'live');
CREATE VIEW read.consignments AS
  SELECT c.* FROM reporting.consignments c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'consignments' AND state = 'live');
CREATE VIEW read.invoices AS
  SELECT i.* FROM reporting.invoices i
  WHERE i.generation = (SELECT generation FROM reporting.projections WHERE name = 'consignments' AND state = 'live');
-- The events themselves come from the log: their bytes stand once.
CREATE VIEW read.consignment_history AS
  SELECT h.consignment_id, e.* FROM reporting.consignment_events h JOIN ledger.events e USING (position)
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'consignments' AND state = 'live');

GRANT USAGE ON SCHEMA reporting TO reporting;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA reporting TO reporting;
GRANT SELECT ON read.projection_status, read.trade_facts, read.targets, read.consignments, read.invoices,
  read.consignment_history TO reporting, gateway;
