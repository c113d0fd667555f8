import { asked, type Happened } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import { CROSSINGS_BY_WAY_SQL, CROSSINGS_SQL, type CrossingRow } from './border-crossings.sql.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';
import { type TimesAsked, TimesInCells } from './times-in-cells.js';

export interface CrossingTimes {
  all(): Promise<TimeRow>;
  byWay(): Promise<readonly CrossingRow[]>;
}

/** What is asked for of cells and, of what had happened by an instant, of the crossings themselves. */
export interface CrossingTimesAsked {
  readonly months: TimesAsked;
  /** The parameters of the statements over crossings. */
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}

/** How long goods took over borders. Cells tell it of whatever is known; of what had happened by an instant, the crossings. */
export function crossingTimes(
  session: ReadSession,
  { months, question, happened }: CrossingTimesAsked,
): CrossingTimes {
  return happened ? crossingsInRows(session, question, happened) : crossingsInCells(session, months);
}

export function crossingsInCells(session: ReadSession, months: TimesAsked): CrossingTimes {
  const cells = new TimesInCells(session, ['crossing', 'leaving', 'entering'], months);
  return { all: () => cells.all('crossing'), byWay: () => waysIn(cells) };
}

export function crossingsInRows(
  session: ReadSession,
  question: readonly unknown[],
  happened: Happened | null,
): CrossingTimes {
  return {
    all: async () => (await asked<TimeRow>(session, CROSSINGS_SQL, question, happened))[0] ?? NO_TIME,
    byWay: () => asked<CrossingRow>(session, CROSSINGS_BY_WAY_SQL, question, happened),
  };
}

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
      const [crossing = '', leaves = '', enters = '', mode = null] = key.split(' ');
      const { n: out_n, ...out } = left.get(key) ?? NO_TIME;
      const { n: in_n, ...into } = entered.get(key) ?? NO_TIME;
      return {
        ...{ crossing, leaves, enters, mode, n, incomplete, anomalies, ms, p50_ms, p90_ms },
        ...{ out_n, out_incomplete: out.incomplete, out_anomalies: out.anomalies },
        ...{ out_ms: out.ms, out_p50_ms: out.p50_ms, out_p90_ms: out.p90_ms },
        ...{ in_n, in_incomplete: into.incomplete, in_anomalies: into.anomalies },
        ...{ in_ms: into.ms, in_p50_ms: into.p50_ms, in_p90_ms: into.p90_ms },
      };
    })
    .sort(byTimesAndPlace);
}

function byTimesAndPlace(a: CrossingRow, b: CrossingRow): number {
  if (a.n !== b.n) return b.n - a.n;
  const [one, other] = [a, b].map(({ crossing, leaves, mode }) => `${crossing} ${leaves} ${mode ?? '~'}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
