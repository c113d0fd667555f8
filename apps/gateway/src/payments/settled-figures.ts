import { firstDay, lastDay } from '../calendar/month.js';
import { type AskedFigures, readFigures } from '../read/asked-figures.js';
import {
  CURRENCIES_SQL,
  type CurrencyRow,
  DAYS_BY_MONTH_SQL,
  DAYS_SQL,
  type DaysRow,
  type PairCurrencyRow,
  type PairDaysRow,
  SETTLED_BY_PAIR_SQL,
} from './payments.sql.js';
import { OWN_CURRENCIES } from './payments-of-rows.js';
import {
  CURRENCIES_OF_CELLS_SQL,
  DAYS_OF_CELLS_BY_MONTH_SQL,
  DAYS_OF_CELLS_SQL,
  SETTLED_OF_CELLS_BY_PAIR_SQL,
} from './settled-cells.sql.js';

/** Cells hold whatever is known; what had happened by an instant is read of the rows, as is what explains either. */
function read<Row>(
  asked: AskedFigures,
  cells: string,
  rows: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { session, asOf, bank, from, to, occurredUntil } = asked;
  if (occurredUntil !== null) return readFigures<Row>(asked, rows, more);
  return session.read((manager) => manager.query<Row[]>(cells, [asOf, bank, firstDay(from), lastDay(to)]));
}

/** The sums of an answer's days, bank and position, and of what had happened by its instant. */
export const readDays = (asked: AskedFigures): Promise<readonly DaysRow[]> =>
  read(asked, DAYS_OF_CELLS_SQL, DAYS_SQL);
export const readDaysByMonth = (asked: AskedFigures): Promise<readonly PairDaysRow[]> =>
  read(asked, DAYS_OF_CELLS_BY_MONTH_SQL, DAYS_BY_MONTH_SQL);
export const readCurrencies = (asked: AskedFigures): Promise<readonly CurrencyRow[]> =>
  read(asked, CURRENCIES_OF_CELLS_SQL, CURRENCIES_SQL, OWN_CURRENCIES);
export const readSettledByPair = (asked: AskedFigures): Promise<readonly PairCurrencyRow[]> =>
  read(asked, SETTLED_OF_CELLS_BY_PAIR_SQL, SETTLED_BY_PAIR_SQL, OWN_CURRENCIES);
