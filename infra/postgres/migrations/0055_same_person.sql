-- Which ids are one person: by what they are told by now. By what they were told by once, they may be, and somebody has to look.
ALTER TABLE privacy.subject_traces ADD COLUMN holds boolean NOT NULL DEFAULT true;
-- Of those that were corrected, nothing tells which one holds.
UPDATE privacy.subject_traces SET holds = false
  WHERE subject_id IN (SELECT subject_id FROM privacy.subject_traces GROUP BY subject_id HAVING count(*) > 1);

-- Traces go with a key. That an erased id was of the same person as another, whose data stays, is kept until that one's goes: a person who asks to be
-- forgotten is found by whatever id.
CREATE TABLE privacy.same_person (
  erased_id uuid NOT NULL,
  other_id  uuid NOT NULL REFERENCES privacy.subject_keys ON DELETE CASCADE,
  -- Whether both were told by the same when the key went, and the other is still.
  certain   boolean NOT NULL,
  PRIMARY KEY (erased_id, other_id)
);
CREATE INDEX same_person_by_other ON privacy.same_person (other_id);

CREATE FUNCTION privacy.same_as(uuid) RETURNS TABLE (subject_id uuid, certain boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE person (id, certain) AS (
    SELECT $1, true
    UNION
    SELECT n.id, p.certain AND n.certain FROM person p CROSS JOIN LATERAL (
      SELECT b.subject_id AS id, a.holds AND b.holds AS certain
        FROM privacy.subject_traces a JOIN privacy.subject_traces b USING (trace) WHERE a.subject_id = p.id
      UNION ALL SELECT s.other_id, s.certain FROM privacy.same_person s WHERE s.erased_id = p.id
      UNION ALL SELECT s.erased_id, s.certain FROM privacy.same_person s WHERE s.other_id = p.id
    ) n
  )
  SELECT id, bool_or(certain) FROM person WHERE id <> $1 GROUP BY id
$$;

-- Before a key goes, however it does: what its traces, and the links to it, tell of those that stay.
CREATE FUNCTION privacy.keep_same_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO privacy.same_person (erased_id, other_id, certain)
    SELECT e.id, o.subject_id, e.certain AND o.certain
    FROM (SELECT OLD.subject_id AS id, true AS certain
          UNION ALL SELECT s.erased_id, s.certain FROM privacy.same_person s WHERE s.other_id = OLD.subject_id) e,
      privacy.same_as(OLD.subject_id) o JOIN privacy.subject_keys k ON k.subject_id = o.subject_id
    ON CONFLICT DO NOTHING;
  RETURN OLD;
END $$;
CREATE TRIGGER same_person_kept BEFORE DELETE ON privacy.subject_keys
  FOR EACH ROW EXECUTE FUNCTION privacy.keep_same_person();

GRANT UPDATE (holds) ON privacy.subject_traces TO trade_events;
GRANT SELECT, INSERT ON privacy.same_person TO trade_events;
GRANT UPDATE (certain) ON privacy.same_person TO trade_events;
