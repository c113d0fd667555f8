-- When figures of trade are provisional, revised and final, as countries tell it: trade-events appends it, reporting keeps it beside what statistical offices publish.
INSERT INTO ledger.category_owner VALUES ('releasecalendar', 'trade_events');

-- A table more of a projection, and publications that are taken back: what was told before is in the log, it is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'official-trade' AND state <> 'retired';

-- Each telling. Of a reporter and the first month that it is for, the last one up to a position counts.
CREATE TABLE reporting.release_calendars (
  generation         integer NOT NULL,
  position           bigint NOT NULL,
  reporter           text NOT NULL,
  -- A month, 'YYYY-MM': as text they compare as the calendar does.
  effective_from     text COLLATE "C" NOT NULL,
  provisional_months integer NOT NULL,
  -- Null where nobody says that a month is ever final.
  final_after_months integer,
  -- Null where months do not become final together with their year.
  year_end_month     integer,
  source             text NOT NULL,
  -- When it was told, to the millisecond: as of what had happened before, it does not hold.
  occurred_at        timestamptz NOT NULL,
  PRIMARY KEY (generation, position)
);
CREATE INDEX release_calendars_of ON reporting.release_calendars (generation, reporter, effective_from, position);

CREATE VIEW read.release_calendars AS
  SELECT t.* FROM reporting.release_calendars t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'official-trade' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.release_calendars TO reporting;
GRANT SELECT ON read.release_calendars TO reporting, gateway;

-- What was published may be taken back, and what was told before it stands again: a row for each stretch of positions for which a telling stands.
-- Rows that stand here already are of generations that are retired.
ALTER TABLE reporting.official_publications
  ADD COLUMN from_position bigint,
  -- Which of those of its stream, counted from 1.
  ADD COLUMN telling integer NOT NULL DEFAULT 1,
  -- Null while it is not taken back.
  ADD COLUMN withdrawn_position bigint;
UPDATE reporting.official_publications SET from_position = position;
ALTER TABLE reporting.official_publications
  ALTER COLUMN from_position SET NOT NULL,
  ALTER COLUMN telling DROP DEFAULT,
  DROP CONSTRAINT official_publications_pkey,
  ADD PRIMARY KEY (generation, from_position),
  DROP CONSTRAINT held_for_a_while,
  ADD CONSTRAINT held_for_a_while CHECK (from_position >= position AND until_position > from_position);
DROP INDEX reporting.official_publications_newest;
CREATE INDEX official_publications_of ON reporting.official_publications (generation, statistic_id);

CREATE OR REPLACE VIEW read.official_publications AS
  SELECT t.* FROM reporting.official_publications t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'official-trade' AND state = 'live');
