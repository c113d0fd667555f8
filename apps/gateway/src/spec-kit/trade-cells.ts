/** What the projection keeps beside the facts of trade, worked out from these anew. */
export const TRADE_CELLS_SQL = `
  DELETE FROM reporting.trade_cells;
  DELETE FROM reporting.trade_cell_heads;
  WITH event AS (
    SELECT f.generation, f.reporter, f.partner, c.cut, c.key, f.month, f.position,
      coalesce(sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export'), 0) AS exports,
      coalesce(sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export' AND f.country_of_origin <> f.reporter), 0) AS re_exports,
      coalesce(sum(f.value_usd_cents) FILTER (WHERE f.flow = 'import'), 0) AS imports
    FROM reporting.trade_facts f CROSS JOIN LATERAL (VALUES
      ('total', ''), ('sector', f.sector), ('chapter', left(f.hs6, 2)), ('subheading', f.hs6), ('office', f.customs_office),
      -- What carries them, a test tells by itself.
      ('mode', ''), ('port', ''), ('route', '')
    ) AS c (cut, key)
    GROUP BY 1, 2, 3, 4, 5, 6, 7
  ), head AS (
    INSERT INTO reporting.trade_cell_heads (generation, reporter, partner, cut, month, key, first_position, nth, position, exports, re_exports, imports)
    SELECT generation, reporter, partner, cut, month, key, min(position), row_number() OVER (PARTITION BY generation, min(position)), max(position),
      sum(exports), sum(re_exports), sum(imports)
    FROM event GROUP BY 1, 2, 3, 4, 5, 6
    RETURNING *
  )
  INSERT INTO reporting.trade_cells (generation, first_position, nth, position, exports, re_exports, imports)
  SELECT generation, head.first_position, head.nth, event.position,
    sum(event.exports) OVER so_far, sum(event.re_exports) OVER so_far, sum(event.imports) OVER so_far
  FROM event JOIN head USING (generation, reporter, partner, cut, month, key)
  WINDOW so_far AS (PARTITION BY generation, head.first_position, head.nth ORDER BY event.position)`;
