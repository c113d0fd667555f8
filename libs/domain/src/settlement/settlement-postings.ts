import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { move, type Posting, summed } from '../postings/posting.js';
import type { AllocatedPart } from './settlement.events.js';

/**
 * What a credit and its life post, at the bank that booked it:
 *
 * - booked: nostro to suspense, the whole;
 * - it pays something: suspense to vostro, by way of `fx-clearing` where currencies differ; what banks on the way took is a
 *   debit of `fees`, so that the creditor has what he was owed;
 * - that is taken back: the same the other way;
 * - an entry of the account corrects what a status booked: between nostro and suspense, or `fees` for what the creditor bears;
 * - returned: suspense to nostro, behind what was taken back, one line for each account whatever it had paid; what banks kept of it is a credit of `fees`.
 */
export function postingsOfBooking(bank: string, amount: MoneyJson): readonly Posting[] {
  return move(amount, { account: 'nostro', of: bank }, { account: 'suspense', of: bank });
}

/**
 * A credit is corrected by what came more than was booked, below 0 for less: of suspense but for what of it the creditor bears, which
 * is a debit of `fees`.
 */
export function postingsOfCorrection(
  bank: string,
  more: MoneyJson,
  borne: readonly { readonly fees: MoneyJson }[],
): readonly Posting[] {
  const nostro = { account: 'nostro', of: bank } as const;
  const fees = borne.reduce((total, each) => total + toMoney(each.fees).minor, 0n);
  const { minor, currency } = toMoney(more);
  const ofSuspense = toMoneyJson({ minor: minor + fees, currency });
  return [
    ...move(ofSuspense, nostro, { account: 'suspense', of: bank }),
    ...move(toMoneyJson({ minor: fees, currency }), { account: 'fees', of: bank }, nostro),
  ];
}

/** @param part `settled` is above its fees. */
export function postingsOfMatch(bank: string, part: AllocatedPart): readonly Posting[] {
  return paid(bank, part, 1n);
}

export function postingsOfUnmatch(bank: string, part: AllocatedPart): readonly Posting[] {
  return paid(bank, part, -1n);
}

/** @param returnedAmount what went back of `amount`, in its currency. */
export function postingsOfReturn(
  bank: string,
  amount: MoneyJson,
  returnedAmount: MoneyJson,
  takenBack: readonly AllocatedPart[],
): readonly Posting[] {
  const suspense = { account: 'suspense', of: bank } as const;
  return summed([
    ...takenBack.flatMap((part) => postingsOfUnmatch(bank, part)),
    ...move(returnedAmount, suspense, { account: 'nostro', of: bank }),
    ...move(less(amount, returnedAmount), suspense, { account: 'fees', of: bank }),
  ]);
}

function paid(bank: string, { amount, settled, fees }: AllocatedPart, sign: bigint): readonly Posting[] {
  const suspense = { account: 'suspense', of: bank } as const;
  const vostro = { account: 'vostro', of: bank } as const;
  const clearing = { account: 'fx-clearing', of: bank } as const;
  const signed = (money: MoneyJson): MoneyJson => {
    const { minor, currency } = toMoney(money);
    return toMoneyJson({ minor: minor * sign, currency });
  };
  const charged = fees ? move(signed(fees), { account: 'fees', of: bank }, vostro) : [];
  if (amount.currency === settled.currency) return [...move(signed(amount), suspense, vostro), ...charged];
  const converted = fees ? less(settled, fees) : settled;
  return [
    ...move(signed(amount), suspense, clearing),
    ...move(signed(converted), clearing, vostro),
    ...charged,
  ];
}

function less(one: MoneyJson, other: MoneyJson): MoneyJson {
  const { minor, currency } = toMoney(one);
  return toMoneyJson({ minor: minor - toMoney(other).minor, currency });
}
