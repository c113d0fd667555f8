import { OWN_CURRENCY_OF } from '@corridor/reference-data';
import { money } from '../graphql/money.type.js';
import { ratioOf } from '../targets/ratio-of.js';
import type { CurrencyRow, DaysRow } from './payments.sql.js';
import type { DaysToSettle, SettledInCurrency } from './payments.types.js';

/** Countries, and the currency that each calls its own. */
export const OWN_CURRENCIES = [[...OWN_CURRENCY_OF.keys()], [...OWN_CURRENCY_OF.values()]];

export function daysToSettleOf(row: DaysRow): DaysToSettle {
  return {
    debtorAgent: row.debtor_agent,
    creditorBank: row.creditor_bank,
    currency: row.currency,
    obligations: row.obligations,
    advances: row.advances,
    amount: money(row.minor, row.currency),
    days: ratioOf(row.days_minor, row.minor, 2),
    daysLate: ratioOf(row.late_minor, row.minor, 2),
  };
}

export function settledOf(row: CurrencyRow): SettledInCurrency {
  const { currency, settlements, unconverted } = row;
  return {
    currency,
    settlements,
    amount: money(row.minor, currency),
    own: money(row.own_minor, currency),
    usd: money(row.usd_minor, 'USD'),
    unconverted,
  };
}

/** What rows of several currencies come to; a credit is in one of them. */
export function settledBetween(rows: readonly CurrencyRow[]) {
  const sum = (of: (row: CurrencyRow) => string | number): string =>
    rows.reduce((total, row) => total + BigInt(of(row)), 0n).toString();
  const [own, usd] = [sum((row) => row.own_usd_minor), sum((row) => row.usd_minor)];
  const isOwnUnknown =
    own === '0' && rows.some(({ own_minor, unconverted }) => own_minor !== '0' && unconverted > 0);
  return {
    settlements: Number(sum((row) => row.settlements)),
    usd: money(usd, 'USD'),
    ownUsd: money(own, 'USD'),
    // What was paid in an own currency is not nothing where nobody had a rate for any of it.
    localCurrencyShare: isOwnUnknown ? null : ratioOf(own, usd, 4),
    unconverted: Number(sum((row) => row.unconverted)),
  };
}
