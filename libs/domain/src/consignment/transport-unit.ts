import { refuse } from '../checks.js';
import type { TransportUnit } from './goods.js';

/** @throws Rejection `unit-number-malformed` with `pointer` for a number that no unit of this kind has. */
export function checkUnitNumber(
  { kind, number }: Pick<TransportUnit, 'kind' | 'number'>,
  pointer: string,
): void {
  const { isNumber, words } = KINDS[kind];
  if (!isNumber(number)) refuse('unit-number-malformed', `"${number}" is no number of ${words}.`, pointer);
}

const KINDS: Readonly<Record<TransportUnit['kind'], { isNumber(text: string): boolean; words: string }>> = {
  container: { isNumber: isContainerNumber, words: 'a container by ISO 6346, such as "CSQU3054383"' },
  wagon: {
    isNumber: (text) => /^(\d{8}|\d{12})$/.test(text) && endsInLuhnDigit(text),
    words: 'a wagon: 8 digits on the 1,520 mm gauge, 12 by UIC, the last one their check digit',
  },
  'air-waybill': {
    isNumber: isAirWaybillNumber,
    words: 'an air waybill by IATA resolution 600a, such as "214-12345675"',
  },
  truck: {
    isNumber: (text) => /^[\p{L}\p{N}](?:[\p{L}\p{N} ./-]{0,18}[\p{L}\p{N}])?$/u.test(text),
    words: 'a truck: letters and digits of its registration, at most 20',
  },
};

/**
 * ISO 6346: three letters of the owner, `U`, `J` or `Z`, six digits, and a check digit: the sum of all values, each times two to the
 * power of its place, modulo 11 (10 counts as 0). Letters are worth 10 upwards, leaving multiples of 11 out.
 */
function isContainerNumber(text: string): boolean {
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(text)) return false;
  let total = 0;
  for (let place = 0; place < 10; place += 1) {
    const code = text.charCodeAt(place);
    const letter = code - 'A'.charCodeAt(0) + 10;
    // 10 to 38 without 11, 22 and 33: one more is left out for each ten letters.
    const value =
      code < 'A'.charCodeAt(0) ? code - '0'.charCodeAt(0) : letter + Math.floor((letter - 1) / 10);
    total += value * 2 ** place;
  }
  return (total % 11) % 10 === Number(text.at(-1));
}

/** Wagons of both gauges: digits times 2, 1, 2, 1 … from the left of the check digit, sums of digits, up to the next ten. */
function endsInLuhnDigit(text: string): boolean {
  let total = 0;
  for (const [index, digit] of [...text].reverse().entries()) {
    const product = Number(digit) * (index % 2 === 0 ? 1 : 2);
    total += product > 9 ? product - 9 : product;
  }
  return total % 10 === 0;
}

/** Three digits of the airline, seven of the waybill and their remainder by 7. */
function isAirWaybillNumber(text: string): boolean {
  const match = /^\d{3}-(\d{7})(\d)$/.exec(text);
  return match !== null && Number(match[1]) % 7 === Number(match[2]);
}
