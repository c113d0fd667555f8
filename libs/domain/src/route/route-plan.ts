import { type MoneyJson, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkCurrency, checkPositive, checkPositiveDecimal, refuse } from '../checks.js';
import type { RouteLeg, Tariff } from './route.events.js';

/** Digits behind the point of kilometres and days. */
const DIGITS_MAX = 1;

/** What the whole way takes; each is absent where a leg does not tell it, since a sum with a hole would be too small. */
export interface RouteTotals {
  readonly km?: string;
  readonly days?: string;
  readonly costPerTonne?: MoneyJson;
}

/**
 * @throws Rejection with a pointer into `/legs`: `legs-missing`, `leg-without-way`, `legs-not-joined`, `place-twice`,
 *   `not-a-positive-decimal`, `amount-not-positive`, or `currency-differs` where costs are not all in one currency.
 */
export function checkPlan(legs: readonly RouteLeg[]): void {
  if (legs.length === 0) refuse('legs-missing', 'A route has at least one leg.', '/legs');
  const currency = legs.find(({ cost }) => cost)?.cost?.perTonne.currency;
  // Each place is passed once: a way that comes back to where it was is two routes.
  const passed = new Set([legs[0]?.from]);
  const pass = (place: string, pointer: string) => {
    if (passed.has(place)) refuse('place-twice', `The route passes ${place} twice.`, pointer);
    passed.add(place);
  };
  for (const [index, leg] of legs.entries()) {
    const at = `/legs/${index}`;
    const before = legs[index - 1];
    if (before && before.to !== leg.from) {
      refuse(
        'legs-not-joined',
        `It begins at ${leg.from}; the leg before ends at ${before.to}.`,
        `${at}/from`,
      );
    }
    if (leg.from === leg.to) refuse('leg-without-way', 'A leg ends elsewhere than it began.', `${at}/to`);
    for (const [border, place] of leg.borderPoints.entries()) {
      // A border may be an end of the leg: the first one its beginning, the last one its end.
      if (border === 0 && place === leg.from) continue;
      if (border === leg.borderPoints.length - 1 && place === leg.to) continue;
      pass(place, `${at}/borderPoints/${border}`);
    }
    pass(leg.to, `${at}/to`);
    if (leg.distance) checkPositiveDecimal(leg.distance.km, DIGITS_MAX, `${at}/distance/km`);
    if (leg.duration) checkPositiveDecimal(leg.duration.days, DIGITS_MAX, `${at}/duration/days`);
    if (leg.cost) {
      checkPositive(leg.cost.perTonne, `${at}/cost/perTonne`);
      checkCurrency(leg.cost.perTonne, currency ?? '', `${at}/cost/perTonne`);
    }
  }
}

/** What the legs of a plan that was checked take together. */
export function routeTotals(legs: readonly RouteLeg[]): RouteTotals {
  const km = decimalSum(legs.map(({ distance }) => distance?.km));
  const days = decimalSum(legs.map(({ duration }) => duration?.days));
  const costs = legs.flatMap(({ cost }) => cost?.perTonne ?? []);
  const [first] = costs;
  return {
    ...(km !== undefined && { km }),
    ...(days !== undefined && { days }),
    ...(first &&
      costs.length === legs.length && {
        costPerTonne: toMoneyJson(
          sum(
            first.currency,
            costs.map((cost) => toMoney(cost)),
          ),
        ),
      }),
  };
}

/** The tariffs that hold on a day (`YYYY-MM-DD`): of each basis the latest that began by then. */
export function tariffsInForce(tariffs: readonly Tariff[], day: string): readonly Tariff[] {
  // Days as YYYY-MM-DD sort as texts.
  return tariffs.filter(
    ({ basis, validFrom }) =>
      validFrom <= day &&
      !tariffs.some(
        (other) => other.basis === basis && other.validFrom <= day && other.validFrom > validFrom,
      ),
  );
}

/** `undefined` where one of them is. */
function decimalSum(decimals: readonly (string | undefined)[]): string | undefined {
  let tenths = 0n;
  for (const decimal of decimals) {
    if (decimal === undefined) return undefined;
    const [whole = '', fraction = ''] = decimal.split('.');
    tenths += BigInt(whole + fraction.padEnd(DIGITS_MAX, '0'));
  }
  const rest = tenths % 10n;
  return rest === 0n ? `${tenths / 10n}` : `${tenths / 10n}.${rest}`;
}
