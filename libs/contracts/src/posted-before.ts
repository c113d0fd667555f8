import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type { z } from 'zod';
import type { postingSchema } from './building-blocks.js';

/**
 * What events posted that were appended before postings stood in them. It says what the ledger posted in those days, for ever,
 * whatever it posts today.
 */

type Posting = z.infer<typeof postingSchema>;
type Code = Posting['account'];

/** An amount, the account it was debited to, and that it was credited to. */
export type Posted = readonly [amount: MoneyJson, debit: Code, credit: Code];

/** A debit and a credit at a bank; none for an amount of 0. */
export function amountPosted(bank: string, [amount, debit, credit]: Posted): Posting[] {
  if (toMoney(amount).minor === 0n) return [];
  return [
    { account: debit, of: bank, side: 'debit', amount },
    { account: credit, of: bank, side: 'credit', amount },
  ];
}

/** What parts of one currency leave of an amount. */
export function amountLess(amount: MoneyJson, parts: readonly { readonly amount: MoneyJson }[]): MoneyJson {
  const { minor, currency } = toMoney(amount);
  const taken = parts.reduce((total, part) => total + toMoney(part.amount).minor, 0n);
  return toMoneyJson({ minor: minor - taken, currency });
}
