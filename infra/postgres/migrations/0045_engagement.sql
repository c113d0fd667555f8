INSERT INTO ledger.category_owner VALUES
  ('engagement', 'trade_events'),
  ('lead', 'trade_events'),
  ('need', 'trade_events'),
  ('match', 'trade_events');

-- What stands on the market as far as trade-events heard of it, and which pairs were proposed: written with what follows, behind one lock.
CREATE SCHEMA market;
GRANT USAGE ON SCHEMA market TO trade_events;
CREATE TABLE market.open_needs (
  need_id uuid PRIMARY KEY,
  side    text NOT NULL,
  chapter text NOT NULL,
  country text NOT NULL,
  -- Of the aggregate, as plain data.
  state   jsonb NOT NULL
);
CREATE INDEX open_needs_by_goods ON market.open_needs (chapter, side);
CREATE TABLE market.proposals (
  match_id uuid PRIMARY KEY,
  offer_id uuid NOT NULL,
  seek_id  uuid NOT NULL
);
CREATE INDEX proposals_of_offer ON market.proposals (offer_id);
CREATE INDEX proposals_of_seek ON market.proposals (seek_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON market.open_needs, market.proposals TO trade_events;

-- Forums, exhibitions, delegations, summits and business meetings, and what happened to each: facts, of which figures are sums.
CREATE TABLE reporting.engagements (
  generation    integer NOT NULL,
  engagement_id uuid NOT NULL,
  -- Of its plan.
  position      bigint NOT NULL,
  kind          text NOT NULL,
  name          text NOT NULL,
  city          text NOT NULL,
  country       text NOT NULL,
  organiser     text NOT NULL,
  starts_on     date NOT NULL,
  ends_on       date NOT NULL,
  sectors       text[] NOT NULL,
  status        text NOT NULL,
  -- Participant ids of who takes part.
  firms         text[] NOT NULL,
  meetings      integer NOT NULL,
  demo          boolean NOT NULL,
  PRIMARY KEY (generation, engagement_id)
);
CREATE INDEX engagements_newest ON reporting.engagements (generation, position);

CREATE TABLE reporting.engagement_facts (
  generation    integer NOT NULL,
  position      bigint NOT NULL,
  engagement_id uuid NOT NULL,
  kind          text NOT NULL,
  -- The local day of it.
  on_day        date NOT NULL,
  -- Of a plan and of other days, from when to when it is.
  starts_on     date,
  ends_on       date,
  firm          text,
  -- Whom it met.
  other_firm    text,
  people        integer,
  reason        text,
  PRIMARY KEY (generation, position)
);
CREATE INDEX engagement_facts_of_engagement ON reporting.engagement_facts (generation, engagement_id, position);
CREATE INDEX engagement_days ON reporting.engagement_facts (generation, engagement_id, position DESC) INCLUDE (starts_on, ends_on) WHERE starts_on IS NOT NULL;

CREATE TABLE reporting.leads (
  generation     integer NOT NULL,
  lead_id        uuid NOT NULL,
  -- Of its recording.
  position       bigint NOT NULL,
  -- What it came of: one of both.
  engagement_id  uuid,
  match_id       uuid,
  seller         jsonb NOT NULL,
  buyer          jsonb NOT NULL,
  participants   text[] NOT NULL,
  sector         text NOT NULL,
  hs             text[] NOT NULL,
  -- As expected last.
  currency       text,
  expected_minor bigint,
  recorded_on    date NOT NULL,
  -- Committed, where a commitment that names it stands; else lapsed, or open.
  status         text NOT NULL,
  lapse_reason   text,
  -- Commitments that name it, without those that were withdrawn.
  commitment_ids uuid[] NOT NULL DEFAULT '{}',
  follow_ups     integer NOT NULL,
  demo           boolean NOT NULL,
  PRIMARY KEY (generation, lead_id)
);
CREATE INDEX leads_newest ON reporting.leads (generation, position);
CREATE INDEX leads_of_engagement ON reporting.leads (generation, engagement_id, position);
CREATE INDEX leads_of_match ON reporting.leads (generation, match_id);
CREATE INDEX leads_of_participant ON reporting.leads USING gin (participants);

CREATE TABLE reporting.lead_facts (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  lead_id        uuid NOT NULL,
  kind           text NOT NULL,
  on_day         date NOT NULL,
  reason         text,
  -- Of the kinds committed and withdrawn.
  commitment_id  uuid,
  -- Where the event told what is expected.
  currency       text,
  expected_minor bigint,
  PRIMARY KEY (generation, position)
);
CREATE INDEX lead_facts_of_lead ON reporting.lead_facts (generation, lead_id, position);

-- What firms offer and seek.
CREATE TABLE reporting.needs (
  generation     integer NOT NULL,
  need_id        uuid NOT NULL,
  -- Of its posting.
  position       bigint NOT NULL,
  side           text NOT NULL,
  firm           jsonb NOT NULL,
  participant    text NOT NULL,
  hs             text NOT NULL,
  chapter        text NOT NULL,
  country        text NOT NULL,
  description    text NOT NULL,
  quantity       numeric NOT NULL,
  unit           text NOT NULL,
  per            text NOT NULL,
  place          text,
  incoterm       jsonb,
  price_currency text,
  price_minor    bigint,
  valid_until    date NOT NULL,
  status         text NOT NULL,
  posted_on      date NOT NULL,
  demo           boolean NOT NULL,
  PRIMARY KEY (generation, need_id)
);
CREATE INDEX needs_newest ON reporting.needs (generation, position);
CREATE INDEX needs_of_firm ON reporting.needs (generation, participant, position);
CREATE INDEX needs_to_expire ON reporting.needs (generation, valid_until, need_id) WHERE status = 'open';

CREATE TABLE reporting.need_facts (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  need_id    uuid NOT NULL,
  kind       text NOT NULL,
  on_day     date NOT NULL,
  -- Of a posting and an amendment, what it is from then on.
  quantity   numeric,
  unit       text,
  per        text,
  reason     text,
  PRIMARY KEY (generation, position)
);
CREATE INDEX need_facts_of_need ON reporting.need_facts (generation, need_id, position);
CREATE INDEX need_facts_by_day ON reporting.need_facts (generation, on_day);

CREATE TABLE reporting.matches (
  generation   integer NOT NULL,
  match_id     uuid NOT NULL,
  -- Of its first proposal.
  position     bigint NOT NULL,
  offer_id     uuid NOT NULL,
  seek_id      uuid NOT NULL,
  offer        jsonb NOT NULL,
  seek         jsonb NOT NULL,
  participants text[] NOT NULL,
  chapter      text NOT NULL,
  strength     text NOT NULL,
  score        jsonb NOT NULL,
  status       text NOT NULL,
  interested   text[] NOT NULL,
  lead_id      uuid,
  demo         boolean NOT NULL,
  PRIMARY KEY (generation, match_id)
);
CREATE INDEX matches_newest ON reporting.matches (generation, position);
CREATE INDEX matches_of_offer ON reporting.matches (generation, offer_id);
CREATE INDEX matches_of_seek ON reporting.matches (generation, seek_id);
CREATE INDEX matches_of_participant ON reporting.matches USING gin (participants);

CREATE TABLE reporting.match_facts (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  match_id   uuid NOT NULL,
  kind       text NOT NULL,
  on_day     date NOT NULL,
  -- The instant of it.
  at         timestamptz NOT NULL,
  side       text,
  reason     text,
  PRIMARY KEY (generation, position)
);
CREATE INDEX match_facts_of_match ON reporting.match_facts (generation, match_id, position);
CREATE INDEX match_facts_by_day ON reporting.match_facts (generation, on_day);

CREATE VIEW read.engagements AS
  SELECT t.* FROM reporting.engagements t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'engagements' AND state = 'live');
CREATE VIEW read.engagement_facts AS
  SELECT t.* FROM reporting.engagement_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'engagements' AND state = 'live');
CREATE VIEW read.leads AS
  SELECT t.* FROM reporting.leads t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'leads' AND state = 'live');
CREATE VIEW read.lead_facts AS
  SELECT t.* FROM reporting.lead_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'leads' AND state = 'live');
CREATE VIEW read.needs AS
  SELECT t.* FROM reporting.needs t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'needs' AND state = 'live');
CREATE VIEW read.need_facts AS
  SELECT t.* FROM reporting.need_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'needs' AND state = 'live');
CREATE VIEW read.matches AS
  SELECT t.* FROM reporting.matches t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'matches' AND state = 'live');
CREATE VIEW read.match_facts AS
  SELECT t.* FROM reporting.match_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'matches' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.engagements, reporting.engagement_facts, reporting.leads, reporting.lead_facts,
  reporting.needs, reporting.need_facts, reporting.matches, reporting.match_facts TO reporting;
GRANT SELECT ON read.engagements, read.engagement_facts, read.leads, read.lead_facts, read.needs, read.need_facts, read.matches, read.match_facts
  TO reporting, gateway;
GRANT SELECT ON read.engagements, read.leads, read.needs, read.matches TO trade_events;
