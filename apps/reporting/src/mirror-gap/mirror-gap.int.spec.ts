import { differences, Projector, rebuild } from '@corridor/projections';
import fc from 'fast-check';
import { startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record } from '../teller.spec-kit.js';
import { tradeFacts } from '../trade-facts/trade-facts.js';
import { mirrorGap } from './mirror-gap.js';
import { lives, storyOf } from './mirror-story.spec-kit.js';

/** What the cells of two read models tell otherwise, at the end of the log. */
const UNLIKE_TRADE_SQL = `
  WITH traded AS (
    SELECT reporter, partner, key AS chapter, month, exports, imports
    FROM read.trade_cell_heads WHERE cut IN ('chapter', 'total') AND reporter <> partner
  ), of_trade AS (
    SELECT exporter, importer, chapter, month, sum(exports) AS exports, sum(imports) AS imports FROM (
      SELECT reporter AS exporter, partner AS importer, chapter, month, exports, 0 AS imports FROM traded
      UNION ALL SELECT partner, reporter, chapter, month, 0, imports FROM traded
    ) side GROUP BY 1, 2, 3, 4
  ), of_mirror AS (
    SELECT exporter, importer, chapter, month, exports, imports FROM read.mirror_cell_heads
  )
  SELECT * FROM of_trade t FULL JOIN of_mirror m USING (exporter, importer, chapter, month)
  WHERE (coalesce(t.exports, 0), coalesce(t.imports, 0)) <> (coalesce(m.exports, 0), coalesce(m.imports, 0))`;

/** Heads that are not the last total of their cell. */
const UNLIKE_TOTALS_SQL = `
  SELECT h FROM read.mirror_cell_heads h LEFT JOIN LATERAL (
    SELECT * FROM read.mirror_cells c WHERE c.first_position = h.first_position AND c.nth = h.nth ORDER BY c.position DESC LIMIT 1
  ) t ON true
  WHERE (h.position, h.exports, h.imports, h.timing, h.residual) IS DISTINCT FROM (t.position, t.exports, t.imports, t.timing, t.residual)`;

it('tells what bilateral trade tells, event by event and rebuilt at once, whatever is split, amended and called off', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.integer({ min: 1, max: 20 }), async (told, batchMax) => {
      const { pool, store, stop } = await startReportedLedger();
      try {
        await record(store, storyOf(told).appends);
        for (const projection of [mirrorGap, tradeFacts]) {
          const projector = new Projector({ projection, pool, store, batchMax });
          while ((await projector.step()) > 0);
        }
        const { rows } = await pool.query(UNLIKE_TRADE_SQL);
        expect(rows).toEqual([]);
        expect((await pool.query(UNLIKE_TOTALS_SQL)).rows).toEqual([]);
        const rebuilt = await rebuild({ projection: mirrorGap, pool, store, batchMax: 1_000 });
        expect(await differences(pool, mirrorGap, 1, rebuilt)).toEqual([]);
      } finally {
        await stop();
      }
    }),
    { numRuns: 6 },
  );
}, 180_000);
