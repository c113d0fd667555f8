-- An append that is alone: one event for one stream, as a command makes it where no other is under way. What ledger.append does with
-- arrays costs a third of such an append, each of its steps being prepared once a transaction; here are as few of them as can be.

-- Appends one event as ledger.append would, and answers the same, as text. What is out of the ordinary (a refusal, a key that
-- was used, a segment that is to be made, an owner's append) changes nothing here and is left to ledger.append.
CREATE FUNCTION ledger.append_one(
  stream_id text, expected integer, actor text, correlation_id uuid, causation_id bigint, demo boolean,
  type text, schema_version smallint, occurred_local text, participants text, data json,
  key text, request_hash text, answer text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ledger, pg_temp
-- Each look-up is by index, whatever the planner thinks of tables that were empty when it looked.
SET enable_seqscan = off
AS $$
#variable_conflict use_variable
DECLARE
  caller text;
  now_at timestamptz;
  known bigint;
  version integer;
  start bigint;
  position bigint;
  hash bytea;
BEGIN
  -- Null where the event is not one that can be appended. The lock comes first: what is read behind it is what stands.
  now_at := CASE WHEN pg_advisory_xact_lock(7236837) IS NOT NULL AND strpos(concat(type, actor, participants), E'\t') = 0
    AND schema_version > 0 AND CASE WHEN translate(occurred_local, '123456789', '000000000') IN (
        '0000-00-00T00:00:00Z', '0000-00-00T00:00:00+00:00', '0000-00-00T00:00:00-00:00') THEN occurred_local::timestamptz IS NOT NULL
      ELSE ledger.are_instants(ARRAY[occurred_local]) END THEN clock_timestamp() END;
  IF key IS NOT NULL THEN
    SELECT i.position INTO known FROM ledger.idempotency i WHERE i.actor = actor AND i.key = key;
  END IF;
  caller := CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END;
  IF now_at IS NULL OR known IS NOT NULL THEN
    NULL;
  ELSIF expected = 0 THEN
    INSERT INTO ledger.streams AS st
      SELECT stream_id, 1, h.position + 1, h.position + 1 FROM ledger.head h, ledger.category_owner o
      WHERE h.one_row AND h.position < h.segmented_to - h.segment_size / 4 AND o.category = split_part(stream_id, '-', 1) AND o.role = caller
        AND length(stream_id) BETWEEN 3 AND 200 AND stream_id ~ '^[a-z][a-z0-9_]*-[!-~]+$'
      ON CONFLICT DO NOTHING
      RETURNING st.version, st.first_position INTO version, start;
  ELSE
    UPDATE ledger.streams st SET version = st.version + 1, last_position = h.position + 1 FROM ledger.head h, ledger.category_owner o
      WHERE h.one_row AND h.position < h.segmented_to - h.segment_size / 4 AND o.category = split_part(stream_id, '-', 1) AND o.role = caller
        AND st.stream_id = stream_id AND st.version = coalesce(expected, st.version)
      RETURNING st.version, st.first_position INTO version, start;
  END IF;
  IF version IS NULL THEN
    RETURN ledger.append(ARRAY[1], ARRAY[stream_id], ARRAY[expected], ARRAY[1], NULL, ARRAY[actor], ARRAY[correlation_id], ARRAY[causation_id],
      ARRAY[demo], ARRAY[type], ARRAY[schema_version], ARRAY[occurred_local], ARRAY[participants], ARRAY[data], NULL,
      CASE WHEN key IS NOT NULL THEN json_build_array(json_build_object('request', 1, 'actor', actor, 'key', key, 'requestHash', request_hash, 'answer', answer)) END);
  END IF;
  UPDATE ledger.head h SET position = h.position + 1, recorded_at = greatest(now_at, h.recorded_at),
      hash = sha256(h.hash || ledger.leaf(h.position + 1, start, version, (extract(epoch FROM greatest(now_at, h.recorded_at)) * 1000000)::bigint,
        ledger.body(stream_id, type, schema_version, occurred_local, actor, correlation_id, causation_id, participants, demo, data)))
    WHERE h.one_row RETURNING h.position, h.recorded_at, h.hash INTO position, now_at, hash;
  INSERT INTO ledger.events
    VALUES (position, start, now_at, causation_id, correlation_id, version, schema_version, demo, stream_id, type, occurred_local, actor, participants, data, hash);
  IF key IS NOT NULL THEN
    INSERT INTO ledger.idempotency VALUES (actor, key, request_hash, answer::json, position);
  END IF;
  PERFORM pg_notify('ledger', position::text);
  RETURN '{"behind":' || position - 1 || ',"versions":[' || version - 1 || '],"refused":null}';
END $$;
REVOKE ALL ON FUNCTION ledger.append_one FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append_one TO ledger_owner, trade_events, payments_settlement;

-- For pages in binary format, which hold the instant as it is.
CREATE OR REPLACE VIEW read.log AS
  SELECT position, stream_id, version, type, schema_version, occurred_local, (extract(epoch FROM recorded_at) * 1000000)::bigint AS recorded_us,
    actor, correlation_id, causation_id, participants, demo, data, stream_start, hash, recorded_at
  FROM ledger.events;

-- An event that is archived keeps its place in the explanation of a figure: empty, not gone.
CREATE OR REPLACE VIEW read.consignment_history AS
  SELECT h.consignment_id, h.position, e.stream_id, e.version, e.type, e.schema_version, e.occurred_at, e.occurred_local, e.recorded_at,
    e.actor, e.correlation_id, e.causation_id, e.participants, e.demo, e.data, e.hash, e.stream_start
  FROM reporting.consignment_events h LEFT JOIN read.events e USING (position)
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'consignments' AND state = 'live');
