-- The log, made to grow: one table of segments by position, the state of each stream beside it, and an append that takes its
-- events as arrays, one call a group.

-- What an older log holds is brought over below; nobody appends meanwhile.
SELECT pg_advisory_xact_lock(7236837);
DROP VIEW read.consignment_history;
DROP VIEW read.events;
DROP FUNCTION ledger.import(jsonb, bigint);
DROP FUNCTION ledger.append(jsonb);
ALTER TABLE ledger.events RENAME TO events_before;
ALTER INDEX ledger.events_pkey RENAME TO events_before_pkey;

-- What a column may hold is checked by ledger.append, the only way in: PostgreSQL would parse a CHECK anew for each statement, which cost a
-- tenth of a small append.
CREATE TABLE ledger.events (
  position       bigint NOT NULL,
  -- Position of the first event of its stream: the stream's number. Small and growing, so that the index below is appended to at its
  -- end, where a text that begins with chance would be strewn all over it.
  stream_start   bigint NOT NULL,
  recorded_at    timestamptz NOT NULL,
  causation_id   bigint,
  correlation_id uuid NOT NULL,
  version        integer NOT NULL,
  schema_version smallint NOT NULL,
  demo           boolean NOT NULL,
  stream_id      text NOT NULL,
  type           text NOT NULL,
  -- The instant as it was told, with the offset of its place: local days are counted from it.
  occurred_local text NOT NULL,
  actor          text NOT NULL,
  -- Ids, separated by commas.
  participants   text NOT NULL,
  -- json, not jsonb: it keeps the very bytes that were appended and hashed.
  data           json NOT NULL,
  hash           bytea NOT NULL,
  PRIMARY KEY (position)
) PARTITION BY RANGE (position);
CREATE INDEX events_of_stream ON ledger.events (stream_start, version);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.events
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.events
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- Where each stream stands: one look-up tells its version, however many segments the log has.
CREATE TABLE ledger.streams (
  stream_id      text PRIMARY KEY,
  version        integer NOT NULL,
  first_position bigint NOT NULL,
  last_position  bigint NOT NULL
  -- Room on each page, so that a new version of the row stays on it and the index is left alone.
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Where the log ends: one row, which each group of appends moves.
CREATE TABLE ledger.head (
  one_row      boolean PRIMARY KEY DEFAULT true,
  position     bigint NOT NULL,
  hash         bytea NOT NULL,
  -- Never goes back, whatever the clock of the server does.
  recorded_at  timestamptz NOT NULL,
  -- Positions that a segment holds, and the last one that there is a segment for.
  segment_size bigint NOT NULL,
  segmented_to bigint NOT NULL,
  -- Up to here, the log is in archived files and no longer in the database.
  archived_to  bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
INSERT INTO ledger.head (position, hash, recorded_at, segment_size, segmented_to)
  VALUES (0, decode(repeat('00', 32), 'hex'), '-infinity', 1000000, 0);

-- Both change with each append, and lose nothing but by mistake.
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON ledger.streams
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER one_row_only BEFORE INSERT OR DELETE OR TRUNCATE ON ledger.head
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- The tables that hold the log, in order, and what became of those that were archived.
CREATE TABLE ledger.segments (
  first_position bigint PRIMARY KEY,
  last_position  bigint NOT NULL,
  table_name     text NOT NULL,
  archived_at    timestamptz,
  -- Name, SHA-256 (hex) and size of the archived file, in the folder of archives.
  file_name      text,
  file_sha256    text,
  file_bytes     bigint,
  -- The chain before its first event and at its last one.
  hash_before    bytea,
  hash_after     bytea
);

-- Makes the next segment. Attaching takes no lock that readers or writers of the log would wait for.
CREATE FUNCTION ledger.make_segment() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ledger, pg_temp AS $$
DECLARE
  first bigint;
  last bigint;
  name text;
BEGIN
  SELECT h.segmented_to + 1, h.segmented_to + h.segment_size INTO first, last FROM ledger.head h WHERE h.one_row;
  name := 'events_' || lpad(first::text, 12, '0');
  EXECUTE format('CREATE TABLE ledger.%I (LIKE ledger.events INCLUDING CONSTRAINTS)', name);
  EXECUTE format('ALTER TABLE ledger.events ATTACH PARTITION ledger.%I FOR VALUES FROM (%s) TO (%s)', name, first, last + 1);
  -- Row triggers go with the parent; one for each statement does not.
  EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ledger.%I
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', name);
  INSERT INTO ledger.segments (first_position, last_position, table_name) VALUES (first, last, name);
  UPDATE ledger.head SET segmented_to = last WHERE one_row;
  RETURN last;
END $$;
REVOKE ALL ON FUNCTION ledger.make_segment() FROM PUBLIC;

-- The chain. What a service tells of an event is hashed first (`body`), since that needs no lock; then what the log adds to it
-- (`leaf`: where it stands and when it was recorded); then both behind the hash before: hash = SHA-256(hash before, leaf). Columns
-- are separated by tabs, which none of them can hold but `data`, the last. libs/event-store/src/integrity says the same in TypeScript.
CREATE FUNCTION ledger.body(stream_id text, type text, schema_version smallint, occurred_local text, actor text,
  correlation_id uuid, causation_id bigint, participants text, demo boolean, data json)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256(convert_to(concat_ws(E'\t', stream_id, type, schema_version, occurred_local, actor, correlation_id,
    coalesce(causation_id::text, ''), participants, demo, data), 'UTF8'));
CREATE FUNCTION ledger.leaf(event_position bigint, stream_start bigint, version integer, recorded_us bigint, body bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(int8send(event_position) || int8send(stream_start) || int4send(version) || int8send(recorded_us) || body);

-- Whether each is an instant of RFC 3339 with its offset: PostgreSQL alone would take "yesterday" for a time.
CREATE FUNCTION ledger.are_instants(texts text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  -- The mark between them stands in none of them.
  RETURN strpos(array_to_string(texts, ''), '|') = 0 AND array_to_string(texts, '|') ~ '^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)(\||$))+$'
    AND cardinality(texts::timestamptz[]) > 0;

-- Appends, in order, what `request` 1, 2, … ask for, each standing alone: one that is refused leaves no trace and does not hold up
-- its neighbours. The first nine arrays have an element for each stream that a request appends to, the next five one for each event,
-- stream by stream; `events` tells how many each stream gets. Where a stream comes again, `prior` tells of each element where it came
-- before, or 0; it is null where none does. A key comes once. `keys` is null or
-- [{"request", "actor", "key", "requestHash", "answer"}]. Answers {"behind": the position before the first, "versions": of each stream
-- before, "refused": null or [{"request", "outcome": "duplicate" | "key-reused" | "forbidden" | "conflict", …}]}.
-- The lock is held to the end of the transaction: positions are in commit order, and no reader sees n + 1 before n.
CREATE FUNCTION ledger.append(
  request integer[], stream_id text[], expected integer[], events integer[], recorded_at timestamptz[],
  actor text[], correlation_id uuid[], causation_id bigint[], demo boolean[],
  type text[], schema_version smallint[], occurred_local text[], participants text[], data json[],
  prior integer[], keys json)
RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ledger, pg_temp SET timezone = 'UTC'
-- Each look-up is by index, whatever the planner thinks of tables that were empty when it looked, and is planned once.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
#variable_conflict use_variable
DECLARE
  caller text := CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END;
  owner boolean;
  owned text[];
  behind bigint;
  segmented bigint;
  segment bigint;
  hash bytea;
  last_at timestamptz;
  now_at timestamptz;
  recorded_us bigint;
  position bigint;
  start bigint;
  streams integer := cardinality(stream_id);
  total integer := cardinality(data);
  -- Of each stream: the events before it, its version before, its start, where its row lies, its last position (null where refused).
  before integer[] := '{}';
  versions integer[];
  starts bigint[];
  places tid[];
  lasts bigint[] := '{}';
  -- Of each event: its stream; its body, and then its hash.
  stream integer[] := '{}';
  hashes bytea[] := '{}';
  -- Where a stream comes again: the last one of it that was appended, and which of them are not the last.
  latest integer[] := '{}';
  superseded boolean[] := '{}';
  -- Of each request, whether it is refused; and why.
  is_refused boolean[] := '{}';
  refused json[] := '{}';
  version integer;
  place tid;
  known boolean;
  -- Streams whose rows are still to be written.
  appended integer := 0;
  written bigint;
  fresh boolean;
  k integer := 0;
BEGIN
  -- Without the lock: others append meanwhile. Each step of a function is prepared once a transaction, so there are few of them.
  -- What is null where it must not be, or an array that is too short, is refused by the columns of the log.
  IF cardinality(events) IS DISTINCT FROM streams OR 1 > ANY (events) THEN
    RAISE EXCEPTION 'each stream of an append has events' USING ERRCODE = '22023';
  END IF;
  IF strpos(concat(array_to_string(type, ''), array_to_string(actor, ''), array_to_string(participants, '')), E'\t') > 0
    OR 1 > ANY (schema_version) OR NOT ledger.are_instants(occurred_local) THEN
    RAISE EXCEPTION 'an event holds a tab outside of its data, no instant with an offset, or no schema version' USING ERRCODE = '22023';
  END IF;
  FOR s IN 1 .. streams LOOP
    before[s] := k;
    FOR e IN k + 1 .. k + events[s] LOOP
      stream[e] := s;
      hashes[e] := ledger.body(stream_id[s], type[e], schema_version[e], occurred_local[e], actor[s], correlation_id[s],
        causation_id[s], participants[e], demo[s], data[e]);
    END LOOP;
    k := k + events[s];
  END LOOP;
  IF k IS DISTINCT FROM total THEN
    RAISE EXCEPTION 'the streams count % events, but there are %', k, coalesce(total, 0) USING ERRCODE = '22023';
  END IF;

  PERFORM pg_advisory_xact_lock(7236837);
  SELECT h.position, h.hash, h.recorded_at, greatest(clock_timestamp(), h.recorded_at), h.segmented_to, h.segment_size,
      pg_has_role(caller, 'ledger_owner', 'MEMBER'), ARRAY(SELECT o.category FROM ledger.category_owner o WHERE o.role = caller)
    INTO behind, hash, last_at, now_at, segmented, segment, owner, owned FROM ledger.head h WHERE h.one_row;
  recorded_us := (extract(epoch FROM now_at) * 1000000)::bigint;
  IF streams = 1 THEN
    -- The same as below, for the one stream of an append that is alone: half as long as the preparation of that.
    SELECT st.version, st.first_position, st.ctid INTO version, start, place FROM ledger.streams st WHERE st.stream_id = stream_id[1];
    known := FOUND;
    fresh := NOT FOUND;
    versions[1] := coalesce(version, 0);
    starts[1] := start;
    places[1] := place;
  ELSE
    SELECT array_agg(coalesce(st.version, 0) ORDER BY n), array_agg(st.first_position ORDER BY n), array_agg(st.ctid ORDER BY n),
        bool_or(st.version IS NOT NULL), bool_or(st.version IS NULL)
      INTO versions, starts, places, known, fresh
      FROM generate_series(1, streams) n
      LEFT JOIN LATERAL (SELECT st.version, st.first_position, st.ctid FROM ledger.streams st WHERE st.stream_id = stream_id[n] LIMIT 1) st ON true;
  END IF;

  IF keys IS NOT NULL THEN
    SELECT coalesce(array_agg(CASE WHEN i.request_hash = asked."requestHash"
        THEN json_build_object('request', asked.request, 'outcome', 'duplicate', 'position', i.position, 'answer', i.answer::text)
        ELSE json_build_object('request', asked.request, 'outcome', 'key-reused') END), '{}')
      INTO refused
      FROM json_to_recordset(keys) AS asked(request integer, actor text, key text, "requestHash" text)
      CROSS JOIN LATERAL (SELECT * FROM ledger.idempotency i WHERE i.actor = asked.actor AND i.key = asked.key LIMIT 1) i;
    FOR i IN 1 .. cardinality(refused) LOOP
      is_refused[(refused[i]->>'request')::integer] := true;
    END LOOP;
  END IF;
  -- Every expectation is checked before the first row is written.
  FOR s IN 1 .. streams LOOP
    IF prior IS NOT NULL AND prior[s] <> 0 THEN
      IF prior[s] < 0 OR prior[s] >= s OR stream_id[prior[s]] <> stream_id[s] THEN
        RAISE EXCEPTION 'element % of prior does not name an earlier one of the same stream', s USING ERRCODE = '22023';
      END IF;
      versions[s] := versions[prior[s]] + CASE WHEN is_refused[request[prior[s]]] THEN 0 ELSE events[prior[s]] END;
    END IF;
    IF is_refused[request[s]] THEN CONTINUE; END IF;
    IF expected[s] <> versions[s] OR NOT owner AND split_part(stream_id[s], '-', 1) <> ALL (owned) THEN
      is_refused[request[s]] := true;
      refused := refused || CASE WHEN NOT owner AND split_part(stream_id[s], '-', 1) <> ALL (owned)
        THEN json_build_object('request', request[s], 'outcome', 'forbidden', 'category', split_part(stream_id[s], '-', 1))
        ELSE json_build_object('request', request[s], 'outcome', 'conflict', 'streamId', stream_id[s], 'actual', versions[s]) END;
    ELSIF versions[s] = 0 AND NOT (length(stream_id[s]) BETWEEN 3 AND 200 AND stream_id[s] ~ '^[a-z][a-z0-9_]*-[!-~]+$') THEN
      -- Of printable ASCII: no part of it can be taken for the separator of the hashed text.
      RAISE EXCEPTION '"%" is no name of a stream, such as consignment-1', stream_id[s] USING ERRCODE = '22023';
    END IF;
  END LOOP;
  -- Only the owner may bring a recording time along: an import of what happened earlier.
  IF NOT owner THEN
    recorded_at := NULL;
  END IF;

  position := behind;
  FOR s IN 1 .. streams LOOP
    IF prior IS NOT NULL THEN
      IF prior[s] > 0 THEN
        starts[s] := coalesce(starts[s], starts[prior[s]]);
        latest[s] := latest[prior[s]];
      END IF;
      IF is_refused[request[s]] IS NOT TRUE THEN
        IF latest[s] > 0 THEN
          superseded[latest[s]] := true;
          appended := appended - 1;
        END IF;
        latest[s] := s;
      END IF;
    END IF;
    IF is_refused[request[s]] THEN CONTINUE; END IF;
    IF recorded_at IS NOT NULL THEN
      recorded_at[s] := coalesce(recorded_at[s], now_at);
      IF recorded_at[s] < last_at THEN
        RAISE EXCEPTION 'the recording time % lies before one that is in the log', recorded_at[s] USING ERRCODE = '22023';
      END IF;
      last_at := recorded_at[s];
      recorded_us := (extract(epoch FROM last_at) * 1000000)::bigint;
    END IF;
    start := coalesce(starts[s], position + 1);
    starts[s] := start;
    FOR i IN 1 .. events[s] LOOP
      hash := sha256(hash || ledger.leaf(position + i, start, versions[s] + i, recorded_us, hashes[before[s] + i]));
      hashes[before[s] + i] := hash;
    END LOOP;
    position := position + events[s];
    lasts[s] := position;
    appended := appended + 1;
  END LOOP;

  IF position > behind THEN
    -- Ahead of the need: the last quarter of a segment calls for the next.
    WHILE position > segmented - segment / 4 LOOP
      segmented := ledger.make_segment();
    END LOOP;
    INSERT INTO ledger.events
      SELECT lasts[stream[e]] - events[stream[e]] + e - before[stream[e]], starts[stream[e]], coalesce(recorded_at[stream[e]], now_at),
        causation_id[stream[e]], correlation_id[stream[e]], versions[stream[e]] + e - before[stream[e]], schema_version[e], demo[stream[e]],
        stream_id[stream[e]], type[e], occurred_local[e], actor[stream[e]], participants[e], data[e], hashes[e]
      FROM generate_series(1, total) e WHERE lasts[stream[e]] IS NOT NULL;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> position - behind THEN
      RAISE EXCEPTION '% events were written, not %', written, position - behind USING ERRCODE = '22023';
    END IF;
    IF known THEN
      UPDATE ledger.streams st SET version = versions[n] + events[n], last_position = lasts[n]
        FROM generate_series(1, streams) n WHERE lasts[n] IS NOT NULL AND superseded[n] IS NOT TRUE AND st.ctid = places[n];
      GET DIAGNOSTICS written = ROW_COUNT;
      appended := appended - written;
    END IF;
    IF fresh THEN
      INSERT INTO ledger.streams
        SELECT stream_id[n], versions[n] + events[n], starts[n], lasts[n] FROM generate_series(1, streams) n
        WHERE lasts[n] IS NOT NULL AND superseded[n] IS NOT TRUE AND places[n] IS NULL;
      GET DIAGNOSTICS written = ROW_COUNT;
      appended := appended - written;
    END IF;
    IF appended <> 0 THEN
      RAISE EXCEPTION 'a stream comes twice in a group, and prior does not say so' USING ERRCODE = '22023';
    END IF;
    IF keys IS NOT NULL THEN
      INSERT INTO ledger.idempotency
        SELECT asked.actor, asked.key, asked."requestHash", asked.answer::json,
          (SELECT max(lasts[n]) FROM generate_series(1, streams) n WHERE request[n] = asked.request)
        FROM json_to_recordset(keys) AS asked(request integer, actor text, key text, "requestHash" text, answer text)
        WHERE is_refused[asked.request] IS NOT TRUE;
    END IF;
    UPDATE ledger.head h SET position = position, hash = hash, recorded_at = CASE WHEN recorded_at IS NULL THEN now_at ELSE last_at END WHERE h.one_row;
    -- A wake-up only: who misses it finds the events by reading on.
    PERFORM pg_notify('ledger', position::text);
  END IF;
  RETURN json_build_object('behind', behind, 'versions', versions, 'refused', CASE WHEN cardinality(refused) > 0 THEN array_to_json(refused) END);
END $$;
REVOKE ALL ON FUNCTION ledger.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append TO ledger_owner, trade_events, payments_settlement;

-- Appends what happened earlier, at positions that are known beforehand: all of it, right behind the position `after`, or none.
-- Every other append waits until the transaction ends. The arrays are those of ledger.append.
CREATE FUNCTION ledger.import(
  after bigint, request integer[], stream_id text[], expected integer[], events integer[], recorded_at timestamptz[],
  actor text[], correlation_id uuid[], causation_id bigint[], demo boolean[],
  type text[], schema_version smallint[], occurred_local text[], participants text[], data json[],
  prior integer[], keys json)
RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, ledger, pg_temp AS $$
DECLARE
  head bigint;
  answer json;
BEGIN
  PERFORM pg_advisory_xact_lock(7236837);
  SELECT h.position INTO head FROM ledger.head h;
  IF head <> after THEN
    RAISE EXCEPTION 'the log ends at position % and not at %: somebody else appends to it', head, after
      USING ERRCODE = 'LG005';
  END IF;
  answer := ledger.append(request, stream_id, expected, events, recorded_at, actor, correlation_id, causation_id, demo,
    type, schema_version, occurred_local, participants, data, prior, keys);
  IF answer->>'refused' IS NOT NULL THEN
    RAISE EXCEPTION 'an append of the import was refused: %', answer->'refused' USING ERRCODE = 'LG005';
  END IF;
  RETURN after + cardinality(data);
END $$;
REVOKE ALL ON FUNCTION ledger.import FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.import TO ledger_owner;
GRANT SELECT ON ledger.head TO ledger_owner;

-- An older log comes over whole and in order, its chain proved first and made anew: a broken one stops here, with its position.
DO $$
DECLARE
  broken bigint;
  last bigint;
BEGIN
  SELECT min(c.position) INTO broken FROM (
    SELECT e.position, e.hash IS DISTINCT FROM ledger.event_hash(
      coalesce(lag(e.hash) OVER (ORDER BY e.position), decode(repeat('00', 32), 'hex')), e)
      OR e.position <> row_number() OVER (ORDER BY e.position) AS is_broken
    FROM ledger.events_before e) c WHERE c.is_broken;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'the log is broken at position %: it is not brought over', broken USING ERRCODE = 'LG006';
  END IF;
  -- What the new log joins by commas and hashes between tabs must hold none of its own.
  SELECT min(e.position) INTO broken FROM ledger.events_before e
    WHERE strpos(concat(e.stream_id, e.type, e.actor), E'\t') > 0
      OR EXISTS (SELECT FROM unnest(e.participants) p WHERE p IS NULL OR p = '' OR p ~ '[,\t]');
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'position % holds a tab, or a participant that is empty or holds a comma: it is not brought over', broken
      USING ERRCODE = 'LG006';
  END IF;
  SELECT max(e.position) INTO last FROM ledger.events_before e;
  LOOP
    -- At least one, and the next one ahead.
    EXIT WHEN ledger.make_segment() > coalesce(last, 0) + (SELECT h.segment_size / 4 FROM ledger.head h);
  END LOOP;
END $$;
CREATE FUNCTION ledger.chain(state bytea, leaf bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN sha256(state || leaf);
END $$;
CREATE AGGREGATE ledger.chained(bytea) (
  sfunc = ledger.chain, stype = bytea, initcond = '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO ledger.streams
  SELECT stream_id, max(version), min(position), max(position) FROM ledger.events_before GROUP BY stream_id;
INSERT INTO ledger.events
  SELECT e.position, s.first_position, e.recorded_at, e.causation_id, e.correlation_id, e.version, e.schema_version, e.demo, e.stream_id,
    e.type, e.occurred_local, e.actor, array_to_string(e.participants, ','), e.data,
    ledger.chained(ledger.leaf(e.position, s.first_position, e.version, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
      ledger.body(e.stream_id, e.type, e.schema_version, e.occurred_local, e.actor, e.correlation_id, e.causation_id,
        array_to_string(e.participants, ','), e.demo, e.data))) OVER (ORDER BY e.position ROWS UNBOUNDED PRECEDING)
  FROM ledger.events_before e JOIN ledger.streams s USING (stream_id);
UPDATE ledger.head h SET position = e.position, hash = e.hash, recorded_at = e.recorded_at
  FROM (SELECT position, hash, max(recorded_at) OVER () AS recorded_at FROM ledger.events ORDER BY position DESC LIMIT 1) e;
DROP AGGREGATE ledger.chained(bytea);
DROP FUNCTION ledger.chain(bytea, bytea);
DROP FUNCTION ledger.event_hash;
DROP TABLE ledger.events_before;
DROP FUNCTION ledger.utc_text;
DROP FUNCTION ledger.field;

-- What readers see.
CREATE VIEW read.events AS
  SELECT position, stream_id, version, type, schema_version, occurred_local::timestamptz AS occurred_at, occurred_local, recorded_at,
    actor, correlation_id, causation_id, string_to_array(participants, ',') AS participants, demo, data, hash, stream_start
  FROM ledger.events;
-- The log as it is stored and hashed, for the event store: no column is made into what it costs time to make.
CREATE VIEW read.log AS
  SELECT position, stream_id, version, type, schema_version, occurred_local, (extract(epoch FROM recorded_at) * 1000000)::bigint AS recorded_us,
    actor, correlation_id, causation_id, participants, demo, data, stream_start, hash
  FROM ledger.events;
CREATE VIEW read.streams AS SELECT stream_id, version, first_position, last_position FROM ledger.streams;
CREATE VIEW read.head AS SELECT position, hash, recorded_at, archived_to FROM ledger.head;
CREATE VIEW read.segments AS SELECT * FROM ledger.segments;
CREATE VIEW read.consignment_history AS
  SELECT h.consignment_id, e.* FROM reporting.consignment_events h JOIN read.events e USING (position)
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'consignments' AND state = 'live');
GRANT SELECT ON read.events, read.log, read.streams, read.head, read.segments TO trade_events, payments_settlement, reporting, gateway, ledger_owner;
GRANT SELECT ON read.consignment_history TO reporting, gateway;

-- States of long streams, so that loading them does not fold all of their events: a cache, which may be emptied at any time. A row holds
-- only for the event that it names by position and hash, and for the form that made it.
CREATE TABLE ledger.snapshots (
  stream_id text PRIMARY KEY,
  version   integer NOT NULL,
  position  bigint NOT NULL,
  hash      bytea NOT NULL,
  form      text NOT NULL,
  state     json NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.snapshots TO trade_events, payments_settlement;
-- Each service for its own streams: what another wrote there would become its decisions.
ALTER TABLE ledger.snapshots ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON ledger.category_owner TO trade_events, payments_settlement;
CREATE POLICY own_streams ON ledger.snapshots TO trade_events, payments_settlement
  USING (split_part(stream_id, '-', 1) IN (SELECT o.category FROM ledger.category_owner o WHERE o.role = current_user));
