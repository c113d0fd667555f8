import { divideHalfEven, type Money, toMoney } from '@corridor/kernel';
import { usdOf } from '../institutions/index.js';
import type { Measure } from './measure.js';
import type { ValuedLine } from './valued-line.js';

/**
 * What is not cleared, by the price of the contract. Nobody checked that: it counts up to a tenth more than the goods were consigned for, as "about" does
 * in a letter of credit (UCP 600, article 30), and not at all where the two cannot be compared.
 */
export function byContract(
  { hs6, unit }: Pick<ValuedLine, 'hs6' | 'unit'>,
  quantity: bigint,
  consigned: Money,
  { prices, rates }: Pick<Measure, 'prices' | 'rates'>,
): Money {
  const told = prices.find((each) => each.hs6 === hs6 && each.unit === unit);
  if (!told) return consigned;
  const price = toMoney(told.price);
  const money = {
    minor: divideHalfEven(quantity * price.minor, 1_000_000n),
    currency: price.currency,
  };
  const isOne = money.currency === consigned.currency;
  const [asked, base] = isOne ? [money, consigned] : [usdOf(money, rates), usdOf(consigned, rates)];
  if (!asked || !base) return consigned;
  const most = divideHalfEven(base.minor * 11n, 10n);
  return asked.minor <= most ? money : { minor: most, currency: base.currency };
}
