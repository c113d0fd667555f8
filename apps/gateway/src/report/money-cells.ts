import { sum, toMoney, toMoneyJson } from '@corridor/kernel';

/** An amount as GraphQL tells it. */
export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** The fields of an amount in a question. */
export const MONEY = '{ amount currency }';

/** What amounts in one currency come to, exactly. */
export function sumOf(currency: string, amounts: readonly Amount[]): string {
  const { minor } = sum(
    currency,
    amounts.map((each) => toMoney(each)),
  );
  return amountOf(minor, currency);
}

/** The same in US dollars. */
export function usdSum(amounts: readonly Amount[]): string {
  return sumOf('USD', amounts);
}

/** Minor units as a cell. */
export function amountOf(minor: bigint, currency: string): string {
  return toMoneyJson({ minor, currency }).amount;
}

/** Rows of one key together, in the order of the keys. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly (readonly Row[])[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}
