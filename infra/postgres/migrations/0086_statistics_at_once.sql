-- A statement that is prepared while a table is empty is planned for an empty table, in which each index of a generation is as good as any other: a look-up may then go through
-- all rows of its generation until the table is analysed, which autovacuum does a minute or more after it begins to grow. A table is analysed here as soon as it has grown to eight
-- pages, once: from then on plans are right, and autovacuum goes on as it does.
CREATE FUNCTION reporting.analyse_grown() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  grown regclass;
  done integer := 0;
BEGIN
  -- Its pages are those that were counted when it was analysed last.
  FOR grown IN
    SELECT oid FROM pg_class
    WHERE relnamespace = 'reporting'::regnamespace AND relkind = 'r' AND relpages < 5 AND pg_relation_size(oid) >= 8 * 8192
    ORDER BY oid
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
    done := done + 1;
  END LOOP;
  RETURN done;
END;
$$;
REVOKE ALL ON FUNCTION reporting.analyse_grown() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporting.analyse_grown() TO reporting;
