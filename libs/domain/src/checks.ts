import { type MoneyJson, Rejection, toMoney } from '@corridor/kernel';

/** Refuses a command for one of its fields. */
export function refuse(code: string, message: string, pointer: string): never {
  throw new Rejection(code, message, { pointer });
}

/**
 * The refusal of a command that the present state does not allow, with those that it does.
 * @param currentState where it is not that of the aggregate as a whole.
 */
export function illegalStep(
  type: string,
  aggregate: string,
  legalNow: readonly string[],
  currentState?: string,
): Rejection {
  const standing = { legalNow, ...(currentState !== undefined && { currentState }) };
  return new Rejection('illegal-step', `${type} is not possible while the ${aggregate}.`, standing);
}

/** @throws Rejection `illegal-step` where `type` is none of the commands `legalNow`. */
export function checkStep(type: string, aggregate: string, legalNow: readonly string[]): void {
  if (!legalNow.includes(type)) throw illegalStep(type, aggregate, legalNow);
}

/**
 * What follows something did not happen before it, whichever clocks tell the two.
 * @throws Rejection with `code` and the pointer of `occurredAt`. @param what that it follows, as a sentence begins.
 */
export function checkNotBefore(occurredAt: string, earlier: string, code: string, what: string): void {
  if (Date.parse(occurredAt) >= Date.parse(earlier)) return;
  refuse(code, `${what} at ${earlier}. Tell an instant from then on.`, '/occurredAt');
}

/** Whether two pieces of plain data say the same; each is built in the order of its schema. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @throws Rejection `amount-not-positive`, or what {@link toMoney} finds, with the pointer of the field. */
export function checkPositive(money: MoneyJson, pointer: string): void {
  if (toMoney(money, pointer).minor > 0n) return;
  refuse('amount-not-positive', `"${money.amount}" is not above 0.`, `${pointer}/amount`);
}

/** @throws Rejection `currency-differs` with the pointer of the field. */
export function checkCurrency(money: MoneyJson, currency: string, pointer: string): void {
  if (money.currency === currency) return;
  refuse('currency-differs', `${money.currency} stands where ${currency} is needed.`, `${pointer}/currency`);
}

/** @throws Rejection `not-a-positive-decimal` unless `text` is one, of at most 12 digits before the point. */
export function checkPositiveDecimal(text: string, digitsBehindPointMax: number, pointer: string): void {
  const match = /^\d{1,12}(?:\.(\d+))?$/.exec(text);
  if (match && (match[1]?.length ?? 0) <= digitsBehindPointMax && /[1-9]/.test(text)) return;
  const message = `"${text}" is no positive decimal such as "12.5", of at most 12 digits before the point and ${digitsBehindPointMax} behind it.`;
  refuse('not-a-positive-decimal', message, pointer);
}
