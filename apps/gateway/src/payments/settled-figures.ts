import { type AskedFigures, readFigures } from '../read/asked-figures.js';
import type { CurrencyRow, DaysRow, PairCurrencyRow, PairDaysRow } from './payments.sql.js';
import {
  CURRENCIES_OF_CELLS_SQL,
  DAYS_OF_CELLS_BY_MONTH_SQL,
  DAYS_OF_CELLS_SQL,
  SETTLED_OF_CELLS_BY_PAIR_SQL,
} from './settled-cells.sql.js';

/** The sums of an answer's days, bank and position; what explains them is read of the rows, and comes to the same. */
export const readDays = (asked: AskedFigures): Promise<readonly DaysRow[]> =>
  readFigures(asked, DAYS_OF_CELLS_SQL);
export const readDaysByMonth = (asked: AskedFigures): Promise<readonly PairDaysRow[]> =>
  readFigures(asked, DAYS_OF_CELLS_BY_MONTH_SQL);
export const readCurrencies = (asked: AskedFigures): Promise<readonly CurrencyRow[]> =>
  readFigures(asked, CURRENCIES_OF_CELLS_SQL);
export const readSettledByPair = (asked: AskedFigures): Promise<readonly PairCurrencyRow[]> =>
  readFigures(asked, SETTLED_OF_CELLS_BY_PAIR_SQL);
