-- What each commitment has come to in all, by the last event up to a position that added to a stage of it, took out of it, or linked goods: a figure as of a position is
-- one look-up for each commitment, however many facts it has. The facts stay what explains it. What was told before is in the log: built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'commitment-realisation' AND state <> 'retired';

CREATE TABLE reporting.commitment_standings (
  generation        integer NOT NULL,
  commitment_id     uuid NOT NULL,
  position          bigint NOT NULL,
  -- USD cents of its facts up to here.
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
  PRIMARY KEY (generation, commitment_id, position)
);

-- Letters of credit are few among what serves a commitment.
CREATE INDEX commitment_links_credits ON reporting.commitment_links (generation, commitment_id) WHERE kind = 'letter-of-credit';

CREATE VIEW read.commitment_standings AS
  SELECT t.* FROM reporting.commitment_standings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'commitment-realisation' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.commitment_standings TO reporting;
GRANT SELECT ON read.commitment_standings TO reporting, gateway, trade_events;
