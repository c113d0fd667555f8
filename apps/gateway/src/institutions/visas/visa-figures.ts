import { ratioOf } from '../../targets/ratio-of.js';
import { CELL_MIN, withheldOf } from './small-cells.js';
import { REFUSAL_REASONS, type VisaFiguresRow } from './visa-figures.sql.js';
import type { VisaCell, VisaDays, VisaMonth } from './visa-figures.types.js';

type Counts = Omit<VisaCell, 'nationality' | 'destination'>;

const WITHHELD: Counts = {
  withheld: true,
  submitted: null,
  granted: null,
  refused: null,
  refusedFor: null,
  withdrawn: null,
  open: null,
  days: null,
};

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

function shieldedMonth(total: VisaFiguresRow, cells: readonly VisaFiguresRow[]): VisaMonth {
  const withheld = withheldOf(cells);
  const shielded = cells.map((cell): VisaCell => {
    if (withheld.cells.has(cell)) return { ...cutOf(cell), ...WITHHELD };
    return { ...cutOf(cell), ...countsOf(cell), days: tellsDays(cell) ? daysOf(cell) : null };
  });
  if (withheld.total) return { month: total.month, ...WITHHELD, cells: shielded };
  // The days of all less those of the others are the days of one.
  const tellsAllDays = cells.every((cell) => !withheld.cells.has(cell) && tellsDays(cell));
  return {
    month: total.month,
    ...countsOf(total),
    days: tellsAllDays ? daysOf(total) : null,
    cells: shielded,
  };
}

const tellsDays = (row: VisaFiguresRow): boolean => decidedOf(row) === 0 || decidedOf(row) >= CELL_MIN;

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
