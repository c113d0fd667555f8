-- Who may ask for what: API keys, of which only the SHA-256 is kept.
CREATE SCHEMA access;

CREATE TABLE access.api_keys (
  key_hash    bytea PRIMARY KEY CHECK (length(key_hash) = 32),
  participant text NOT NULL CHECK (participant ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  role        text NOT NULL CHECK (role IN ('bank', 'trader', 'customs', 'reporter', 'operator')),
  label       text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  revoked_at  timestamptz
);

GRANT USAGE ON SCHEMA access TO trade_events, payments_settlement, reporting, gateway;
GRANT SELECT ON access.api_keys TO trade_events, payments_settlement, reporting, gateway;
