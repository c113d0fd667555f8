-- What was paid for goods on their way: trade-events appends it, reporting keeps it for the cost of border crossings and of sections.
INSERT INTO ledger.category_owner VALUES ('cost', 'trade_events');

CREATE TABLE reporting.transport_costs (
  generation         integer NOT NULL,
  position           bigint NOT NULL,
  cost_id            uuid NOT NULL,
  consignment_id     uuid NOT NULL,
  reference          text NOT NULL,
  kind               text NOT NULL,
  description        text,
  -- Where it was paid for: at a place, or for the way between two.
  location           text,
  from_location      text,
  to_location        text,
  -- How many vehicles or wagons it was for; null for all of the consignment's.
  units              integer,
  currency           text NOT NULL,
  amount_minor       bigint NOT NULL,
  usd_cents          bigint NOT NULL,
  -- Null where it was not told.
  receipted          boolean,
  recorded_by        text NOT NULL,
  paid_at            timestamptz NOT NULL,
  demo               boolean NOT NULL,
  -- Null while it stands.
  withdrawn_position bigint,
  PRIMARY KEY (generation, position),
  CONSTRAINT of_a_place_or_a_section CHECK (num_nulls(location, from_location, to_location) IN (1, 2) AND (from_location IS NULL) = (to_location IS NULL))
);
CREATE INDEX transport_costs_of ON reporting.transport_costs (generation, consignment_id);
CREATE UNIQUE INDEX transport_costs_standing ON reporting.transport_costs (generation, cost_id) WHERE withdrawn_position IS NULL;

CREATE VIEW read.transport_costs AS
  SELECT t.* FROM reporting.transport_costs t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'transport-costs' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.transport_costs TO reporting;
GRANT SELECT ON read.transport_costs TO reporting, gateway;
