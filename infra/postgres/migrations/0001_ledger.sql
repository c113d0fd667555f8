-- The log: append-only, ordered by position, hash-chained. Only ledger.append writes to it.
CREATE SCHEMA ledger;

CREATE TABLE ledger.events (
  position       bigint PRIMARY KEY,
  stream_id      text NOT NULL CHECK (length(stream_id) BETWEEN 3 AND 200),
  version        integer NOT NULL CHECK (version > 0),
  type           text NOT NULL,
  schema_version smallint NOT NULL CHECK (schema_version > 0),
  occurred_at    timestamptz NOT NULL,
  -- The instant as it was told, with the offset of its place: local days are counted from it.
  -- PostgreSQL alone would take "yesterday" for a time.
  occurred_local text NOT NULL CHECK (occurred_local ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$'),
  recorded_at    timestamptz NOT NULL,
  actor          text NOT NULL,
  correlation_id uuid NOT NULL,
  causation_id   bigint,
  participants   text[] NOT NULL,
  demo           boolean NOT NULL,
  -- json, not jsonb: it keeps the very bytes that were appended and hashed.
  data           json NOT NULL,
  hash           bytea NOT NULL CHECK (length(hash) = 32),
  UNIQUE (stream_id, version)
);

-- The first answer to a request, kept for ever.
CREATE TABLE ledger.idempotency (
  actor        text NOT NULL,
  key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash text NOT NULL,
  answer       json NOT NULL,
  position     bigint NOT NULL,
  PRIMARY KEY (actor, key)
);

-- Which role may append to which category.
CREATE TABLE ledger.category_owner (
  category text PRIMARY KEY,
  role     text NOT NULL
);
INSERT INTO ledger.category_owner VALUES
  ('consignment', 'trade_events'), ('declaration', 'trade_events'), ('invoice', 'trade_events'), ('target', 'trade_events'),
  ('obligation', 'payments_settlement'), ('settlement', 'payments_settlement');

-- Events are never changed: not by a service, and not by the owner of the table by accident either.
CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'LG004', HINT = 'A correction is a new event.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.events
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.events
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.idempotency
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.idempotency
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- One column of the hashed text: its length in bytes before it, so that no two rows spell the same text. The cast to text is
-- immutable as the function is (number || text would not be): only then does the planner put it in place of its calls.
CREATE FUNCTION ledger.field(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN value IS NULL THEN '-;' ELSE octet_length(value)::text || ':' || value || ';' END;

CREATE FUNCTION ledger.utc_text(value timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- SHA-256 over the previous hash and every column of the event.
CREATE FUNCTION ledger.event_hash(previous bytea, e ledger.events) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256(previous || convert_to(
    ledger.field((e).position::text) || ledger.field((e).stream_id) || ledger.field((e).version::text)
    || ledger.field((e).type) || ledger.field((e).schema_version::text)
    || ledger.field((e).occurred_local) || ledger.field(ledger.utc_text((e).recorded_at))
    || ledger.field((e).actor) || ledger.field((e).correlation_id::text) || ledger.field((e).causation_id::text)
    || ledger.field(array_to_json((e).participants)::text) || ledger.field((e).demo::text)
    || ledger.field((e).data::text), 'UTF8'));

-- Appends, in order, what the elements of `requests` ask for, each standing alone: one that fails leaves no trace and
-- does not hold up its neighbours. Answers in the same order: {"outcome": "appended", "firstPosition", "position", "versions"}
-- | {"outcome": "duplicate", "position", "answer"} | {"outcome": "conflict", "streamId", "actual"}
-- | {"outcome": "key-reused"} | {"outcome": "forbidden", "category"}.
-- The lock is held to the end of the transaction: positions are in commit order, and no reader sees n + 1 before n.
CREATE FUNCTION ledger.append(requests jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ledger, pg_temp AS $$
DECLARE
  caller text := CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END;
  head bigint;
  previous bytea;
  request jsonb;
  stream jsonb;
  item jsonb;
  -- An array, since a jsonb would be copied whole for each answer.
  answers jsonb[] := '{}';
  refusal jsonb;
  versions jsonb;
  current integer;
  first_position bigint;
  row ledger.events;
  kept ledger.idempotency;
BEGIN
  PERFORM pg_advisory_xact_lock(7236837);
  SELECT e.position, e.hash INTO head, previous FROM ledger.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  previous := coalesce(previous, decode(repeat('00', 32), 'hex'));

  FOR request IN SELECT r.value FROM jsonb_array_elements(requests) WITH ORDINALITY r(value, ord) ORDER BY r.ord LOOP
    refusal := NULL;
    IF request ? 'key' THEN
      SELECT * INTO kept FROM ledger.idempotency i WHERE i.actor = request->>'actor' AND i.key = request->>'key';
      IF FOUND THEN
        refusal := CASE WHEN kept.request_hash = request->>'requestHash'
          THEN jsonb_build_object('outcome', 'duplicate', 'position', kept.position, 'answer', kept.answer::text)
          ELSE '{"outcome": "key-reused"}'::jsonb END;
      END IF;
    END IF;

    -- Every expectation is checked before the first row is written.
    versions := '[]';
    IF refusal IS NULL THEN
      FOR stream IN SELECT s.value FROM jsonb_array_elements(request->'streams') WITH ORDINALITY s(value, ord) ORDER BY s.ord LOOP
        PERFORM 1 FROM ledger.category_owner o
          WHERE o.category = split_part(stream->>'streamId', '-', 1) AND o.role = caller;
        IF NOT FOUND AND NOT pg_has_role(caller, 'ledger_owner', 'MEMBER') THEN
          refusal := jsonb_build_object('outcome', 'forbidden', 'category', split_part(stream->>'streamId', '-', 1));
          EXIT;
        END IF;
        SELECT coalesce(max(e.version), 0) INTO current FROM ledger.events e WHERE e.stream_id = stream->>'streamId';
        IF stream->>'expected' <> 'any' AND (stream->>'expected')::integer <> current THEN
          refusal := jsonb_build_object('outcome', 'conflict', 'streamId', stream->>'streamId', 'actual', current);
          EXIT;
        END IF;
        versions := versions || to_jsonb(current);
      END LOOP;
    END IF;
    IF refusal IS NOT NULL THEN
      answers := array_append(answers, refusal);
      CONTINUE;
    END IF;

    first_position := head + 1;
    FOR i IN 0 .. jsonb_array_length(request->'streams') - 1 LOOP
      stream := request->'streams'->i;
      current := (versions->>i)::integer;
      FOR item IN SELECT v.value FROM jsonb_array_elements(stream->'events') WITH ORDINALITY v(value, ord) ORDER BY v.ord LOOP
        head := head + 1;
        current := current + 1;
        row := ROW(
          head, stream->>'streamId', current, item->>'type', (item->>'schemaVersion')::smallint,
          (item->>'occurredAt')::timestamptz, item->>'occurredAt',
          -- Only the owner may bring a recording time along: an import of what happened earlier.
          CASE WHEN request ? 'recordedAt' AND pg_has_role(caller, 'ledger_owner', 'MEMBER')
            THEN (request->>'recordedAt')::timestamptz ELSE clock_timestamp() END,
          request->>'actor', (request->>'correlationId')::uuid, (request->>'causationId')::bigint,
          ARRAY(SELECT p.value FROM jsonb_array_elements_text(item->'participants') WITH ORDINALITY p(value, ord) ORDER BY p.ord),
          coalesce((request->>'demo')::boolean, false), (item->>'data')::json, NULL)::ledger.events;
        row.hash := ledger.event_hash(previous, row);
        INSERT INTO ledger.events VALUES (row.*);
        previous := row.hash;
      END LOOP;
      versions := jsonb_set(versions, ARRAY[i::text], to_jsonb(current));
    END LOOP;
    IF request ? 'key' THEN
      INSERT INTO ledger.idempotency
        VALUES (request->>'actor', request->>'key', request->>'requestHash', (request->>'answer')::json, head);
    END IF;
    answers := array_append(answers, jsonb_build_object(
      'outcome', 'appended', 'firstPosition', first_position, 'position', head, 'versions', versions));
  END LOOP;
  -- A wake-up only: who misses it finds the events by reading on.
  PERFORM pg_notify('ledger', head::text);
  RETURN to_jsonb(answers);
END $$;

-- What readers see.
CREATE SCHEMA read;
CREATE VIEW read.events AS SELECT * FROM ledger.events;

REVOKE ALL ON FUNCTION ledger.append(jsonb) FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  -- Roles belong to the whole server: another ledger on it may have made them already.
  FOREACH name IN ARRAY ARRAY['ledger_owner', 'trade_events', 'payments_settlement', 'reporting', 'gateway'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    EXECUTE format('GRANT %I TO CURRENT_USER', name);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA ledger TO ledger_owner, trade_events, payments_settlement;
GRANT EXECUTE ON FUNCTION ledger.append(jsonb) TO ledger_owner, trade_events, payments_settlement;
GRANT SELECT ON ledger.idempotency TO trade_events, payments_settlement;
GRANT USAGE ON SCHEMA read TO trade_events, payments_settlement, reporting, gateway, ledger_owner;
GRANT SELECT ON read.events TO trade_events, payments_settlement, reporting, gateway, ledger_owner;
