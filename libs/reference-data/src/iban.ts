import { Rejection } from '@corridor/kernel';
import { ROWS } from './tables/iban-lengths.js';

const LENGTHS: ReadonlyMap<string, number> = new Map(
  ROWS.map(([country, length]) => [country, Number(length)]),
);
const FORM = /^([A-Z]{2})\d{2}[A-Z0-9]{11,30}$/;

/**
 * Holds an account against the rules of IBANs (ISO 13616): the length of its country and the check digits. One that does not look
 * like an IBAN – it has another form, or begins with the letters of no country that has them – is an account of another scheme,
 * of which nothing is known.
 * @param account without spaces and in upper case, as IBANs are told between machines.
 * @returns what is wrong; `undefined` where nothing is known to be.
 */
export function ibanFault(account: string): string | undefined {
  const country = FORM.exec(account)?.[1] ?? '';
  const length = LENGTHS.get(country);
  if (length === undefined) return undefined;
  if (account.length !== length) {
    return `"${account}" has ${account.length} characters; an IBAN of ${country} has ${length}.`;
  }
  if (remainder(account) === 1) return undefined;
  return `The check digits of "${account}" do not fit; a character may be wrong, or two changed over.`;
}

/** As {@link ibanFault}. @throws Rejection `iban-invalid` with `pointer`. */
export function checkIban(account: string, pointer: string): void {
  const fault = ibanFault(account);
  if (fault !== undefined) throw new Rejection('iban-invalid', fault, { pointer });
}

/** The country (ISO 3166-1 alpha-2) in which an account is kept that has the form of an IBAN; `undefined` of one of another scheme. */
export function countryOfIban(account: string): string | undefined {
  const country = FORM.exec(account)?.[1] ?? '';
  return LENGTHS.get(country) === account.length ? country : undefined;
}

/** By 97, with the first four characters at the end and letters as numbers from 10 (ISO 7064, MOD 97-10). */
function remainder(account: string): number {
  let rest = 0;
  for (const char of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}
