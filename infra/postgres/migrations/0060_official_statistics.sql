-- What statistical offices publish, beside what the ledger counts itself.
INSERT INTO ledger.category_owner VALUES ('statistic', 'trade_events');

-- What a source published of a flow between two countries in a period, as it stood from position on, up to the one before until_position.
CREATE TABLE reporting.official_publications (
  generation     integer NOT NULL,
  position       bigint NOT NULL,
  -- Null while it is the newest of its stream.
  until_position bigint,
  statistic_id   uuid NOT NULL,
  source         text NOT NULL,
  reporter       text NOT NULL,
  partner        text NOT NULL,
  flow           text NOT NULL,
  -- A year, or a month of it: as text they compare as the calendar does.
  period         text COLLATE "C" NOT NULL,
  classification text NOT NULL,
  status         text NOT NULL,
  published_on   date,
  downloaded_on  date NOT NULL,
  PRIMARY KEY (generation, position),
  CONSTRAINT held_for_a_while CHECK (until_position > position)
);
CREATE INDEX official_publications_by_pair ON reporting.official_publications (generation, reporter, partner, period, flow);
CREATE INDEX official_publications_newest ON reporting.official_publications (generation, statistic_id) WHERE until_position IS NULL;

-- What a publication tells of each code: TOTAL, chapters, headings and subheadings.
CREATE TABLE reporting.official_lines (
  generation       integer NOT NULL,
  position         bigint NOT NULL,
  code             text COLLATE "C" NOT NULL,
  value_usd_cents  bigint NOT NULL,
  -- Null where the source does not tell them.
  cif_usd_cents    bigint,
  fob_usd_cents    bigint,
  net_kg           numeric,
  net_kg_estimated boolean NOT NULL,
  PRIMARY KEY (generation, position, code)
);
-- Of thousands of lines, fewer than a hundred are chapters.
CREATE INDEX official_lines_of_chapters ON reporting.official_lines (generation, position) WHERE length(code) = 2;

CREATE VIEW read.official_publications AS
  SELECT t.* FROM reporting.official_publications t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'official-trade' AND state = 'live');
CREATE VIEW read.official_lines AS
  SELECT t.* FROM reporting.official_lines t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'official-trade' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.official_publications, reporting.official_lines TO reporting;
GRANT SELECT ON read.official_publications, read.official_lines TO reporting, gateway;
