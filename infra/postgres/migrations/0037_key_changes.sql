-- Who could act for whom, and when: whether a bank's message booked depended on the BICs that stood with its key then.
CREATE TABLE access.api_key_changes (
  change_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Role of the database that did it.
  changed_by  text NOT NULL DEFAULT session_user,
  change      text NOT NULL CHECK (change IN ('known', 'added', 'changed', 'revoked', 'restored', 'deleted')),
  key_hash    bytea NOT NULL,
  participant text NOT NULL,
  role        text NOT NULL,
  -- Behind the change.
  bics        text[] NOT NULL,
  offices     text[] NOT NULL,
  revoked     boolean NOT NULL
);
CREATE INDEX api_key_changes_of_key ON access.api_key_changes (key_hash, change_id);

-- What stands there as the history begins; what it was before is not known.
INSERT INTO access.api_key_changes (change, key_hash, participant, role, bics, offices, revoked)
  SELECT 'known', key_hash, participant, role, bics, offices, revoked_at IS NOT NULL FROM access.api_keys ORDER BY created_at, key_hash;

-- By a trigger, so that what is changed by hand is told, too.
CREATE FUNCTION access.tell_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_there access.api_keys := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  INSERT INTO access.api_key_changes (change, key_hash, participant, role, bics, offices, revoked)
  VALUES (
    CASE WHEN TG_OP = 'INSERT' THEN 'added' WHEN TG_OP = 'DELETE' THEN 'deleted'
      WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL THEN 'revoked'
      WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL THEN 'restored' ELSE 'changed' END,
    now_there.key_hash, now_there.participant, now_there.role, now_there.bics, now_there.offices, now_there.revoked_at IS NOT NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_key_added_or_deleted AFTER INSERT OR DELETE ON access.api_keys
  FOR EACH ROW EXECUTE FUNCTION access.tell_key_change();
CREATE TRIGGER tell_key_change AFTER UPDATE ON access.api_keys
  FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION access.tell_key_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON access.api_key_changes
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON access.api_key_changes
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
