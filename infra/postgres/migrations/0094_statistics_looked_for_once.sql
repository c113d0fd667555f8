-- To look for tables without statistics, each of them was held against all statistics of the schema, 17 ms of PostgreSQL each second of writing. Each table is looked
-- for by itself now, and told of once: reporting keeps what it was told, so that what is looked at from then on are tables that are still small.
--
-- The smallest first, one for each call, so that what is done is done. @returns a table that has grown, and whether it has statistics now, none where there is none but those that are
-- known. One that cannot be analysed now is only told of.
CREATE FUNCTION reporting.analyse_next_grown(known oid[], OUT grown oid, OUT has_statistics boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  table_name name;
BEGIN
  -- Fewer pages, of some hundred rows, tell PostgreSQL too little for a plan to change.
  SELECT c.oid, c.relname INTO grown, table_name FROM pg_class c
  WHERE c.relnamespace = 'reporting'::regnamespace AND c.relkind = 'r' AND c.oid <> ALL (known)
    AND pg_relation_size(c.oid) >= 8 * current_setting('block_size')::integer AND pg_has_role(current_user, c.relowner, 'USAGE')
  ORDER BY pg_relation_size(c.oid), c.oid LIMIT 1;
  IF grown IS NULL THEN
    RETURN;
  END IF;
  has_statistics := EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'reporting' AND s.tablename = table_name);
  IF NOT has_statistics THEN
    BEGIN
      EXECUTE format('ANALYZE (SKIP_LOCKED) reporting.%I', table_name);
    EXCEPTION WHEN OTHERS THEN
      RAISE WARNING 'reporting.analyse_next_grown: % cannot be analysed: %', table_name, SQLERRM;
    END;
    -- Of a table in which nothing is left there are none: it is looked at again.
    has_statistics := EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'reporting' AND s.tablename = table_name);
  END IF;
END;
$$;
REVOKE ALL ON FUNCTION reporting.analyse_next_grown(oid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporting.analyse_next_grown(oid[]) TO reporting;

-- A service of an older release does without: nothing depends on it.
DROP FUNCTION reporting.analyse_grown(oid[]);
