import { type MoneyJson, toMoney } from '@corridor/kernel';
import { millionths } from '../decimal.js';
import type { CreditTerms } from './credit-terms.js';

/** Bounds of an amount in minor units; both are allowed. */
export interface AmountBounds {
  readonly least: bigint;
  readonly most: bigint;
}

/** "about" and "approximately": a tenth (UCP 600, article 30(a)). */
const ABOUT_PERCENT = 10n;
/** What bulk goods may be more or less by, and drawings less by, where nothing else is told (30(b) and (c)). */
const FIVE_PERCENT = 5n;

/** Units of UN/ECE Recommendation 20 that count packing units or single things: of these, none more and none less (30(b)). */
const COUNTED: ReadonlySet<string> = new Set([
  'NAR',
  'C62',
  'EA',
  'H87',
  'NPR',
  'PR',
  'DZN',
  'CEN',
  'MIL',
  'GRO',
  'SET',
  'NMP',
  'NPT',
  'NCL',
  'DPC',
  'T3',
]);

/** The most that may be drawn in all: the amount with its tolerance, or a tenth more where it is told as "about". */
export function mostOf({
  amount,
  tolerance,
  about,
}: Pick<CreditTerms, 'amount' | 'tolerance' | 'about'>): bigint {
  const plus = about ? ABOUT_PERCENT : BigInt(tolerance?.plusPercent ?? 0);
  const { minor } = toMoney(amount);
  return minor + (minor * plus) / 100n;
}

/**
 * What one drawing of all the goods may come to. Where nothing is told and partial shipments are not allowed, it may be 5 % less, with the quantity
 * shipped in full and the price not reduced (30(c)). A bound that is no whole unit is rounded to the narrower side.
 */
export function boundsOfSingleDrawing(
  terms: Pick<CreditTerms, 'amount' | 'tolerance' | 'about'>,
): AmountBounds {
  const { amount, tolerance, about } = terms;
  const { minor } = toMoney(amount);
  const told = tolerance && BigInt(tolerance.minusPercent);
  const minus = about ? ABOUT_PERCENT : (told ?? FIVE_PERCENT);
  return { least: minor - (minor * minus) / 100n, most: mostOf(terms) };
}

/**
 * By how many hundredths a quantity may be more or less: by 10 where it is told as "about"; else, of goods that are not counted in packing units or
 * single things, by 5, as long as the drawings do not exceed the amount (30(a) and (b)).
 */
function quantityPercent({ unit, about }: NonNullable<CreditTerms['quantity']>): bigint {
  if (about) return ABOUT_PERCENT;
  return COUNTED.has(unit) ? 0n : FIVE_PERCENT;
}

/** Whether a quantity, in millionths of the unit of the credit, is not more than the credit asks for. */
export function isQuantityAtMost(shipped: bigint, asked: NonNullable<CreditTerms['quantity']>): boolean {
  return shipped * 100n <= millionths(asked.quantity) * (100n + quantityPercent(asked));
}

/** Whether it is not less. */
export function isQuantityAtLeast(shipped: bigint, asked: NonNullable<CreditTerms['quantity']>): boolean {
  return shipped * 100n >= millionths(asked.quantity) * (100n - quantityPercent(asked));
}

/** An amount in minor units of the currency of the terms. */
export function minorOf(money: MoneyJson): bigint {
  return toMoney(money).minor;
}
