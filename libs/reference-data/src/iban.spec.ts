import { rejectionOf } from '@corridor/testing';
import fc from 'fast-check';
import { checkIban, countryOfIban } from './iban.js';
import { ROWS } from './tables/iban-lengths.js';

const SEED = 13_616;

// The examples of the IBAN registry.
it.each([
  'PK36SCBL0000001123456702',
  'KZ86125KZT5004100100',
  'AE070331234567890123456',
  'TR330006100519786457841326',
  'DE89370400440532013000',
  'GB29NWBK60161331926819',
  'CH9300762011623852957',
  'GE29NB0000000101904917',
  'AZ21NABZ00000000137010001944',
  'NO9386011117947',
  'LC55HEMM000100010012001200023015',
])('%s is one', (iban) => {
  expect(() => checkIban(iban, '/account')).not.toThrow();
});

it.each([
  ['a digit too few', 'PK36SCBL000000112345670', 'has 23 characters; an IBAN of PK has 24'],
  ['a digit too many', 'KZ86125KZT50041001000', 'has 21 characters; an IBAN of KZ has 20'],
  ['a wrong digit', 'PK36SCBL0000001123456703', 'The check digits'],
  ['wrong check digits', 'PK37SCBL0000001123456702', 'The check digits'],
  ['check digits of 00, which only count as 97 would', 'DE00370400440532013000', 'The check digits'],
])('an account with %s is none', (_, account, message) => {
  const rejection = rejectionOf(() => checkIban(account, '/account'));
  expect(rejection.code).toBe('iban-invalid');
  expect(rejection.details).toEqual({ pointer: '/account' });
  expect(rejection.message).toContain(message);
});

it.each([
  ['a number alone', '6-9412771'],
  ['the letters of a country without IBANs', 'US36SCBL0000001123456702'],
  ['letters where the check digits stand', 'PKAASCBL0000001123456702'],
  ['too few characters for any', 'PK36SCBL'],
  ['small letters, which are not looked at', 'pk36scbl0000001123456703'],
])('an account with %s is of another scheme', (_, account) => {
  expect(() => checkIban(account, '/account')).not.toThrow();
});

it('finds each wrong character and each pair that changed over, in every country', () => {
  const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  const iban = fc
    .constantFrom(...ROWS)
    .chain(([country, length]) =>
      fc
        .array(letter, { minLength: Number(length) - 4, maxLength: Number(length) - 4 })
        .map((rest) => withCheckDigits(country, rest.join(''))),
    );
  fc.assert(
    fc.property(iban, fc.nat(), letter, (sound, at, other) => {
      expect(() => checkIban(sound, '/account')).not.toThrow();
      const place = 4 + (at % (sound.length - 5));
      const [one = '', two = ''] = sound.slice(place, place + 2);
      const swapped = sound.slice(0, place) + two + one + sound.slice(place + 2);
      if (one !== two && sameKind(one, two))
        expect(rejectionOf(() => checkIban(swapped, '/account')).code).toBe('iban-invalid');
      const wrong = sound.slice(0, place) + other + sound.slice(place + 1);
      if (other !== one && sameKind(other, one)) {
        expect(rejectionOf(() => checkIban(wrong, '/account')).code).toBe('iban-invalid');
      }
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});

/** A letter counts as two digits: where it stands for a digit, all behind it moves, and the rest may be the same by chance. */
function sameKind(one: string, two: string): boolean {
  return /\d/.test(one) === /\d/.test(two);
}

/** Worked out by whole numbers: 98 less the rest of what `00` in their place leaves. */
function withCheckDigits(country: string, rest: string): string {
  const digits = [...`${rest}${country}00`].map((char) => Number.parseInt(char, 36)).join('');
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${rest}`;
}

it.each([
  ['PK36SCBL0000001123456702', 'PK'],
  ['KZ86125KZT5004100100', 'KZ'],
  ['PK36SCBL000000112345670', undefined],
  ['ZZ36SCBL0000001123456702', undefined],
  ['0011223344', undefined],
])('%s is kept in %s', (account, country) => {
  expect(countryOfIban(account)).toBe(country);
});
