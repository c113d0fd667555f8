-- What banks are told of their payments: an index of the log by bank, and how far their webhooks have been sent what stands in it.

INSERT INTO payments.list_checkpoints VALUES ('outgoing', 0);

-- The index, made from the log: a row for each bank that may see the event.
CREATE TABLE payments.outgoing (
  bank          text NOT NULL,
  position      bigint NOT NULL,
  type          text NOT NULL,
  stream_id     text NOT NULL,
  -- RFC 3339, as the log has them.
  occurred_at   text NOT NULL,
  recorded_at   text NOT NULL,
  demo          boolean NOT NULL,
  settlement_id uuid,
  payment_id    uuid,
  -- Where the event itself tells them; the others of its stream go by the first that does.
  end_to_end_id text,
  uetr          text,
  iso_status    text CHECK (iso_status IN ('RCVD', 'ACTC', 'PDNG', 'RJCT')),
  -- What the event says, without what is not this bank's. Kept, so that what is sent again is the same to the byte.
  data          json NOT NULL,
  PRIMARY KEY (bank, position)
);
CREATE INDEX outgoing_with_reference ON payments.outgoing (stream_id, position)
  WHERE end_to_end_id IS NOT NULL OR uetr IS NOT NULL;

-- The webhooks, made from the log likewise. A row only ever moves on: a log that is gone through again leaves it as it is.
CREATE TABLE payments.webhooks (
  webhook_id    uuid PRIMARY KEY,
  bank          text NOT NULL,
  url           text NOT NULL,
  types         text[],
  description   text,
  status        text NOT NULL CHECK (status IN ('active', 'paused', 'disabled', 'ended')),
  -- Why it is paused, where that was told; why it is disabled.
  reason        text,
  registered_at text NOT NULL,
  -- Of the event that it was registered by: the order of the list.
  first_position bigint NOT NULL UNIQUE,
  -- Of the last event that is applied here.
  position      bigint NOT NULL
);
CREATE INDEX webhooks_of_bank ON payments.webhooks (bank, first_position);

-- What signs. It is in no event: those are for ever, and read by others. It follows from nothing, so it is to be backed up.
CREATE TABLE payments.webhook_secrets (
  webhook_id  uuid NOT NULL,
  secret_id   uuid NOT NULL,
  secret      bytea NOT NULL CHECK (length(secret) BETWEEN 24 AND 64),
  made_at     timestamptz NOT NULL,
  -- Null for the newest, which signs for good.
  signs_until timestamptz,
  PRIMARY KEY (webhook_id, secret_id)
);

-- What is sent in order: of each webhook what is new, and each of its replays.
CREATE TABLE payments.webhook_lanes (
  -- The order in which they were asked for.
  number        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- That of the webhook, or of the replay.
  lane_id       uuid PRIMARY KEY,
  webhook_id    uuid NOT NULL,
  is_replay     boolean NOT NULL,
  -- What stands up to here was taken, or is not for this webhook.
  cursor        bigint NOT NULL CHECK (cursor >= 0),
  -- Of a replay: where it begins and ends, both with it.
  from_position bigint,
  to_position   bigint,
  is_done       boolean NOT NULL DEFAULT false,
  -- Of the item behind the cursor.
  attempts      integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  next_at       timestamptz NOT NULL DEFAULT '-infinity',
  CHECK (is_replay = (from_position IS NOT NULL AND to_position IS NOT NULL))
);
CREATE INDEX webhook_lanes_of_webhook ON payments.webhook_lanes (webhook_id);

-- What became of each item, kept for some weeks.
CREATE TABLE payments.webhook_deliveries (
  number       bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  lane_id      uuid NOT NULL,
  position     bigint NOT NULL,
  webhook_id   uuid NOT NULL,
  type         text NOT NULL,
  attempts     integer NOT NULL,
  last_at      timestamptz NOT NULL,
  -- Of the last answer; null where there was none.
  http_status  integer,
  fault        text,
  delivered_at timestamptz,
  PRIMARY KEY (lane_id, position)
);
CREATE INDEX webhook_deliveries_of_webhook ON payments.webhook_deliveries (webhook_id, number);
CREATE INDEX webhook_deliveries_by_age ON payments.webhook_deliveries (last_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.outgoing, payments.webhooks, payments.webhook_secrets,
  payments.webhook_lanes, payments.webhook_deliveries TO payments_settlement;
