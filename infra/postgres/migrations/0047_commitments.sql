-- What was promised, the contracts that it became, and what serves it.
INSERT INTO ledger.category_owner VALUES
  ('commitment', 'trade_events'), ('contract', 'trade_events'), ('allocation', 'trade_events'), ('evidence', 'trade_events');

-- A target is revised, and keeps what it was: each word of it has a row.
ALTER TABLE reporting.targets DROP CONSTRAINT targets_pkey, ADD PRIMARY KEY (generation, target_id, position),
  ADD COLUMN baseline_year integer, ADD COLUMN definition text, ADD COLUMN meeting_id uuid,
  -- Of a revision.
  ADD COLUMN reason text;
CREATE OR REPLACE VIEW read.targets AS
  SELECT t.* FROM reporting.targets t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'targets' AND state = 'live');

-- Commitments as they stand.
CREATE TABLE reporting.commitments (
  generation      integer NOT NULL,
  commitment_id   uuid NOT NULL,
  -- Of its announcement.
  position        bigint NOT NULL,
  status          text NOT NULL,
  title           text NOT NULL,
  kind            text NOT NULL,
  sector          text NOT NULL,
  hs_codes        text[] NOT NULL,
  -- Of all who promised: 'mixed' where they are not alike.
  -- state, private, mixed; state-takes-part where a state's firm deals with others
  ownership       text NOT NULL,
  -- Countries of the sellers or investors, and of the buyers or recipients.
  from_countries  text[] NOT NULL,
  to_countries    text[] NOT NULL,
  occasion_kind   text NOT NULL,
  occasion_name   text NOT NULL,
  announced_on    date NOT NULL,
  engagement_id   uuid,
  meeting_id      uuid,
  lead_id         uuid,
  currency        text NOT NULL,
  value_minor     numeric NOT NULL,
  value_usd_cents numeric NOT NULL,
  jobs            integer,
  due_on          date,
  -- What of it was delivered by now, which of its jobs were verified, and the day of the last thing that added to a stage: what is looked at every few
  -- seconds is not summed up from its facts each time.
  delivered_usd_cents numeric NOT NULL DEFAULT 0,
  jobs_verified   bigint NOT NULL DEFAULT 0,
  progress_on     date,
  source          text NOT NULL,
  -- What its stream comes to: contracts, rates and reports among it.
  state           jsonb NOT NULL,
  -- Of the last step of it.
  last_position   bigint NOT NULL,
  participants    text[] NOT NULL,
  demo            boolean NOT NULL,
  PRIMARY KEY (generation, commitment_id)
);
CREATE INDEX commitments_in_order ON reporting.commitments (generation, position);
CREATE INDEX commitments_of_engagement ON reporting.commitments (generation, engagement_id) WHERE engagement_id IS NOT NULL;
CREATE INDEX commitments_of_lead ON reporting.commitments (generation, lead_id) WHERE lead_id IS NOT NULL;

-- What of it was told otherwise later, from which position on.
CREATE TABLE reporting.commitment_versions (
  generation     integer NOT NULL,
  commitment_id  uuid NOT NULL,
  position       bigint NOT NULL,
  title          text NOT NULL,
  kind           text NOT NULL,
  sector         text NOT NULL,
  ownership      text NOT NULL,
  from_countries text[] NOT NULL,
  to_countries   text[] NOT NULL,
  due_on         date,
  participants   text[] NOT NULL,
  PRIMARY KEY (generation, commitment_id, position)
);

-- What each event adds to a stage of a commitment: the figures are sums of these, and these their explanation.
CREATE TABLE reporting.commitment_facts (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  fact           integer NOT NULL,
  commitment_id  uuid NOT NULL,
  stage          text NOT NULL,
  -- Local, of what happened.
  on_day         date NOT NULL,
  -- The event that brought the goods to the stage, where they were linked behind it.
  cause_position bigint NOT NULL,
  consignment_id uuid,
  contract_id    uuid,
  -- One line has 18 digits at most; how many they come to together, by a price or a rate, has no bound.
  usd_cents      numeric NOT NULL,
  -- In the currency of the contract, else of the commitment; null where what counts is in another one.
  currency       text,
  minor          numeric,
  jobs           integer NOT NULL,
  -- Lines that are in a currency whose rate was not told: they count as nothing.
  unvalued_lines integer NOT NULL,
  -- What its status became, where that is what the event tells.
  status         text,
  PRIMARY KEY (generation, position, fact)
);
CREATE INDEX commitment_facts_of_one ON reporting.commitment_facts (generation, commitment_id, stage, position, fact);

-- Which commitment goods or a letter of credit served from a position on; null where they served none.
CREATE TABLE reporting.commitment_links (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  kind           text NOT NULL,
  id             uuid NOT NULL,
  commitment_id  uuid,
  basis          text NOT NULL,
  contract_id    uuid,
  -- The actor, and the reason where one was told.
  told_by        text NOT NULL,
  reason         text,
  PRIMARY KEY (generation, kind, id, position)
);
CREATE INDEX commitment_links_of_one ON reporting.commitment_links (generation, commitment_id, position);
CREATE INDEX commitment_links_in_order ON reporting.commitment_links (generation, position);

-- How a letter of credit ended ('expired', 'cancelled', 'closed'), or that it was 'amended', which opens one again that had expired.
CREATE TABLE reporting.commitment_credits (
  generation          integer NOT NULL,
  letter_of_credit_id uuid NOT NULL,
  position            bigint NOT NULL,
  status              text NOT NULL,
  -- Its last day: of what expired or was amended.
  last_day            date,
  PRIMARY KEY (generation, letter_of_credit_id, position)
);

-- How far goods have come and what they are worth, with all parts of what was split: the memory of the fold.
CREATE TABLE reporting.commitment_goods (
  generation    integer NOT NULL,
  -- The consignment, or the whole that it was split from.
  root_id       uuid NOT NULL,
  commitment_id uuid,
  goods         jsonb NOT NULL,
  PRIMARY KEY (generation, root_id)
);
CREATE INDEX commitment_goods_linked ON reporting.commitment_goods (generation, commitment_id) WHERE commitment_id IS NOT NULL;
CREATE TABLE reporting.commitment_parts (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  root_id        uuid NOT NULL,
  PRIMARY KEY (generation, consignment_id)
);

CREATE VIEW read.commitments AS
  SELECT t.* FROM reporting.commitments t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_versions AS
  SELECT t.* FROM reporting.commitment_versions t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_facts AS
  SELECT t.* FROM reporting.commitment_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_links AS
  SELECT t.* FROM reporting.commitment_links t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_credits AS
  SELECT t.* FROM reporting.commitment_credits t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.commitments, reporting.commitment_versions, reporting.commitment_credits, reporting.commitment_facts, reporting.commitment_links,
  reporting.commitment_goods, reporting.commitment_parts TO reporting;
GRANT SELECT ON read.commitments, read.commitment_facts, read.commitment_links, read.commitment_credits, read.commitment_versions TO reporting, gateway, trade_events;
