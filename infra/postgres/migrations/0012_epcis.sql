-- EPCIS events as they are captured, and the jobs that bring them.
INSERT INTO ledger.category_owner VALUES ('epcis', 'trade_events'), ('capture', 'trade_events');

-- What queries compare stands in its normal form; the event itself as it was given.
CREATE TABLE reporting.epcis_events (
  generation        integer NOT NULL,
  event_key         uuid NOT NULL,
  -- Of the event that captured it first.
  position          bigint NOT NULL,
  event_id          text NOT NULL,
  error_declaration boolean NOT NULL,
  event_type        text NOT NULL,
  event_time        timestamptz NOT NULL,
  record_time       timestamptz NOT NULL,
  action            text,
  biz_step          text,
  disposition       text,
  read_point        text,
  biz_location      text,
  -- Type, space, id.
  biz_transactions  text[] NOT NULL,
  epcs              text[] NOT NULL,
  parent_ids        text[] NOT NULL,
  any_epcs          text[] NOT NULL,
  event             json NOT NULL,
  context           json NOT NULL,
  -- Bytes of both, so that a page can be cut before they are read.
  size              integer NOT NULL,
  participants      text[] NOT NULL,
  demo              boolean NOT NULL,
  PRIMARY KEY (generation, event_key)
);
CREATE INDEX epcis_events_by_record_time ON reporting.epcis_events (generation, position);
CREATE INDEX epcis_events_by_event_time ON reporting.epcis_events (generation, event_time, position);
CREATE INDEX epcis_events_by_event_id ON reporting.epcis_events (generation, event_id);
CREATE INDEX epcis_events_by_epc ON reporting.epcis_events USING gin (any_epcs);
CREATE INDEX epcis_events_by_transaction ON reporting.epcis_events USING gin (biz_transactions);
CREATE INDEX epcis_events_by_participant ON reporting.epcis_events USING gin (participants);

CREATE TABLE reporting.epcis_captures (
  generation      integer NOT NULL,
  capture_id      uuid NOT NULL,
  position        bigint NOT NULL,
  captor          text NOT NULL,
  created_at      timestamptz NOT NULL,
  finished_at     timestamptz NOT NULL,
  -- The data of CaptureFinished.
  capture         json NOT NULL,
  demo            boolean NOT NULL,
  PRIMARY KEY (generation, capture_id)
);
CREATE INDEX epcis_captures_latest ON reporting.epcis_captures (generation, position);
CREATE INDEX epcis_captures_of_captor ON reporting.epcis_captures (generation, captor, position);

CREATE VIEW read.epcis_events AS
  SELECT e.* FROM reporting.epcis_events e
  WHERE e.generation = (SELECT generation FROM reporting.projections WHERE name = 'epcis-events' AND state = 'live');
CREATE VIEW read.epcis_captures AS
  SELECT c.* FROM reporting.epcis_captures c
  WHERE c.generation = (SELECT generation FROM reporting.projections WHERE name = 'epcis-events' AND state = 'live');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.epcis_events, reporting.epcis_captures TO reporting;
GRANT SELECT ON read.epcis_events, read.epcis_captures TO trade_events, reporting, gateway;
-- Up to where the read model has come is told with each page.
GRANT SELECT ON read.projection_status TO trade_events;
