-- What payments-settlement makes of the log, list by list: each has its own place in it.
CREATE TABLE payments.list_checkpoints (
  list     text PRIMARY KEY,
  -- Every event up to here that the list is made of is in it.
  position bigint NOT NULL CHECK (position >= 0)
);
INSERT INTO payments.list_checkpoints SELECT 'settlements', position FROM payments.list_checkpoint;
DROP TABLE payments.list_checkpoint;
INSERT INTO payments.list_checkpoints VALUES ('rates', 0), ('letters-of-credit', 0);

-- What one unit of a currency is worth in another one, by day and source, as it stands now.
CREATE TABLE payments.rates (
  source       text NOT NULL,
  base         text NOT NULL,
  quote        text NOT NULL,
  on_day       date NOT NULL,
  -- As it was told.
  rate         text NOT NULL,
  -- Of the event that posted it; the order of the list.
  position     bigint NOT NULL UNIQUE,
  posted_at    timestamptz NOT NULL,
  -- Of the last event that told of it: whoever keeps rates in memory reads what is behind the last it saw.
  changed      bigint NOT NULL UNIQUE,
  -- [{"wrong", "rate", "reason", "position", "correctedAt"}], oldest first.
  corrections  jsonb NOT NULL,
  demo         boolean NOT NULL,
  PRIMARY KEY (source, base, quote, on_day)
);
CREATE INDEX rates_of_pair ON payments.rates (base, quote, on_day, position);

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.list_checkpoints, payments.rates TO payments_settlement;
