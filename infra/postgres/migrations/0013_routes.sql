-- Routes: trade-events appends what is planned and decided of each; reporting keeps what they are now.
INSERT INTO ledger.category_owner VALUES ('route', 'trade_events');

CREATE TABLE reporting.routes (
  generation      integer NOT NULL,
  route_id        text COLLATE "C" NOT NULL,
  name            text NOT NULL,
  status          text NOT NULL CHECK (status IN ('planned', 'open', 'suspended')),
  origin          text NOT NULL,
  destination     text NOT NULL,
  -- As the events have them, in the order of the way.
  legs            json NOT NULL,
  -- Of every day, by basis and then by the day they begin on.
  tariffs         json NOT NULL,
  -- Why it is suspended and since when; null where it is not.
  suspension      json CHECK ((suspension IS NULL) = (status <> 'suspended')),
  -- What the whole way takes; null where a leg does not tell it.
  distance_km     numeric,
  duration_days   numeric,
  -- Of carriage, a tonne, in minor units.
  cost_minor      bigint,
  cost_currency   text CHECK ((cost_currency IS NULL) = (cost_minor IS NULL)),
  demo            boolean NOT NULL,
  first_position  bigint NOT NULL,
  last_position   bigint NOT NULL,
  PRIMARY KEY (generation, route_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.routes TO reporting;

CREATE VIEW read.routes AS
  SELECT r.* FROM reporting.routes r
  WHERE r.generation = (SELECT generation FROM reporting.projections WHERE name = 'routes' AND state = 'live');
GRANT SELECT ON read.routes TO reporting, gateway, trade_events;
-- Tells how far the list is.
GRANT SELECT ON read.projection_status TO trade_events;
