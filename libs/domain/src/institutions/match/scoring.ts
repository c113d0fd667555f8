import { toMoney } from '@corridor/kernel';
import { millionths } from '../../decimal.js';
import type { KnownNeed } from '../need/need.js';

/** The goods are the same by one of the codes, or the chapter is the same alone. */
export type MatchStrength = 'strong' | 'weak';

/** How well two needs fit, of 100: `total` is the sum of the parts. */
export interface MatchScore {
  readonly total: number;
  readonly goods: number;
  readonly quantity: number;
  readonly validity: number;
  readonly price: number;
}

/** What scores less beside the price is not proposed. Goods that are the same score more alone. Prices have no say: by whether there is a match, a firm could find the price of the other one. */
export const MATCH_FIT_MIN = 33;

/** Points for goods, from which on they are the same. */
const SAME_GOODS_MIN = 40;

const QUANTITY_MAX = 20n;
const VALIDITY_MAX = 15;
/** Days that both stand, from which on there is time enough. */
const VALIDITY_DAYS = 30;
const PRICE_MAX = 15n;
/** Where nobody can tell whether the prices meet. */
const PRICE_UNKNOWN = 7;
const DAY_MS = 86_400_000;

/** Units of mass, in grams. All others are compared with themselves alone. */
const GRAMS: Readonly<Record<string, bigint>> = { GRM: 1n, KGM: 1_000n, DTN: 100_000n, TNE: 1_000_000n };

/**
 * How an offer fits what is sought, a pure function of both as they stand:
 * - goods: 50 where six digits are the same, 40 where the one code is the heading of the other, or both are that heading; weak, 25 within one heading and 15 within one chapter;
 * - quantity: 20 × the smaller ÷ the larger, rounded down, in one unit and for one period; 0 where the one is meant once and the other again and again;
 * - validity: 15 × the days on which both stand, of at most 30, ÷ 30, rounded down;
 * - price: 15 where the offer asks no more than is sought for, less 1 for each percent begun that it asks more; 7 where one of them tells none, or in another currency.
 * @returns `undefined` where they do not fit: the same side, firm or country, other goods, units that cannot be compared, no day on which both stand, or too low a score.
 */
export function matchOf(
  offer: KnownNeed,
  seek: KnownNeed,
): { readonly strength: MatchStrength; readonly score: MatchScore } | undefined {
  if (offer.status !== 'open' || seek.status !== 'open') return undefined;
  if (offer.subject.side !== 'offer' || seek.subject.side !== 'seek') return undefined;
  if (offer.subject.firm.participantId === seek.subject.firm.participantId) return undefined;
  if (offer.subject.country === seek.subject.country) return undefined;
  const goods = goodsOf(offer.subject.hs, seek.subject.hs);
  const units = unitsOf(offer.terms.unit, seek.terms.unit);
  const days = daysBoth(offer, seek);
  if (goods === 0 || !units || days <= 0) return undefined;
  const quantity = quantityOf(offer, seek, units);
  const validity = Math.floor((VALIDITY_MAX * Math.min(days, VALIDITY_DAYS)) / VALIDITY_DAYS);
  const price = priceOf(offer, seek, units);
  const fit = goods + quantity + validity;
  if (fit < MATCH_FIT_MIN) return undefined;
  const total = fit + price;
  const strength = goods >= SAME_GOODS_MIN ? 'strong' : 'weak';
  return { strength, score: { total, goods, quantity, validity, price } };
}

function goodsOf(one: string, other: string): number {
  if (one.slice(0, 2) !== other.slice(0, 2)) return 0;
  const shorter = Math.min(one.length, other.length);
  if (shorter >= 4 && one.slice(0, shorter) === other.slice(0, shorter)) return shorter === 6 ? 50 : 40;
  return shorter >= 4 && one.slice(0, 4) === other.slice(0, 4) ? 25 : 15;
}

/** How much one unit of each is of what both can be counted in. */
interface Units {
  readonly offer: bigint;
  readonly seek: bigint;
}

function unitsOf(offer: string, seek: string): Units | undefined {
  if (offer === seek) return { offer: 1n, seek: 1n };
  const [one, other] = [GRAMS[offer], GRAMS[seek]];
  return one && other ? { offer: one, seek: other } : undefined;
}

/** The days on which both stand; 0 or less where there is none. */
function daysBoth(offer: KnownNeed, seek: KnownNeed): number {
  const ms = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const from = Math.max(ms(offer.postedOn), ms(seek.postedOn));
  const until = Math.min(ms(offer.terms.validUntil), ms(seek.terms.validUntil));
  return (until - from) / DAY_MS + 1;
}

function quantityOf(offer: KnownNeed, seek: KnownNeed, units: Units): number {
  if ((offer.terms.per === 'once') !== (seek.terms.per === 'once')) return 0;
  const yearly = ({ terms }: KnownNeed, unit: bigint) =>
    millionths(terms.quantity) * unit * (terms.per === 'monthly' ? 12n : 1n);
  const [one, other] = [yearly(offer, units.offer), yearly(seek, units.seek)];
  const [smaller, larger] = one < other ? [one, other] : [other, one];
  return Number((QUANTITY_MAX * smaller) / larger);
}

function priceOf({ terms: offer }: KnownNeed, { terms: seek }: KnownNeed, units: Units): number {
  if (!offer.unitPrice || offer.unitPrice.currency !== seek.unitPrice?.currency) return PRICE_UNKNOWN;
  // For one gram, times both units: exact.
  const asked = toMoney(offer.unitPrice).minor * units.seek;
  const given = toMoney(seek.unitPrice).minor * units.offer;
  if (asked <= given) return Number(PRICE_MAX);
  const percentBegun = ((asked - given) * 100n + given - 1n) / given;
  return Number(percentBegun >= PRICE_MAX ? 0n : PRICE_MAX - percentBegun);
}
