import { CROSSINGS_BY_WAY_SQL, CROSSINGS_SQL, type CrossingRow } from './border-crossings.sql.js';
import { byNumberAndWay, wayOfKey } from './crossing-keys.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';
import type { TimesInCells } from './times-in-cells.js';
import type { TimesKept } from './times-reader.js';

/** How long goods took over borders, of each way. */
export const CROSSING_TIMES: TimesKept<CrossingRow> = {
  cuts: ['crossing', 'leaving', 'entering'],
  eachIn: waysIn,
  allSql: CROSSINGS_SQL,
  eachSql: CROSSINGS_BY_WAY_SQL,
};

async function waysIn(cells: TimesInCells): Promise<readonly CrossingRow[]> {
  const [ways, leaving, entering] = await Promise.all([
    cells.byKey('crossing'),
    cells.byKey('leaving'),
    cells.byKey('entering'),
  ]);
  const byKey = (rows: readonly (TimeRow & { readonly key: string })[]) =>
    new Map(rows.map((row) => [row.key, row]));
  const [left, entered] = [byKey(leaving), byKey(entering)];
  return ways
    .map(({ key, n, incomplete, anomalies, ms, p50_ms, p90_ms }) => {
      const { n: out_n, ...out } = left.get(key) ?? NO_TIME;
      const { n: in_n, ...into } = entered.get(key) ?? NO_TIME;
      return {
        ...{ ...wayOfKey(key), n, incomplete, anomalies, ms, p50_ms, p90_ms },
        ...{ out_n, out_incomplete: out.incomplete, out_anomalies: out.anomalies },
        ...{ out_ms: out.ms, out_p50_ms: out.p50_ms, out_p90_ms: out.p90_ms },
        ...{ in_n, in_incomplete: into.incomplete, in_anomalies: into.anomalies },
        ...{ in_ms: into.ms, in_p50_ms: into.p50_ms, in_p90_ms: into.p90_ms },
      };
    })
    .sort(byNumberAndWay);
}
