import { asked } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import {
  type DutyCut,
  type DutySumRow,
  dutySumsSql,
  OUTSTANDING_SQL,
  type OutstandingRow,
} from './customs-duties.sql.js';
import { DUTY_CELLS_SQL, type DutyCellRow, SUMS_OF_KIND } from './duty-cells.sql.js';

/** What was assessed, paid and given back, by what it is cut by and currency, in their order; and what is yet to be paid, by currency. */
export interface Duties {
  by(cut: DutyCut): Promise<readonly DutySumRow[]>;
  outstanding(): Promise<readonly OutstandingRow[]>;
}

/**
 * Cells tell of whatever is known; of what had happened by an instant, the assessments, payments and refunds do.
 * @param question the parameters of the statements over these: position, days, place, and the instant
 */
export function dutiesOf(
  session: ReadSession,
  question: readonly unknown[],
  occurredUntil: string | null,
): Duties {
  return occurredUntil === null ? new DutiesInCells(session, question) : dutiesInRows(session, question);
}

export function dutiesInRows(session: ReadSession, question: readonly unknown[]): Duties {
  return {
    by: (cut) => asked<DutySumRow>(session, dutySumsSql(cut), question),
    outstanding: () => asked<OutstandingRow>(session, OUTSTANDING_SQL, question),
  };
}

/** What a cell adds to one key of a cut. */
interface Part {
  readonly key: string;
  readonly assessed: bigint;
  readonly paid: bigint;
  readonly refunded: bigint;
}

const KINDS = Object.entries(SUMS_OF_KIND);

/** What cells come to. What nothing is left of, in a cell that had something before, is no part of any. */
const PARTS_OF: Readonly<Record<DutyCut, (cell: DutyCellRow) => readonly Part[]>> = {
  all: (cell) => partsOf(cell, ''),
  kind: (cell) =>
    KINDS.filter(([, [number]]) => cell[number] !== '0').map(([key, [, minor]]) => ({
      ...{ key, paid: 0n, refunded: 0n },
      assessed: BigInt(cell[minor]),
    })),
  office: (cell) => partsOf(cell, cell.office),
  flow: (cell) => partsOf(cell, cell.flow),
  month: (cell) => partsOf(cell, cell.month),
  reason: (cell) => (cell.reason === '' ? [] : partsOf(cell, cell.reason)),
};

/** All cells of the months are read once, however many fields need them. */
export class DutiesInCells implements Duties {
  private cells: Promise<readonly DutyCellRow[]> | undefined;

  constructor(
    private readonly session: ReadSession,
    private readonly question: readonly unknown[],
  ) {}

  async by(cut: DutyCut): Promise<readonly DutySumRow[]> {
    const sums = new Map<string, Part & { readonly currency: string }>();
    for (const cell of await this.read()) {
      const { currency } = cell;
      for (const part of PARTS_OF[cut](cell)) {
        const id = `${part.key} ${currency}`;
        const { assessed = 0n, paid = 0n, refunded = 0n } = sums.get(id) ?? {};
        sums.set(id, {
          ...{ key: part.key, currency, assessed: assessed + part.assessed },
          ...{ paid: paid + part.paid, refunded: refunded + part.refunded },
        });
      }
    }
    return [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { key, currency, assessed, paid, refunded }]) => ({
        ...{ key, currency, assessed: `${assessed}`, paid: `${paid}`, refunded: `${refunded}` },
      }));
  }

  async outstanding(): Promise<readonly OutstandingRow[]> {
    const owed = new Map<string, bigint>();
    for (const cell of await this.read()) {
      if (!isAssessed(cell)) continue;
      const minor = assessedIn(cell) - BigInt(cell.settled_minor);
      owed.set(cell.currency, (owed.get(cell.currency) ?? 0n) + minor);
    }
    return [...owed]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, minor]) => ({ currency, minor: `${minor}` }));
  }

  private read(): Promise<readonly DutyCellRow[]> {
    this.cells ??= asked<DutyCellRow>(this.session, DUTY_CELLS_SQL, this.question.slice(0, 4));
    return this.cells;
  }
}

function partsOf(cell: DutyCellRow, key: string): readonly Part[] {
  const [paid, refunded] = [BigInt(cell.paid_minor), BigInt(cell.refunded_minor)];
  if (!isAssessed(cell) && paid === 0n && refunded === 0n) return [];
  return [{ key, assessed: assessedIn(cell), paid, refunded }];
}

const isAssessed = (cell: DutyCellRow): boolean => KINDS.some(([, [number]]) => cell[number] !== '0');

function assessedIn(cell: DutyCellRow): bigint {
  return KINDS.reduce((sum, [, [, minor]]) => sum + BigInt(cell[minor]), 0n);
}
