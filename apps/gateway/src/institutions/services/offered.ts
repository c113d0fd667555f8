import { firstDay, lastDay, listMonths, type Month } from '../../calendar/month.js';
import { ratioOf } from '../../targets/ratio-of.js';

const DAY_MS = 86_400_000;
const KG_DIGITS = 6;

export interface Capacity {
  readonly basis: 'tonnes' | 'teu' | 'seats-and-belly';
  readonly tonnes?: string;
  readonly teu?: number;
  readonly seats?: number;
  readonly bellyKg?: number;
}

/** A stretch of days on which a service departs by one schedule, up to the day before `before` where that is known. */
export interface Period {
  readonly from: string;
  readonly before?: string;
  readonly departuresPerWeek: number;
  readonly capacity: Capacity;
}

/** What a schedule offers, in sevenths, since departures are told by the week: exact, and rounded where it is shown. */
export interface Offered {
  readonly departures: bigint;
  /** Undefined where a departure is told in containers, whose load has no fixed mass. */
  readonly kg: bigint | undefined;
  /** Undefined where none is. */
  readonly teu: bigint | undefined;
}

const NOTHING: Offered = { departures: 0n, kg: undefined, teu: undefined };

/** What is offered in a month, up to and with the day `today` (`YYYY-MM-DD`). */
export function offeredIn(month: Month, periods: readonly Period[], today: string): Offered {
  const last = lastDay(month) < today ? lastDay(month) : today;
  return periods
    .map(({ from, before, departuresPerWeek, capacity }) => {
      const firstMs = Math.max(Date.parse(from), Date.parse(firstDay(month)));
      const behind = before !== undefined && before <= last ? before : nextDay(last);
      const days = Math.max(0, Math.round((Date.parse(behind) - firstMs) / DAY_MS));
      return days === 0 ? NOTHING : offeredBy(BigInt(days * departuresPerWeek), capacity);
    })
    .reduce(together, NOTHING);
}

/** What is offered in some months together. */
export function offeredInAll(from: Month, to: Month, periods: readonly Period[], today: string): Offered {
  return listMonths(from, to)
    .map((month) => offeredIn(month, periods, today))
    .reduce(together, NOTHING);
}

/** As they are shown: departures with two digits, tonnes with three, containers with two. */
export function shownOf({ departures, kg, teu }: Offered) {
  return {
    departures: ratioOf(departures.toString(), '7', 2) ?? '0.00',
    tonnes: kg === undefined ? null : ratioOf(kg.toString(), '7000', 3),
    teu: teu === undefined ? null : ratioOf(teu.toString(), '7', 2),
  };
}

/** Load ÷ capacity offered, four digits; null where no mass is offered. @param loadKg with at most six digits behind the point */
export function loadFactorOf(loadKg: string, { kg }: Offered): string | null {
  if (kg === undefined) return null;
  return ratioOf((millionthsOf(loadKg) * 7n).toString(), (kg * 10n ** BigInt(KG_DIGITS)).toString(), 4);
}

/** A mass in whole millionths of a kilogram. */
export function millionthsOf(kg: string): bigint {
  const [whole = '', fraction = ''] = kg.split('.');
  return BigInt(whole + fraction.padEnd(KG_DIGITS, '0'));
}

function offeredBy(departures: bigint, { basis, tonnes = '0', teu = 0, bellyKg = 0 }: Capacity): Offered {
  if (basis === 'teu') return { departures, kg: undefined, teu: departures * BigInt(teu) };
  const kg = basis === 'tonnes' ? millionthsOf(tonnes) / 1_000n : BigInt(bellyKg);
  return { departures, kg: departures * kg, teu: undefined };
}

function together(one: Offered, other: Offered): Offered {
  const sum = (a: bigint | undefined, b: bigint | undefined) =>
    a === undefined ? b : b === undefined ? a : a + b;
  return {
    departures: one.departures + other.departures,
    kg: sum(one.kg, other.kg),
    teu: sum(one.teu, other.teu),
  };
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
