-- Segments leave the database for archived files, the oldest first and without a gap.

-- Either all is told of an archived file, or nothing.
ALTER TABLE ledger.segments ADD CONSTRAINT archived_whole CHECK (
  num_nulls(archived_at, file_name, file_sha256, file_bytes, hash_before, hash_after) IN (0, 6));

-- What is archived is found by these rows alone.
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON ledger.segments
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER archived_once BEFORE UPDATE ON ledger.segments
  FOR EACH ROW WHEN (OLD.archived_at IS NOT NULL) EXECUTE FUNCTION ledger.refuse_change();

-- From here on, readers look into the file of this segment. Its table stands until none of them reads by an older snapshot.
CREATE FUNCTION ledger.record_archive(first bigint, file_name text, sha256 text, bytes bigint, hash_before bytea, hash_after bytea)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, ledger, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  last bigint;
BEGIN
  UPDATE ledger.segments s SET archived_at = clock_timestamp(), file_name = file_name, file_sha256 = sha256, file_bytes = bytes,
      hash_before = hash_before, hash_after = hash_after
    FROM ledger.head h
    WHERE s.first_position = first AND s.first_position = h.archived_to + 1 AND s.last_position <= h.position
    RETURNING s.last_position INTO last;
  IF last IS NULL THEN
    RAISE EXCEPTION 'the segment from position % is not the next one to archive', first USING ERRCODE = 'LG007';
  END IF;
  UPDATE ledger.head h SET archived_to = last WHERE h.one_row;
END $$;
REVOKE ALL ON FUNCTION ledger.record_archive FROM PUBLIC;
