import { refuse } from '../../checks.js';

/** Who gave a number: by country and register; the LEI is given world-wide. */
export type NationalIdScheme = 'PK-NTN' | 'PK-STRN' | 'KZ-BIN' | 'UZ-STIR' | 'KG-INN' | 'TJ-INN' | 'LEI';

export interface NationalId {
  readonly scheme: NationalIdScheme;
  /** As {@link nationalNumber} writes it. */
  readonly number: string;
}

interface Form {
  readonly pattern: RegExp;
  /** To go on "… has". */
  readonly words: string;
  readonly isGenuine?: (number: string) => boolean;
  /** Of numbers that a state gives to natural persons: the register has none, as nothing in it can be erased. */
  readonly ofPersons?: RegExp;
}

/** Check digits are worked out where their rule is published: of the BIN, and of the LEI. */
const FORMS: Readonly<Record<NationalIdScheme, Form>> = {
  'PK-NTN': {
    pattern: /^[0-9A-Z]\d{7}$/,
    words: 'seven characters, of which the first may be a letter, and a check digit: 1234567-8',
  },
  'PK-STRN': { pattern: /^\d{13}$/, words: '13 digits: 12-34-5678-901-23' },
  'KZ-BIN': {
    // Year and month of the registration, and whether it is of a legal entity of the country, of another one, or of joint entrepreneurs.
    pattern: /^\d{2}(?:0[1-9]|1[0-2])[4-6]\d{7}$/,
    words: '12 digits, that of its month and of its kind among them, the last one a check digit',
    // Joint entrepreneurs are natural persons who trade together.
    ofPersons: /^\d{4}6/,
    isGenuine: hasBinDigit,
  },
  'UZ-STIR': { pattern: /^\d{9}$/, words: '9 digits' },
  // A person's begins with 1 or 2, by the sex, and goes on with the day of birth (resolution 619 of the government, 28 September 2017).
  'KG-INN': { pattern: /^\d{14}$/, words: '14 digits', ofPersons: /^[12]/ },
  'TJ-INN': { pattern: /^\d{9}$/, words: '9 digits' },
  LEI: {
    pattern: /^[0-9A-Z]{18}\d{2}$/,
    words: '18 digits and capitals, and two check digits',
    isGenuine: isLei,
  },
};

/** A number as it is compared: in capitals, without spaces and hyphens. */
export function nationalNumber(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]+/g, '');
}

/**
 * @throws Rejection with a pointer into `/nationalIds`: `national-id-malformed`, `national-id-of-a-person`, `national-id-digit-wrong` where a digit was mistyped,
 *   `national-id-of-another-country`, or `national-id-scheme-twice`.
 */
export function checkNationalIds(ids: readonly NationalId[], country: string): void {
  for (const [index, { scheme, number }] of ids.entries()) {
    const at = `/nationalIds/${index}`;
    const { pattern, words, isGenuine, ofPersons } = FORMS[scheme];
    if (!pattern.test(number)) {
      refuse('national-id-malformed', `"${number}" is no ${scheme}: it has ${words}.`, `${at}/number`);
    }
    if (ofPersons?.test(number)) {
      const message = `This ${scheme} is of a natural person; the register is of firms, and shows their numbers to everybody.`;
      refuse('national-id-of-a-person', message, `${at}/number`);
    }
    if (isGenuine?.(number) === false) {
      const message = `The check digit of "${number}" does not fit: a digit is mistyped.`;
      refuse('national-id-digit-wrong', message, `${at}/number`);
    }
    if (scheme !== 'LEI' && scheme.slice(0, 2) !== country) {
      const message = `${scheme} is of ${scheme.slice(0, 2)}; the firm is of ${country}.`;
      refuse('national-id-of-another-country', message, `${at}/scheme`);
    }
    if (ids.findIndex((other) => other.scheme === scheme) < index) {
      refuse('national-id-scheme-twice', `A firm has one ${scheme}.`, `${at}/scheme`);
    }
  }
}

/**
 * Whether the last digit of a Kazakh BIN (or IIN) is that of the eleven before it: their sum by the weights 1 to 11, modulo 11; where that is 10, by the
 * weights 3 to 11, 1 and 2; where it is 10 again, the number is given to nobody.
 */
function hasBinDigit(number: string): boolean {
  const digits = [...number].map(Number);
  const remainder = (shift: number): number =>
    digits.slice(0, 11).reduce((sum, digit, index) => sum + digit * (((index + shift) % 11) + 1), 0) % 11;
  const first = remainder(0);
  return digits[11] === (first === 10 ? remainder(2) : first);
}

/** ISO 17442, by ISO/IEC 7064 MOD 97-10: with each letter as two digits from 10 on, it is 1 modulo 97. */
function isLei(number: string): boolean {
  let remainder = 0;
  for (const sign of number) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
