-- Cases of firms before the Business Council, and by when it promises to see to them.
INSERT INTO ledger.category_owner VALUES ('case', 'trade_events'), ('servicelevel', 'trade_events');

-- Where each case stands. Instants are as they were told, with their offset; next_limit_at is the next one behind which the ledger has something to tell.
CREATE TABLE reporting.cases (
  generation     integer NOT NULL,
  case_id        uuid NOT NULL,
  status         text NOT NULL,
  kind           text NOT NULL,
  subject        json NOT NULL,
  -- The goods that it is about, where there are any.
  consignment_id uuid,
  firms          text[] NOT NULL,
  priority       text,
  assignee       text,
  opened_at      text,
  answer_by      text,
  resolve_by     text,
  missed         text[] NOT NULL,
  escalated      boolean NOT NULL,
  outcome        text,
  reopenings     integer NOT NULL,
  next_limit_at  timestamptz,
  -- What the fold goes on from.
  state          json NOT NULL,
  participants   text[] NOT NULL,
  demo           boolean NOT NULL,
  first_position bigint NOT NULL,
  last_position  bigint NOT NULL,
  PRIMARY KEY (generation, case_id)
);
CREATE INDEX cases_in_order ON reporting.cases (generation, first_position);
CREATE INDEX cases_unresolved ON reporting.cases (generation, status, first_position) WHERE status NOT IN ('resolved', 'averted');
CREATE INDEX cases_by_limit ON reporting.cases (generation, next_limit_at, case_id) WHERE next_limit_at IS NOT NULL;
CREATE INDEX cases_by_participant ON reporting.cases USING gin (participants);

-- Each time that a case was opened, from there to its resolution: a figure as of a position leaves out what was told behind it. Days are of UTC: whoever
-- tells of a case, and from where, one instant is of one month.
CREATE TABLE reporting.case_openings (
  generation         integer NOT NULL,
  case_id            uuid NOT NULL,
  -- 0 for the first.
  opening            integer NOT NULL,
  kind               text NOT NULL,
  consignment_id     uuid,
  opened_position    bigint NOT NULL,
  opened_at          timestamptz NOT NULL,
  opened_on          date NOT NULL,
  answer_by          timestamptz NOT NULL,
  resolve_by         timestamptz NOT NULL,
  answered_position  bigint,
  answered_at        timestamptz,
  answered_on        date,
  resolved_position  bigint,
  resolved_at        timestamptz,
  resolved_on        date,
  outcome            text,
  demo               boolean NOT NULL,
  PRIMARY KEY (generation, case_id, opening)
);
CREATE INDEX case_openings_in_order ON reporting.case_openings (generation, opened_position) WHERE opening = 0;
CREATE INDEX case_openings_open ON reporting.case_openings (generation, consignment_id) WHERE resolved_position IS NULL;
CREATE INDEX case_openings_answered ON reporting.case_openings (generation, answered_on) WHERE answered_position IS NOT NULL;
CREATE INDEX case_openings_resolved ON reporting.case_openings (generation, resolved_on) WHERE resolved_position IS NOT NULL;

-- Every event of a case that was opened.
CREATE TABLE reporting.case_facts (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  case_id    uuid NOT NULL,
  type       text NOT NULL,
  on_day     date NOT NULL,
  -- Of what tells it: the opening, and the triage.
  kind       text,
  PRIMARY KEY (generation, position)
);
CREATE INDEX case_facts_of_case ON reporting.case_facts (generation, case_id, position);
CREATE INDEX case_facts_by_day ON reporting.case_facts (generation, on_day) WHERE type IN ('CaseOpened', 'CaseReopened', 'CaseResolved', 'CaseEscalated');
CREATE INDEX case_facts_kinds ON reporting.case_facts (generation, case_id, position) INCLUDE (kind) WHERE kind IS NOT NULL;

-- What goods are worth in USD by their own lines, from which position on; null where one line is in another currency. Goods that were split are their
-- parts from then on.
CREATE TABLE reporting.goods_values (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  -- Of many lines it may be more than 18 digits.
  usd_cents      numeric,
  parts          uuid[],
  cancelled      boolean NOT NULL,
  PRIMARY KEY (generation, consignment_id, position)
);

-- Goods that are where they were to go, or back where they came from: nothing that a firm brings before the Council keeps them from moving any more.
CREATE TABLE reporting.goods_arrived (
  generation     integer NOT NULL,
  consignment_id uuid NOT NULL,
  position       bigint NOT NULL,
  PRIMARY KEY (generation, consignment_id, position)
);

-- From when to when a transit was overdue, as the log told it.
CREATE TABLE reporting.overdue_transits (
  generation     integer NOT NULL,
  transit_id     uuid NOT NULL,
  consignment_id uuid,
  from_position  bigint NOT NULL,
  until_position bigint,
  PRIMARY KEY (generation, transit_id, from_position)
);
-- Whose goods a transit carries.
CREATE TABLE reporting.transit_goods (
  generation     integer NOT NULL,
  transit_id     uuid NOT NULL,
  consignment_id uuid,
  PRIMARY KEY (generation, transit_id)
);

CREATE VIEW read.cases AS
  SELECT t.* FROM reporting.cases t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'cases' AND state = 'live');
CREATE VIEW read.case_openings AS
  SELECT t.* FROM reporting.case_openings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'cases' AND state = 'live');
CREATE VIEW read.case_facts AS
  SELECT t.* FROM reporting.case_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'cases' AND state = 'live');
CREATE VIEW read.goods_values AS
  SELECT t.* FROM reporting.goods_values t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'goods-values' AND state = 'live');
CREATE VIEW read.goods_arrived AS
  SELECT t.* FROM reporting.goods_arrived t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'goods-values' AND state = 'live');
CREATE VIEW read.overdue_transits AS
  SELECT t.* FROM reporting.overdue_transits t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'goods-values' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.cases, reporting.case_openings, reporting.case_facts, reporting.goods_values,
  reporting.goods_arrived, reporting.overdue_transits, reporting.transit_goods TO reporting;
GRANT SELECT ON read.cases, read.case_openings, read.case_facts, read.goods_values, read.goods_arrived, read.overdue_transits TO reporting, gateway;
-- trade-events lists cases, and finds there whose limits have passed.
GRANT SELECT ON read.cases TO trade_events;
