-- The funnel as of what had happened by an instant, wherever its events stand in the log; and what each commitment comes to now, in a row of its own. What was told before is in
-- the log: the projection is built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'commitment-realisation' AND state <> 'retired';

-- What each event tells of what came of commitments, as it is folded: where events stand behind others that happened later, the words that had happened by an instant are folded anew.
CREATE TABLE reporting.commitment_words (
  generation  integer NOT NULL,
  -- The commitment, or the consignment with its parts.
  unit_id     uuid NOT NULL,
  position    bigint NOT NULL,
  -- Null of a declaration that is lodged: by itself that is worth nothing, and counts whenever it happened.
  occurred_at timestamptz,
  word        jsonb NOT NULL,
  PRIMARY KEY (generation, unit_id, position)
);
-- What is out of order on either side of an instant.
CREATE INDEX commitment_disorder_in_time ON reporting.commitment_disorder (generation, behind_at) INCLUDE (occurred_at, position, unit_id);

-- Each commitment with what it comes to now: the answer of today is as many rows as there are commitments, however many events stand behind them. Changed in place where the page has
-- room: no index holds what changes.
CREATE TABLE reporting.commitment_heads (
  generation        integer NOT NULL,
  commitment_id     uuid NOT NULL,
  -- The last event that told of it.
  position          bigint NOT NULL,
  -- USD cents of its facts.
  promised          numeric NOT NULL,
  contracted        numeric NOT NULL,
  shipped           numeric NOT NULL,
  cleared           numeric NOT NULL,
  delivered         numeric NOT NULL,
  paid              numeric NOT NULL,
  invested_promised numeric NOT NULL,
  invested_reported numeric NOT NULL,
  invested_verified numeric NOT NULL,
  jobs_promised     numeric NOT NULL,
  jobs_reported     numeric NOT NULL,
  jobs_verified     numeric NOT NULL,
  -- Lines that are in a currency whose rate was not told.
  unvalued          numeric NOT NULL,
  -- That serve it.
  consignments      integer NOT NULL,
  status            text NOT NULL,
  PRIMARY KEY (generation, commitment_id)
) WITH (fillfactor = 50);

CREATE VIEW read.commitment_words AS
  SELECT t.* FROM reporting.commitment_words t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_parts AS
  SELECT t.* FROM reporting.commitment_parts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
CREATE VIEW read.commitment_heads AS
  SELECT t.* FROM reporting.commitment_heads t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.commitment_words, reporting.commitment_heads TO reporting;
GRANT SELECT ON read.commitment_words, read.commitment_parts TO reporting, gateway;
-- What is found fulfilled is of now.
GRANT SELECT ON read.commitment_heads TO reporting, gateway, trade_events;
