-- A statement that is prepared while a table is empty is planned for an empty table, in which each index of a generation is as good as any other: a look-up may then go through
-- all rows of its generation until the table is analysed, which autovacuum does a minute or more after it begins to grow. Here a table is analysed as soon as it holds something,
-- once: from then on plans are right, and autovacuum goes on as it does.
--
-- The smallest first, one for each call, so that what is done is done. @returns which table was looked at, null where there is none. A table that cannot be analysed now is only told of.
CREATE FUNCTION reporting.analyse_grown(passed_by oid[]) RETURNS oid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  grown regclass;
BEGIN
  -- Fewer pages, of some hundred rows, tell PostgreSQL too little for a plan to change.
  SELECT c.oid INTO grown FROM pg_class c
  WHERE c.relnamespace = 'reporting'::regnamespace AND c.relkind = 'r' AND c.oid <> ALL (passed_by)
    AND pg_relation_size(c.oid) >= 8 * current_setting('block_size')::integer AND pg_has_role(current_user, c.relowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'reporting' AND s.tablename = c.relname)
  ORDER BY pg_relation_size(c.oid), c.oid LIMIT 1;
  IF grown IS NOT NULL THEN
    BEGIN
      EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
    EXCEPTION WHEN OTHERS THEN
      RAISE WARNING 'reporting.analyse_grown: % cannot be analysed: %', grown, SQLERRM;
    END;
  END IF;
  RETURN grown;
END;
$$;
REVOKE ALL ON FUNCTION reporting.analyse_grown(oid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporting.analyse_grown(oid[]) TO reporting;
