import { ratioOf } from '../../targets/ratio-of.js';
import { CELL_MIN, isMixed, type Told, toldOf, withheldOf } from './small-cells.js';
import { OUTCOMES, REFUSAL_REASONS, type VisaFiguresRow } from './visa-figures.sql.js';
import type { VisaCell, VisaDays, VisaMonth } from './visa-figures.types.js';

type Counts = Omit<VisaCell, 'nationality' | 'destination'>;

const NO_OUTCOMES = { granted: null, refused: null, withdrawn: null, open: null } as const;
const WITHHELD: Counts = { withheld: true, submitted: null, ...NO_OUTCOMES, refusedFor: null, days: null };

/** Months with their cells, of rows in their order: that of a month before those of its cells. */
export function monthsOf(rows: readonly VisaFiguresRow[], withholds: boolean): VisaMonth[] {
  return rows
    .filter(({ nationality }) => nationality === null)
    .map((total) => {
      const cells = rows.filter(({ month, nationality }) => month === total.month && nationality !== null);
      return withholds ? shieldedMonth(total, cells) : openMonth(total, cells);
    });
}

function openMonth(total: VisaFiguresRow, cells: readonly VisaFiguresRow[]): VisaMonth {
  return {
    month: total.month,
    ...countsOf(total),
    cells: cells.map((cell) => ({ ...cutOf(cell), ...countsOf(cell) })),
  };
}

/** What others than the institutions are told: nothing that shows what became of one application, nor does what they can compute of it. */
function shieldedMonth(total: VisaFiguresRow, cells: readonly VisaFiguresRow[]): VisaMonth {
  const { month } = total;
  const withheld = withheldOf(cells);
  if (withheld.total) return { month, ...WITHHELD, cells: [] };
  const shown = cells.filter((cell) => !withheld.cells.has(cell));
  const outcomes = toldOf(cells, { cells: new Set(shown), total: true }, tellsOutcomes);
  const reasons = toldOf(cells, outcomes, tellsReasons);
  const days = toldOf(cells, outcomes, tellsDays);
  const toldBy = (row: VisaFiguresRow): Counts => {
    const isTold = (what: Told<VisaFiguresRow>) => (row === total ? what.total : what.cells.has(row));
    const all = countsOf(row);
    return {
      ...all,
      ...(!isTold(outcomes) && NO_OUTCOMES),
      refusedFor: isTold(reasons) ? all.refusedFor : null,
      days: isTold(days) ? all.days : null,
    };
  };
  return { month, ...toldBy(total), cells: shown.map((cell) => ({ ...cutOf(cell), ...toldBy(cell) })) };
}

function tellsOutcomes(group: readonly VisaFiguresRow[]): boolean {
  return isMixed(OUTCOMES.map((outcome) => firmsOf(group, (row) => row[`${outcome}_firms`])));
}

/** Where nobody was refused, there is no reason to tell. */
function tellsReasons(group: readonly VisaFiguresRow[]): boolean {
  if (!tellsOutcomes(group)) return false;
  const firms = REFUSAL_REASONS.map((reason) => firmsOf(group, (row) => row[`refused_${reason}_firms`]));
  return firms.every(({ size }) => size === 0) || isMixed(firms);
}

function tellsDays(group: readonly VisaFiguresRow[]): boolean {
  const decided = firmsOf(group, (row) => [...row.granted_firms, ...row.refused_firms]);
  return tellsOutcomes(group) && (decided.size === 0 || decided.size >= CELL_MIN);
}

function firmsOf(
  group: readonly VisaFiguresRow[],
  of: (row: VisaFiguresRow) => readonly string[],
): ReadonlySet<string> {
  return new Set(group.flatMap(of));
}

const decidedOf = ({ granted, refused }: VisaFiguresRow): number => granted + refused;

function cutOf({ nationality, destination }: VisaFiguresRow) {
  return { nationality: nationality ?? '', destination: destination ?? '' };
}

function countsOf(row: VisaFiguresRow): Counts {
  const { submitted, granted, refused, withdrawn, open } = row;
  const refusedFor = REFUSAL_REASONS.map((reason) => ({ reason, count: row[`refused_${reason}`] }));
  return {
    withheld: false,
    submitted,
    granted,
    refused,
    refusedFor: refusedFor.filter(({ count }) => count > 0),
    withdrawn,
    open,
    days: daysOf(row),
  };
}

function daysOf(row: VisaFiguresRow): VisaDays | null {
  const n = decidedOf(row);
  const mean = ratioOf(String(row.days), String(n), 2);
  if (mean === null || row.p50 === null || row.p90 === null) return null;
  return { n, mean, p50: row.p50, p90: row.p90 };
}
