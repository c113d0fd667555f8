import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import type { FieldValue } from './field-capture.js';
import { FieldFault } from './field-fault.js';

/**
 * An amount of 0 or more with its currency, in all digits of its minor unit.
 * @throws FieldFault `field-missing` without `Ccy`, `amount-not-positive` below 0, or what the kernel finds.
 */
export function money(value: FieldValue): MoneyJson {
  const read = minorOf(value);
  if (read.minor >= 0n) return toMoneyJson(read);
  throw notPositive(value, 'CdtDbtInd says which way it goes');
}

/** @throws FieldFault as {@link money}, and `amount-not-positive` for 0. */
export function positiveMoney(value: FieldValue): MoneyJson {
  const read = minorOf(value);
  if (read.minor > 0n) return toMoneyJson(read);
  if (read.minor < 0n) throw notPositive(value, 'CdtDbtInd says which way it goes');
  throw notPositive(value, 'nothing was paid');
}

function minorOf(value: FieldValue): ReturnType<typeof toMoney> {
  if (value.currency === undefined)
    throw new FieldFault('field-missing', `${value.xpath}/@Ccy`, 'Ccy is missing; it is required.');
  try {
    return toMoney({ amount: plainDecimal(value.text), currency: value.currency });
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const xpath = error.code === 'unknown-currency' ? `${value.xpath}/@Ccy` : value.xpath;
    throw new FieldFault(error.code, xpath, error.message);
  }
}

const notPositive = (value: FieldValue, why: string): FieldFault =>
  new FieldFault('amount-not-positive', value.xpath, `"${value.text}" is not above 0: ${why}.`);

/** `xs:decimal` also writes 5 as `+5`, `5.`, `005` and `5.000`, and a half as `.5`. */
export function plainDecimal(text: string): string {
  const match = /^\+?0*(\d*)\.?(\d*?)0*$/.exec(text);
  if (!match || !/\d/.test(text)) return text;
  const [, whole = '', fraction = ''] = match;
  return `${whole || '0'}${fraction && '.'}${fraction}`;
}
