/** What the projection keeps beside the facts of trade, worked out from these: the cells that are not there yet. */
export const TRADE_CELLS_SQL = `
  INSERT INTO reporting.trade_cells (generation, reporter, partner, cut, key, month, position, changes, exports, re_exports, imports)
  SELECT generation, reporter, partner, cut, key, month, position, row_number() OVER so_far,
    sum(exports) OVER so_far, sum(re_exports) OVER so_far, sum(imports) OVER so_far
  FROM (
    SELECT f.generation, f.reporter, f.partner, c.cut, c.key, f.month, f.position,
      coalesce(sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export'), 0) AS exports,
      coalesce(sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export' AND f.country_of_origin <> f.reporter), 0) AS re_exports,
      coalesce(sum(f.value_usd_cents) FILTER (WHERE f.flow = 'import'), 0) AS imports
    FROM reporting.trade_facts f CROSS JOIN LATERAL (VALUES
      ('total', ''), ('sector', f.sector), ('chapter', left(f.hs6, 2)), ('heading', left(f.hs6, 4)), ('office', f.customs_office),
      -- What carries them, a test tells by itself.
      ('mode', ''), ('port', '')
    ) AS c (cut, key)
    GROUP BY 1, 2, 3, 4, 5, 6, 7
  ) event
  WINDOW so_far AS (PARTITION BY generation, reporter, partner, cut, key, month ORDER BY position)
  ON CONFLICT DO NOTHING`;
