import { sum, toMoney, toMoneyJson } from '@corridor/kernel';

/** An amount as GraphQL tells it. */
export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** The fields of an amount in a question. */
export const MONEY = '{ amount currency }';

/** What amounts in US dollars come to, exactly. */
export function usdSum(amounts: readonly Amount[]): string {
  return amountOf(
    sum(
      'USD',
      amounts.map((each) => toMoney(each)),
    ).minor,
    'USD',
  );
}

/** Minor units as a cell. */
export function amountOf(minor: bigint, currency: string): string {
  return toMoneyJson({ minor, currency }).amount;
}
