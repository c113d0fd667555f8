import { type TimeCellRow, timeStatements } from '../corridor/time-cells.sql.js';
import { type TimeCutRow, TimeCuts } from '../corridor/time-cuts.js';
import { cellsIn, TenthsOfSteps, type TimesAsked, timesOfCuts } from '../corridor/times-in-cells.js';
import { asked } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import {
  type ClearanceCut,
  type ClearanceRow,
  clearanceSql,
  WAITING_SQL,
  type WaitingRow,
} from './clearance-time.sql.js';
import { isAt } from './place.sql.js';

const CLEARANCES = timeStatements({
  heads: 'read.clearance_cell_heads',
  totals: 'read.clearance_cells',
  partHeads: 'read.clearance_part_heads',
  sums: ['n', 'ms'],
  isOf: (office, parameter) => isAt(parameter, office),
});

/** What a clearance, or a declaration that waits, is counted under. */
type Kind = Pick<WaitingRow, 'office' | 'flow' | 'procedure' | 'inspection'> & { readonly month: string };

const KEY_OF: Readonly<Record<ClearanceCut, (kind: Kind) => string>> = {
  all: () => '',
  office: ({ office }) => office,
  procedure: ({ procedure }) => procedure,
  flow: ({ flow }) => flow,
  inspection: ({ inspection }) => inspection,
  month: ({ month }) => month,
};

/** How long customs took, as a whole or by what it is cut by: the most cleared first, but months in their order. */
export interface Clearances {
  by(cut: ClearanceCut): Promise<readonly ClearanceRow[]>;
}

/**
 * Cells tell of whatever is known, and what waits beside them; of what had happened by an instant, the declarations do.
 * @param months of which place: an office, or all offices of a country
 * @param question the parameters of the statements over declarations
 */
export function clearancesOf(
  session: ReadSession,
  months: TimesAsked,
  question: readonly unknown[],
  occurredUntil: string | null,
): Clearances {
  return occurredUntil === null
    ? new ClearancesInCells(session, months, question)
    : clearancesInRows(session, question);
}

export function clearancesInRows(session: ReadSession, question: readonly unknown[]): Clearances {
  return { by: (cut) => asked<ClearanceRow>(session, clearanceSql(cut), question) };
}

/** What several fields need is read once. */
export class ClearancesInCells implements Clearances {
  private readonly cells = new Map<string, Promise<readonly TimeCellRow[]>>();
  private readonly tenths: TenthsOfSteps;
  private waitingAsked: Promise<readonly WaitingRow[]> | undefined;

  constructor(
    private readonly session: ReadSession,
    private readonly months: TimesAsked,
    private readonly question: readonly unknown[],
  ) {
    this.tenths = new TenthsOfSteps(session, CLEARANCES, months.asOf);
  }

  async by(cut: ClearanceCut): Promise<readonly ClearanceRow[]> {
    const keyOf = KEY_OF[cut];
    const cells = await this.cellsOf(cut === 'office' || this.months.of !== null ? 'office' : 'total');
    const cuts = new TimeCuts(cells, (cell) => [keyOf(kindOf(cell))]);
    const times = await timesOfCuts(this.tenths, cuts);
    if (cut === 'month') return times.map((row) => toRow(row)).sort((a, b) => (a.key < b.key ? -1 : 1));
    const rows = new Map(times.map((row) => [row.key, toRow(row)]));
    for (const waiting of await this.waiting()) {
      const key = keyOf({ ...waiting, month: '' });
      const row = rows.get(key) ?? { ...NO_CLEARANCE, key };
      const open_ms = (BigInt(row.open_ms) + BigInt(waiting.open_ms)).toString();
      rows.set(key, { ...row, open: row.open + waiting.open, open_ms });
    }
    return [...rows.values()].sort(byNumber);
  }

  private cellsOf(cut: 'total' | 'office'): Promise<readonly TimeCellRow[]> {
    const found = this.cells.get(cut) ?? cellsIn(this.session, CLEARANCES, [cut], this.months);
    this.cells.set(cut, found);
    return found;
  }

  private waiting(): Promise<readonly WaitingRow[]> {
    this.waitingAsked ??= asked<WaitingRow>(this.session, WAITING_SQL, this.question.slice(0, 5));
    return this.waitingAsked;
  }
}

export const NO_CLEARANCE: ClearanceRow = {
  key: '',
  n: 0,
  ms: '0',
  p50_ms: null,
  p90_ms: null,
  open: 0,
  open_ms: '0',
};

/** `KZALA import 40 scan`; of all offices, without the first word. */
function kindOf({ key, month }: TimeCellRow): Kind {
  const [inspection = '', procedure = '', flow = '', office = ''] = key.split(' ').reverse();
  return { office, flow, procedure, inspection, month };
}

function toRow({ key, n, ms, p50_ms, p90_ms }: TimeCutRow): ClearanceRow {
  return { ...NO_CLEARANCE, key, n, ms, p50_ms, p90_ms };
}

function byNumber(a: ClearanceRow, b: ClearanceRow): number {
  return b.n - a.n || b.open - a.open || (a.key < b.key ? -1 : 1);
}
