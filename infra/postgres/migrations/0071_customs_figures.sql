-- Transit and customs as figures. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'transits' AND state <> 'retired';

-- Each transit as it was known from a position on, up to the one before until_position: what a figure of a position counts.
CREATE TABLE reporting.transit_standings (
  generation      integer NOT NULL,
  transit_id      uuid NOT NULL,
  from_position   bigint NOT NULL,
  -- Null while it is known so.
  until_position  bigint,
  opened_position bigint NOT NULL,
  status          text NOT NULL CHECK (status IN ('opened', 'under-way', 'terminated', 'discharged', 'cancelled')),
  departure       text NOT NULL,
  destination     text NOT NULL,
  -- The stops of the itinerary, in the order that was planned.
  stops           text[] NOT NULL,
  -- The office of departure, or else that of destination, where it is a port; '' where neither is.
  port            text NOT NULL,
  transport_mode  text NOT NULL,
  guarantee_id    uuid NOT NULL,
  net_mass_kg     numeric NOT NULL,
  currency        text NOT NULL,
  value_minor     numeric NOT NULL,
  -- Instants to the millisecond, as events are compared.
  opened_at       timestamptz NOT NULL,
  -- The limit as last extended.
  due_by          timestamptz NOT NULL,
  terminated_at   timestamptz,
  -- Whether the goods were presented behind the limit.
  late            boolean NOT NULL,
  discharged_at   timestamptz,
  -- The day of that at the office of departure.
  discharged_on   date,
  -- What was found amiss, in the order in which it was told.
  irregularities  text[] NOT NULL,
  PRIMARY KEY (generation, transit_id, from_position),
  CONSTRAINT known_for_a_while CHECK (until_position > from_position),
  CONSTRAINT discharged_some_day CHECK ((status = 'discharged') = (discharged_on IS NOT NULL))
);
CREATE INDEX transit_standings_known_now ON reporting.transit_standings (generation, transit_id) WHERE until_position IS NULL;
CREATE INDEX transit_standings_discharged ON reporting.transit_standings (generation, discharged_on) WHERE status = 'discharged';
-- Which were under way at a position, without those that were before or behind it.
CREATE INDEX transit_standings_under_way ON reporting.transit_standings USING gist (int8range(from_position, until_position))
  WHERE status IN ('opened', 'under-way', 'terminated');

CREATE VIEW read.transit_standings AS
  SELECT t.* FROM reporting.transit_standings t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'transits' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.transit_standings TO reporting;
GRANT SELECT ON read.transit_standings TO reporting, gateway;
