import { firstDay, lastDay } from '../calendar/month.js';
import { type AskedFigures, readFigures, standingOf } from '../read/asked-figures.js';
import { OPEN_OF_CELLS_SQL, RETURNS_OF_CELLS_SQL, SUSPENSE_OF_CELLS_SQL } from './payment-cells.sql.js';
import {
  OPEN_SQL,
  type OpenRow,
  RETURNS_SQL,
  type ReturnRow,
  SUSPENSE_SQL,
  type SuspenseRow,
} from './payments.sql.js';

type Asked = Pick<AskedFigures, 'asOf' | 'bank' | 'occurredUntil' | 'session'>;

/** Of cells, or, as of what had happened by an instant, of rows, by age on a day. */
function readAges<Row>(asked: Asked, day: string, cells: string, rows: string): Promise<readonly Row[]> {
  const { session, asOf, bank, occurredUntil } = asked;
  const [sql, values] = occurredUntil === null ? [cells, [asOf, bank]] : [rows, standingOf(asked)];
  return session.read((manager) => manager.query<Row[]>(sql, [...values, day]));
}

/** What is owed, by how long it is overdue on a day. */
export const readOpen = (asked: Asked, day: string): Promise<readonly OpenRow[]> =>
  readAges(asked, day, OPEN_OF_CELLS_SQL, OPEN_SQL);

/** What waits in suspense, by how long it has been there on a day. */
export const readSuspense = (asked: Asked, day: string): Promise<readonly SuspenseRow[]> =>
  readAges(asked, day, SUSPENSE_OF_CELLS_SQL, SUSPENSE_SQL);

/** What was given back in the months asked for, by reason. */
export function readReturns(asked: AskedFigures): Promise<readonly ReturnRow[]> {
  const { session, asOf, bank, from, to, occurredUntil } = asked;
  if (occurredUntil !== null) return readFigures<ReturnRow>(asked, RETURNS_SQL);
  const values = [asOf, bank, firstDay(from), lastDay(to)];
  return session.read((manager) => manager.query<ReturnRow[]>(RETURNS_OF_CELLS_SQL, values));
}
