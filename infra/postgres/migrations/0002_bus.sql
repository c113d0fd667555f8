-- What services keep of their conversation: how far the relay came, what a consumer has applied, what it could not apply;
-- and, for machines without Kafka, the messages themselves.
CREATE SCHEMA bus;

CREATE TABLE bus.relay_checkpoint (
  service  text NOT NULL,
  -- Which cluster, or "postgres" for the messages below.
  bus      text NOT NULL,
  -- Every event of the service up to here has been published on that bus.
  position bigint NOT NULL,
  PRIMARY KEY (service, bus)
);

CREATE TABLE bus.consumer_progress (
  consumer_group text NOT NULL,
  stream_id      text NOT NULL,
  -- Every event of the stream up to here has been applied.
  version        integer NOT NULL,
  PRIMARY KEY (consumer_group, stream_id)
);

CREATE TABLE bus.dead_letters (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer_group text NOT NULL,
  -- Null for a message that is no event of the ledger.
  position       bigint,
  reason         text NOT NULL,
  message        text NOT NULL,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (consumer_group, position)
);

CREATE TABLE bus.messages (
  service      text NOT NULL,
  position     bigint NOT NULL,
  message      json NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service, position)
);

CREATE TABLE bus.offsets (
  consumer_group text NOT NULL,
  service        text NOT NULL,
  position       bigint NOT NULL,
  PRIMARY KEY (consumer_group, service)
);

GRANT USAGE ON SCHEMA bus TO trade_events, payments_settlement, reporting, gateway;
GRANT SELECT, INSERT, UPDATE ON bus.relay_checkpoint, bus.consumer_progress, bus.dead_letters, bus.offsets
  TO trade_events, payments_settlement, reporting;
GRANT SELECT, INSERT, DELETE ON bus.messages TO trade_events, payments_settlement, reporting;
