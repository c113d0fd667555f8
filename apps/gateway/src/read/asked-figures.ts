import { firstDay, lastDay, type Month } from '../calendar/month.js';
import { untilMs } from './happened.js';
import type { ReadSession } from './read-session.js';

/** Figures of some months as of a position, of one bank or of all: an answer under way, of which fields are read when they are asked for. */
export interface AskedFigures {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly bank: string | null;
  /** Of what is known, what had happened by this instant. */
  readonly occurredUntil: string | null;
  readonly session: ReadSession;
}

/** What all statements of such figures begin with: position, bank, and instant (milliseconds since 1970), which are $1 to $3. */
export function standingOf({
  asOf,
  bank,
  occurredUntil,
}: Pick<AskedFigures, 'asOf' | 'bank' | 'occurredUntil'>): readonly unknown[] {
  return [asOf, bank, untilMs(occurredUntil)];
}

/** Reads rows of these, and of the answer's days, which are $4 and $5. */
export function readFigures<Row>(
  asked: AskedFigures,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { session, from, to } = asked;
  return session.read((manager) =>
    manager.query<Row[]>(sql, [...standingOf(asked), firstDay(from), lastDay(to), ...more]),
  );
}
