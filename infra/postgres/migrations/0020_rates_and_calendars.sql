-- What payments-settlement makes of the log, list by list: each has its own place in it.
CREATE TABLE payments.list_checkpoints (
  list     text PRIMARY KEY,
  -- Every event up to here that the list is made of is in it, or set aside.
  position bigint NOT NULL CHECK (position >= 0),
  -- Where it stands still: before this event, which it cannot apply, why, and since when.
  stands_before bigint CHECK (stands_before > position),
  reason        text,
  stands_since  timestamptz,
  CHECK (num_nulls(stands_before, reason, stands_since) IN (0, 3))
);

-- Events that a list goes on without: one that it could not apply, and what came behind it in its stream. Who makes a list anew empties this of it, too.
CREATE TABLE payments.list_dead_letters (
  list        text NOT NULL,
  position    bigint NOT NULL,
  stream_id   text NOT NULL,
  type        text NOT NULL,
  reason      text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- An operator asks for it to be applied again.
  apply_again boolean NOT NULL DEFAULT false,
  PRIMARY KEY (list, position)
);
CREATE INDEX list_dead_letters_by_stream ON payments.list_dead_letters (list, stream_id, position);
CREATE INDEX list_dead_letters_to_apply ON payments.list_dead_letters (list) WHERE apply_again;
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

GRANT SELECT, INSERT, UPDATE, DELETE ON payments.list_checkpoints, payments.list_dead_letters, payments.rates TO payments_settlement;
