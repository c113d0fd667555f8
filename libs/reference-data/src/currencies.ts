import { CodeList } from './code-list.js';
import { ROWS } from './tables/currencies.js';

/** A currency of ISO 4217. How many digits its minor unit has, which every amount is read by, is told by `minorUnitDigits` of the kernel. */
export interface Currency {
  /** Three capitals. */
  readonly code: string;
  /** Three digits. */
  readonly numeric: string;
  readonly name: string;
}

/** The currencies in use that have a minor unit; not precious metals, nor codes for testing. */
export const CURRENCIES = new CodeList<Currency>(
  ROWS.map(([code, numeric, , name]) => ({ code, numeric, name })),
  { code: 'unknown-currency', holds: 'ISO 4217 currency in use' },
);

/** @throws Rejection `unknown-currency` with `pointer`, as amounts in it are refused. */
export function checkCurrencyCode(code: string, pointer: string): Currency {
  return CURRENCIES.check(code, pointer);
}
