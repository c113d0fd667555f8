import { asked } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import {
  DISCHARGED_SQL,
  type DischargedRow,
  TRANSIT_IRREGULARITIES_SQL,
  TRANSIT_SUMS_SQL,
  type TransitIrregularityRow,
  type TransitSumRow,
  UNDER_WAY_IRREGULARITIES_SQL,
  UNDER_WAY_SUMS_SQL,
} from './transits.sql.js';

/** What transits come to that went alike, and what was found amiss, by its code; in no order. */
export interface TransitsRead {
  sums(): Promise<readonly TransitSumRow[]>;
  irregularities(): Promise<readonly TransitIrregularityRow[]>;
}

/**
 * Of whatever is known, cells tell what was discharged, and transits what is under way; of what had happened by an instant, transits tell all.
 * @param question the parameters of the statements over transits: position, instant of it, days, countries, and the instant that is asked for
 */
export function transitsOf(
  session: ReadSession,
  question: readonly unknown[],
  occurredUntil: string | null,
): TransitsRead {
  return occurredUntil === null ? new TransitsInCells(session, question) : transitsInRows(session, question);
}

export function transitsInRows(session: ReadSession, question: readonly unknown[]): TransitsRead {
  return {
    sums: () => asked<TransitSumRow>(session, TRANSIT_SUMS_SQL, question),
    irregularities: () => asked<TransitIrregularityRow>(session, TRANSIT_IRREGULARITIES_SQL, question),
  };
}

/** All cells of the months are read once, however many fields need them. */
export class TransitsInCells implements TransitsRead {
  private readonly underWay: readonly unknown[];
  private readonly discharged: readonly unknown[];
  private cells: Promise<readonly DischargedRow[]> | undefined;

  constructor(
    private readonly session: ReadSession,
    [position, ms, from, to, departureCountry, destinationCountry]: readonly unknown[],
  ) {
    this.underWay = [position, ms, departureCountry, destinationCountry];
    this.discharged = [position, from, to, departureCountry, destinationCountry];
  }

  async sums(): Promise<readonly TransitSumRow[]> {
    const underWay = await asked<TransitSumRow>(this.session, UNDER_WAY_SUMS_SQL, this.underWay);
    const discharged = (await this.read()).filter(({ irregularity }) => irregularity === '');
    return [...discharged, ...underWay];
  }

  async irregularities(): Promise<readonly TransitIrregularityRow[]> {
    const sums = new Map<string, { n: number; transits: number }>();
    const add = ({ code, n, transits }: TransitIrregularityRow) => {
      const before = sums.get(code) ?? { n: 0, transits: 0 };
      sums.set(code, { n: before.n + n, transits: before.transits + transits });
    };
    const { session } = this;
    for (const row of await asked<TransitIrregularityRow>(
      session,
      UNDER_WAY_IRREGULARITIES_SQL,
      this.underWay,
    ))
      add(row);
    for (const { irregularity: code, n, irregular: transits } of await this.read())
      if (code !== '') add({ code, n, transits });
    return [...sums].map(([code, of]) => ({ code, ...of }));
  }

  private read(): Promise<readonly DischargedRow[]> {
    this.cells ??= asked<DischargedRow>(this.session, DISCHARGED_SQL, this.discharged);
    return this.cells;
  }
}
