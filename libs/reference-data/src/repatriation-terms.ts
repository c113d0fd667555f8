import { type MoneyJson, Rejection, toMoney } from '@corridor/kernel';
import { ROWS } from './tables/repatriation-terms.js';
import { ROWS as LIMITS } from './tables/supervision-limits.js';

/**
 * By which rule of Pakistan export proceeds come home: the general one, at sight (against documents), or with a usance of 120 days. Kazakhstan
 * has no term of its own: there, the contract states one.
 */
export const REPATRIATION_RULES = ['pk-export', 'pk-export-sight', 'pk-export-usance'] as const;
export type RepatriationRule = (typeof REPATRIATION_RULES)[number];

/**
 * The term of a rule for what was allowed on a day: days from the shipment, and who says so.
 * @param issuedOn `YYYY-MM-DD` on which the bank issued the financial instrument.
 * @throws Rejection `repatriation-rule-unknown` with `pointer` where there was no such rule on that day.
 */
export function repatriationTerm(
  rule: RepatriationRule,
  issuedOn: string,
  pointer: string,
): { readonly days: number; readonly source: string } {
  const row = ROWS.find(
    ([, name, , from, until]) => name === rule && from <= issuedOn && (until === '' || issuedOn <= until),
  );
  if (row) return { days: Number(row[2]), source: row[5] };
  throw new Rejection('repatriation-rule-unknown', `${rule} was no rule on ${issuedOn}.`, { pointer });
}

/**
 * Whether a contract of Kazakhstan needs an account number, as far as the amount alone tells: `undefined` in another currency than that of the
 * limit, and for days before the first one that is known.
 */
export function needsContractNumber(amount: MoneyJson, signedOn: string): boolean | undefined {
  const [, limit, unit, from] = limitOf('kz-contract-number');
  if (amount.currency !== unit || signedOn < from) return undefined;
  return toMoney(amount).minor > toMoney({ amount: limit, currency: unit }).minor;
}

/** Days that goods may stand unmoved behind their payment before somebody should look. */
export const PAID_UNMOVED_DAYS: number = Number(limitOf('paid-unmoved')[1]);

function limitOf(code: string): (typeof LIMITS)[number] {
  const row = LIMITS.find(([name]) => name === code);
  if (!row) throw new Error(`supervision-limits has no ${code}.`);
  return row;
}
