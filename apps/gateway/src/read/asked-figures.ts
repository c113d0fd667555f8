import { firstDay, lastDay, type Month } from '../calendar/month.js';
import type { ReadSession } from './read-session.js';

/** Figures of some months as of a position, of one bank or of all: an answer under way, of which fields are read when they are asked for. */
export interface AskedFigures {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly bank: string | null;
  readonly session: ReadSession;
}

/** Reads rows of the answer's position, bank and days, which are $1 to $4. */
export function readFigures<Row>(
  { session, asOf, bank, from, to }: AskedFigures,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return session.read((manager) =>
    manager.query<Row[]>(sql, [asOf, bank, firstDay(from), lastDay(to), ...more]),
  );
}
