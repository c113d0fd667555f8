import { firstDay, lastDay } from '../calendar/month.js';
import { badInput } from '../graphql/errors.js';
import { type AskedFigures, readFigures } from '../read/asked-figures.js';
import {
  type CurrencyRow,
  DAYS_BY_MONTH_SQL,
  type DaysRow,
  type PairCurrencyRow,
  type PairDaysRow,
  SETTLED_BY_PAIR_SQL,
} from './payments.sql.js';
import { OWN_CURRENCIES } from './payments-of-rows.js';
import { DAYS_OF_CELLS_BY_MONTH_SQL, SETTLED_OF_CELLS_BY_PAIR_SQL } from './settled-cells.sql.js';

/** A question about payments: what several fields are added up from is read once. */
export interface AskedPayments extends AskedFigures {
  /** Of the banks that paid; without it, of all, those that nobody told among them. */
  readonly debtorAgentCountry?: string | null;
  days?: Promise<readonly PairDaysRow[]>;
  settled?: Promise<readonly PairCurrencyRow[]>;
}

/** Cells hold whatever is known; what had happened by an instant is read of the rows, as is what explains either. */
function read<Row>(
  asked: AskedPayments,
  cells: string,
  rows: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { session, asOf, bank, from, to, occurredUntil, debtorAgentCountry = null } = asked;
  if (occurredUntil !== null) return readSettled<Row>(asked, rows, more);
  const values = [asOf, bank, firstDay(from), lastDay(to), debtorAgentCountry];
  return session.read((manager) => manager.query<Row[]>(cells, values));
}

/** Reads rows of what was settled: of the country of the debtor's bank, too, which is $6. */
export function readSettled<Row>(
  asked: AskedPayments,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return readFigures<Row>(asked, sql, [asked.debtorAgentCountry ?? null, ...more]);
}

/** @throws GraphQLError `BAD_USER_INPUT` for a figure that is not kept by the debtor's bank. */
export function checkOfAnyAgent({ debtorAgentCountry = null }: AskedPayments, figure: string): void {
  if (debtorAgentCountry === null) return;
  throw badInput(
    `debtorAgentCountry: ${figure} is not told by the country of the debtor's bank. Ask for it without debtorAgentCountry.`,
  );
}

/** The sums of an answer's days, bank and position, and of what had happened by its instant: by pair of banks, month and currency. */
export function readDaysByMonth(asked: AskedPayments): Promise<readonly PairDaysRow[]> {
  asked.days ??= read(asked, DAYS_OF_CELLS_BY_MONTH_SQL, DAYS_BY_MONTH_SQL);
  return asked.days;
}

export function readSettledByPair(asked: AskedPayments): Promise<readonly PairCurrencyRow[]> {
  asked.settled ??= read(asked, SETTLED_OF_CELLS_BY_PAIR_SQL, SETTLED_BY_PAIR_SQL, OWN_CURRENCIES);
  return asked.settled;
}

/** All months together, by bank, the debtor's bank and currency: an obligation is of one month. */
export async function readDays(asked: AskedPayments): Promise<readonly DaysRow[]> {
  return added(
    await readDaysByMonth(asked),
    ['creditor_bank', 'debtor_agent', 'currency'],
    ['obligations', 'advances'],
    ['minor', 'days_minor', 'late_minor'],
  );
}

/** All months and pairs of banks together, by currency: a credit is of one of each. */
export async function readCurrencies(asked: AskedPayments): Promise<readonly CurrencyRow[]> {
  return added(
    await readSettledByPair(asked),
    ['currency'],
    ['settlements', 'unconverted'],
    ['minor', 'usd_minor', 'own_usd_minor', 'own_minor'],
  );
}

/** Rows of one name added up, in the order of the names; what else a row has is of that row alone, and left out. */
function added<
  Name extends string,
  Count extends string,
  Minor extends string,
  Row extends Record<Name, string | null> & Record<Count, number> & Record<Minor, string>,
>(
  rows: readonly Row[],
  names: readonly Name[],
  counts: readonly Count[],
  minors: readonly Minor[],
): readonly Pick<Row, Name | Count | Minor>[] {
  const sums = new Map<string, Pick<Row, Name | Count | Minor>>();
  for (const row of rows) {
    const id = names.map((name) => row[name] ?? '').join(' ');
    const sum = sums.get(id);
    const and = {
      ...Object.fromEntries(names.map((name) => [name, row[name]])),
      ...Object.fromEntries(counts.map((count) => [count, (sum?.[count] ?? 0) + row[count]])),
      ...Object.fromEntries(
        minors.map((minor) => [minor, (BigInt(sum?.[minor] ?? 0) + BigInt(row[minor])).toString()]),
      ),
    };
    // Together these are all of its fields.
    sums.set(id, and as Pick<Row, Name | Count | Minor>);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
