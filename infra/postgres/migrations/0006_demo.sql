-- The demo of five years, loaded once into an empty ledger.

-- Which demo was begun: what was interrupted goes on as it began, also on another day.
CREATE TABLE ledger.demo_load (
  one_row  boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  seed     bigint NOT NULL,
  ends_on  date NOT NULL,
  years    integer NOT NULL,
  scale    double precision NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  -- Events of the whole demo, once all of them are in the log.
  events   bigint
);
GRANT SELECT, INSERT, UPDATE ON ledger.demo_load TO ledger_owner;

-- Appends what happened earlier, at positions that are known beforehand: all of `requests`, right behind the position
-- `behind`, or none of them. Every other append waits until the transaction ends.
CREATE FUNCTION ledger.import(requests jsonb, behind bigint) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, ledger, pg_temp AS $$
DECLARE
  head bigint;
  refused jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(7236837);
  SELECT coalesce(max(e.position), 0) INTO head FROM ledger.events e;
  IF head <> behind THEN
    RAISE EXCEPTION 'the log ends at position % and not at %: somebody else appends to it', head, behind
      USING ERRCODE = 'LG005';
  END IF;
  SELECT answer.value INTO refused FROM jsonb_array_elements(ledger.append(requests)) AS answer(value)
    WHERE answer.value->>'outcome' <> 'appended' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'an append of the import was refused: %', refused USING ERRCODE = 'LG005';
  END IF;
  SELECT max(e.position) INTO head FROM ledger.events e;
  RETURN head;
END $$;
REVOKE ALL ON FUNCTION ledger.import(jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.import(jsonb, bigint) TO ledger_owner;
