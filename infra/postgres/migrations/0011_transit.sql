-- Goods in transit, and the guarantees that stand for them.
INSERT INTO ledger.category_owner VALUES ('guarantee', 'trade_events'), ('transit', 'trade_events');

-- Where each transit stands: which are open, which are overdue, and what of a guarantee they hold. Amounts are whole numbers of the
-- minor unit of `currency`.
CREATE TABLE reporting.transits (
  generation            integer NOT NULL,
  transit_id            uuid NOT NULL,
  transit_number        text NOT NULL,
  status                text NOT NULL CHECK (status IN ('opened', 'under-way', 'terminated', 'discharged', 'cancelled')),
  consignment_id        uuid,
  principal_id          text NOT NULL,
  principal_name        text NOT NULL,
  carrier_id            text NOT NULL,
  carrier_name          text NOT NULL,
  transport_mode        text NOT NULL,
  vehicle               text NOT NULL,
  office_of_departure   text NOT NULL,
  office_of_destination text NOT NULL,
  goods                 json NOT NULL,
  -- The sum of the goods.
  net_mass_kg           numeric NOT NULL,
  opened_at             timestamptz NOT NULL,
  -- The limit as last extended, and how often it was.
  due_by                timestamptz NOT NULL,
  extensions            integer NOT NULL DEFAULT 0,
  -- The limit that passed with nothing terminated; null where it was put off again, or where the goods turn out to have been in time.
  overdue_since         timestamptz,
  guarantee_id          uuid NOT NULL,
  guarantor_id          text NOT NULL,
  currency              text NOT NULL,
  duty_at_risk_minor    bigint NOT NULL,
  reserved_minor        bigint NOT NULL CHECK (reserved_minor >= 0),
  called_minor          bigint NOT NULL DEFAULT 0,
  -- Stops of the itinerary and passages, in the order in which they were told.
  itinerary             json NOT NULL,
  passages              json NOT NULL,
  unplanned_passages    integer NOT NULL DEFAULT 0,
  irregularities        integer NOT NULL DEFAULT 0,
  -- The largest lateness of any passage and of the termination, in minutes begun; 0 where all were in time.
  late_minutes_max      bigint NOT NULL DEFAULT 0,
  terminated_at         timestamptz,
  terminated_at_office  text,
  reservation           text,
  discharged_at         timestamptz,
  participants          text[] NOT NULL,
  demo                  boolean NOT NULL,
  first_position        bigint NOT NULL,
  last_position         bigint NOT NULL,
  PRIMARY KEY (generation, transit_id)
);
CREATE INDEX transits_open_by_limit ON reporting.transits (generation, due_by, transit_id)
  WHERE status IN ('opened', 'under-way') AND overdue_since IS NULL;
CREATE INDEX transits_by_participant ON reporting.transits USING gin (participants);

CREATE VIEW read.transits AS
  SELECT t.* FROM reporting.transits t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.transits TO reporting;
-- trade-events finds there what has become overdue.
GRANT SELECT ON read.transits TO reporting, gateway, trade_events;
