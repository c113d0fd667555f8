import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { convertMinor, type Exchange } from '../rates/exchange.js';
import { smallSumOf } from './small-sums.js';

/**
 * What may lie between an amount that came in another currency and what was owed, as a part of what was owed: the debtor's bank
 * converted it at its own rate of that day. Banks' rates lie within a percent of those that central banks publish.
 */
const EXCHANGE_TOLERANCE = { of: 1n, in: 100n };

/** And at most a {@link smallSumOf small sum}: of a large debt a percent is money that somebody waits for. */
function toleranceOf(owed: bigint, currency: string): bigint {
  const part = (owed * EXCHANGE_TOLERANCE.of) / EXCHANGE_TOLERANCE.in;
  return smaller(part, smallSumOf({ minor: owed, currency }));
}

/** Money that pays: the amount, and what banks took of it on the way that counts for the debtor. Both in one currency. */
export interface Purse {
  readonly currency: string;
  readonly minor: bigint;
  readonly fees: bigint;
}

/** What a purse pays of an obligation. */
export interface Paid {
  /** Of the purse. */
  readonly amount: MoneyJson;
  /** Of the obligation, in its currency. */
  readonly settled: MoneyJson;
  /** As part of what is settled. */
  readonly fees?: MoneyJson;
  readonly exchange?: Exchange;
  readonly left: Purse;
}

/**
 * What a purse pays of what is outstanding, in the same currency or by an exchange from the one to the other; `undefined` where
 * that is nothing. Fees fill up what the amount is short of, no more.
 */
export function payFrom(
  purse: Purse,
  outstanding: MoneyJson,
  exchange: Exchange | undefined,
): Paid | undefined {
  const owed = toMoney(outstanding).minor;
  if (purse.minor <= 0n || owed <= 0n) return undefined;
  if (outstanding.currency !== purse.currency) return exchange && payConverted(purse, outstanding, exchange);
  const minor = smaller(owed, purse.minor);
  const fees = smaller(purse.fees, owed - minor);
  return paidBy(purse, { minor, fees, settled: minor + fees, feesUsed: fees }, outstanding.currency);
}

/**
 * What fees that are told behind a payment pay of what that left outstanding: so much as {@link payFrom} had paid, had they been told before.
 * @param paid what the money has paid of it, in the currency owed.
 */
export function fillFrom(
  purse: Pick<Purse, 'currency' | 'fees'>,
  outstanding: MoneyJson,
  paid: MoneyJson,
  exchange: Exchange | undefined,
): Paid | undefined {
  const { currency } = outstanding;
  const left = toMoney(outstanding).minor;
  const isSame = currency === purse.currency;
  if (!isSame && !exchange) return undefined;
  const fees = smaller(exchange && !isSame ? convertMinor(purse.fees, exchange) : purse.fees, left);
  if (fees <= 0n) return undefined;
  const used = { minor: 0n, fees, feesUsed: isSame ? fees : purse.fees };
  if (isSame) return paidBy({ ...purse, minor: 0n }, { ...used, settled: fees }, currency);
  const settled = fees >= left - toleranceOf(left + toMoney(paid).minor, currency) ? left : fees;
  return {
    ...paidBy({ ...purse, minor: 0n }, { ...used, settled }, currency),
    ...(exchange && { exchange }),
  };
}

function payConverted(purse: Purse, outstanding: MoneyJson, exchange: Exchange): Paid | undefined {
  const { currency } = outstanding;
  const owed = toMoney(outstanding).minor;
  const slack = toleranceOf(owed, currency);
  const worth = convertMinor(purse.minor, exchange);
  if (worth > owed + slack) {
    // It is worth more than is owed: a part of it pays.
    const minor = smaller(convertMinor(owed, backwards(exchange)), purse.minor);
    if (minor === 0n) return undefined;
    return { ...paidBy(purse, { minor, fees: 0n, settled: owed, feesUsed: 0n }, currency), exchange };
  }
  const { minor } = purse;
  if (worth >= owed - slack) {
    return { ...paidBy(purse, { minor, fees: 0n, settled: owed, feesUsed: 0n }, currency), exchange };
  }
  if (worth === 0n) return undefined;
  const fees = smaller(convertMinor(purse.fees, exchange), owed - worth);
  const settled = worth + fees >= owed - slack ? owed : worth + fees;
  return { ...paidBy(purse, { minor, fees, settled, feesUsed: purse.fees }, currency), exchange };
}

function paidBy(
  { currency, minor: had, fees: hadFees }: Purse,
  used: {
    readonly minor: bigint;
    readonly fees: bigint;
    readonly settled: bigint;
    readonly feesUsed: bigint;
  },
  owedIn: string,
): Paid {
  return {
    amount: toMoneyJson({ minor: used.minor, currency }),
    settled: toMoneyJson({ minor: used.settled, currency: owedIn }),
    ...(used.fees > 0n && { fees: toMoneyJson({ minor: used.fees, currency: owedIn }) }),
    left: { currency, minor: had - used.minor, fees: hadFees - used.feesUsed },
  };
}

/** The same rates the other way round. */
export function backwards({ from, to, legs, rate }: Exchange): Exchange {
  return {
    from: to,
    to: from,
    rate,
    legs: legs.toReversed().map((leg) => ({ ...leg, inverse: !leg.inverse })),
  };
}

export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
