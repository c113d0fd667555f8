import { CodeList } from './code-list.js';
import { ROWS } from './tables/countries.js';

/** A country or territory of ISO 3166-1. */
export interface Country {
  /** Alpha-2, two capitals. */
  readonly code: string;
  readonly alpha3: string;
  /** Three digits, as the UN's M49 has them. */
  readonly numeric: string;
  /** In English, as the UN's M49 has it. */
  readonly name: string;
}

/** The officially assigned codes of ISO 3166-1, all 249. */
export const COUNTRIES = new CodeList<Country>(
  ROWS.map(([code, alpha3, numeric, name]) => ({ code, alpha3, numeric, name })),
  { code: 'country-unknown', holds: 'ISO 3166-1 alpha-2 code such as "PK"' },
);

/** Whether `code` is an officially assigned ISO 3166-1 alpha-2 code, in capitals. */
export function isCountry(code: string): boolean {
  return COUNTRIES.find(code) !== undefined;
}

/** @throws Rejection `country-unknown` with `pointer` where `code` is not assigned. */
export function checkCountry(code: string, pointer: string): void {
  COUNTRIES.check(code, pointer);
}
