import type { RouteLeg, TransportMode } from '@corridor/domain';
import fc from 'fast-check';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';
import {
  payFor,
  withdrawCost,
} from '../../../apps/reporting/src/transport-costs/transport-cost-story.spec-kit.js';
import { liveMixed } from './cells.spec-kit.js';

const HOUR_MS = 3_600_000;
/** Half a day before a month ends by the clocks of Pakistan and Kazakhstan. */
export const BEGAN_MS = Date.UTC(2026, 0, 31, 7);
export const atHour = (hour: number): string => new Date(BEGAN_MS + hour * HOUR_MS).toISOString();

/** Places one behind the other, and by what goods go on from each: trans-shipped where that changes. */
const WAYS: Readonly<Record<string, readonly (readonly [place: string, mode: TransportMode])[]>> = {
  torkham: [
    ['PKLYP', 'road'],
    ['PKTOR', 'road'],
    ['AFRKH', 'road'],
    ['KZALA', 'road'],
  ],
  // Seen at the one gate that two roads have: nobody knows which was gone.
  'one of two': [
    ['PKLYP', 'road'],
    ['PKTOR', 'road'],
    ['KZALA', 'road'],
  ],
  // By rail from the border on: of no section.
  transloaded: [
    ['PKLYP', 'road'],
    ['PKTOR', 'rail'],
    ['AFRKH', 'rail'],
    ['KZALA', 'rail'],
  ],
  chaman: [
    ['PKLYP', 'road'],
    ['PKCMN', 'road'],
    ['AFSBK', 'road'],
    ['KZALA', 'road'],
  ],
  sea: [
    ['PKLYP', 'road'],
    ['PKKHI', 'sea'],
    ['IRBND', 'rail'],
    ['KZSRY', 'rail'],
    ['KZALA', 'rail'],
  ],
  north: [
    ['PKLYP', 'road'],
    ['PKKHI', 'sea'],
    ['RULED', 'rail'],
    ['KZALA', 'rail'],
  ],
  // By a border where nobody scanned: of no route that is known.
  unseen: [
    ['PKLYP', 'road'],
    ['KZALA', 'road'],
  ],
  // Over one section three times: there, back and there.
  'to and fro': [
    ['PKLYP', 'road'],
    ['PKTOR', 'road'],
    ['AFRKH', 'road'],
    ['KZALA', 'road'],
    ['AFRKH', 'road'],
    ['PKLYP', 'road'],
    ['AFRKH', 'road'],
    ['KZALA', 'road'],
  ],
};

const source = 'a plan';
const leg = (
  from: string,
  to: string,
  mode: TransportMode,
  borderPoints: readonly string[],
  km?: string,
): RouteLeg => ({
  ...{ from, to, mode, borderPoints, source },
  ...(km !== undefined && { distance: { km, source } }),
});
/** Two plans of one section, which tell other kilometres of it; another way between its ends; one without kilometres; and ways in several legs. */
const PLANS: Readonly<Record<string, (km: string) => readonly RouteLeg[]>> = {
  'lahore-almaty-torkham': (km) => [leg('PKLYP', 'KZALA', 'road', ['PKTOR', 'AFRKH'], km)],
  'lahore-almaty-again': (km) => [leg('PKLYP', 'KZALA', 'road', ['PKTOR', 'AFRKH'], km)],
  'lahore-almaty-herat': (km) => [leg('PKLYP', 'KZALA', 'road', ['PKTOR', 'AFHEA'], km)],
  'lahore-almaty-chaman': () => [leg('PKLYP', 'KZALA', 'road', ['PKCMN', 'AFSBK'])],
  'lahore-almaty-sea': (km) => [
    leg('PKLYP', 'PKKHI', 'road', [], '1200'),
    leg('PKKHI', 'IRBND', 'sea', []),
    leg('IRBND', 'KZALA', 'rail', ['KZSRY'], km),
  ],
  'northern-baseline': (km) => [
    leg('KZALA', 'RULED', 'rail', [], km),
    leg('RULED', 'PKKHI', 'sea', [], '12000'),
  ],
};
export const ROUTES = Object.keys(PLANS);

const CENTS = [0, 1, 330, 90_001] as const;
/** So much more is told of a cost whose first telling is withdrawn: no cost is told so at first. */
const MORE_CENTS = 7;
export const isToldAnew = (cents: bigint): boolean =>
  CENTS.some((first) => BigInt(first + MORE_CENTS) === cents);

const cost = fc.record({
  scope: fc.constantFrom(
    ...(['KZALA', 'KZALA', 'KZALA', 'KZALA', 'KZALA', 'KZALA', 'PKKHI'] as const).map((to) => ({
      ...{ basis: 'section' as const, from: 'PKLYP', to },
    })),
    { basis: 'section' as const, from: 'IRBND', to: 'KZALA' },
    { basis: 'section' as const, from: 'RULED', to: 'KZALA' },
    { basis: 'section' as const, from: 'KZALA', to: 'PKLYP' },
    // At the place where the goods are.
    ...(['here', 'here', 'here', 'here', 'here', 'here'] as const),
  ),
  kind: fc.constantFrom('freight' as const, 'tolls' as const, 'waiting' as const),
  cents: fc.constantFrom(...CENTS),
  receipted: fc.constantFrom(true, false, null),
  becomes: fc.constantFrom('stands', 'stands', 'withdrawn', 'told anew'),
});
const stop = fc.record({
  /** Hours under way to there, and there: often none, and below 0 by a wrong clock. */
  under: fc.constantFrom(0, 0, 5, 40),
  stay: fc.constantFrom(0, 3, 3, 30, -2),
  scanned: fc.constantFrom(
    ...Array.from({ length: 10 }, () => 'both' as const),
    ...(['arrival', 'departure', 'neither'] as const),
  ),
  withdrawn: fc.constantFrom(...Array.from({ length: 8 }, () => 'no'), 'left out', 'told anew'),
  isSplit: fc.constantFrom(...Array.from({ length: 6 }, () => false), true),
  costs: fc.array(cost, { maxLength: 3 }),
});
const goods = fc.record({
  way: fc.constantFrom('torkham', 'torkham', 'torkham', 'torkham', 'sea', ...Object.keys(WAYS)),
  began: fc.integer({ min: 0, max: 600 }),
  stops: fc.array(stop, { minLength: 8, maxLength: 8 }),
  end: fc.constantFrom('delivered', 'delivered', 'delivered', 'brought back', 'under way'),
  currency: fc.constantFrom('USD', 'USD', 'KZT'),
  amended: fc.option(fc.constantFrom('0.5', '1500.125', '20000')),
});
type Goods = typeof goods extends fc.Arbitrary<infer Value> ? Value : never;
type Stop = Goods['stops'][number];
const revision = fc.record({
  route: fc.constantFrom(...ROUTES),
  km: fc.constantFrom('900.5', '3700', '3800', '4000.5'),
  hour: fc.integer({ min: 0, max: 600 }),
});

/** Some goods on their ways, what is paid for them, and plans that are revised meanwhile. */
export const voyages = fc.record({
  goods: fc.array(goods, { minLength: 32, maxLength: 32 }),
  revisions: fc.array(revision, { minLength: 6, maxLength: 6 }),
  seed: fc.nat(),
});
type Voyages = typeof voyages extends fc.Arbitrary<infer Value> ? Value : never;
type Step = () => void;

const seen: Stop = {
  ...{ under: 5, stay: 3, scanned: 'both', withdrawn: 'no', isSplit: false, costs: [] },
};
const section = { basis: 'section', from: 'PKLYP', to: 'KZALA' } as const;
/** Rare by chance: goods that are split at the border, whose parts are seen all the way and pay for all of it, told anew and without a word of a receipt. */
const SPLIT: Goods = {
  ...{ way: 'torkham', began: 10, end: 'delivered', currency: 'USD', amended: null },
  stops: [
    { ...seen, isSplit: true },
    seen,
    {
      ...seen,
      costs: [{ scope: section, kind: 'freight', cents: 1, receipted: null, becomes: 'told anew' }],
    },
    ...[seen, seen, seen, seen, seen],
  ],
};
const UNSEEN: Goods = {
  ...{ way: 'unseen', began: 10, end: 'delivered', currency: 'KZT', amended: null, stops: [seen] },
};
/** Each has an id of its own. */
let lastCost = 10_000;

/** As real deciders tell it, the ways mixed: what they refuse is not told. */
export function storyOfVoyages({ goods: all, revisions, seed }: Voyages): Story {
  const story = new Story();
  for (const routeId of ROUTES) {
    const legs = PLANS[routeId]?.('3800') ?? [];
    story.road({ type: 'DefineRoute', occurredAt: atHour(-1), data: { routeId, name: routeId, legs } });
  }
  const lives = [SPLIT, UNSEEN, ...all].map((one, index) => lifeOf(story, index + 1, one));
  const plans = revisions.map(({ route: routeId, km, hour }) => () => {
    const data = { routeId, wrong: 'the kilometres', reason: 'driven', legs: PLANS[routeId]?.(km) ?? [] };
    story.road({ type: 'RevisePlan', occurredAt: atHour(hour), data });
  });
  // A plan is revised now and then while the goods go on.
  liveMixed([...lives, ...plans.map((plan) => [plan])], seed);
  return story;
}

/** The steps of goods; of a whole that is split, those of both halves behind it. */
function lifeOf(story: Story, id: number, { way, began, stops, end, currency, amended }: Goods): Step[] {
  const [[origin, mode] = ['PKLYP', 'road'] as const, ...places] = WAYS[way] ?? [];
  const lineOf = (kg: string) => {
    const value = { amount: '1000.00', currency };
    return { ...line(1, '520100', '1000.00'), netMassKg: kg, quantity: kg, value };
  };
  const steps: Step[] = [
    () => story.declare(id, [lineOf('1000')], atHour(began)),
    () =>
      story.step(id, atHour(began), {
        type: 'DispatchConsignment',
        data: { location: origin, transportMode: mode },
      }),
  ];
  if (amended !== null) {
    const data = { reason: 'weighed', lines: [lineOf(amended)] };
    steps.push(() => story.step(id, atHour(began), { type: 'AmendConsignment', data }));
  }
  const out = stops.at(-1);
  if (out && out.scanned !== 'arrival') {
    const data = { location: origin, movement: 'departed' as const };
    steps.push(() => story.step(id, atHour(began), { type: 'RecordCheckpoint', data }));
  }
  let [hour, before] = [began, mode];
  let goingOn: readonly number[] = [id];
  for (const [index, [location, on]] of places.entries()) {
    const at = stops[index] ?? stops[0];
    if (at === undefined) break;
    const [arrived, departed] = [hour + at.under, hour + at.under + at.stay];
    hour = Math.max(arrived, departed);
    for (const one of goingOn) {
      const seen = scansOf(story, one, location, at, arrived, departed);
      const change = { location, from: before, to: on };
      const transloading = () =>
        story.step(one, atHour(arrived), { type: 'TransloadConsignment', data: change });
      steps.push(
        ...seen,
        ...(before === on ? [] : [transloading]),
        ...costsOf(story, one, location, at, arrived),
      );
    }
    before = on;
    if (at.isSplit && goingOn.length === 1 && index < places.length - 1) {
      const halves = [id + 100, id + 200];
      const kg = amended ?? '1000';
      const splitAt = atHour(hour);
      steps.push(() => split(story, id, location, on, splitAt, kg, halves));
      goingOn = halves;
    }
  }
  const data = { location: places.at(-1)?.[0] ?? 'KZALA' };
  for (const one of goingOn) {
    if (end === 'delivered')
      steps.push(() => story.step(one, atHour(hour), { type: 'DeliverConsignment', data }));
    if (end === 'brought back') {
      const back = { location: 'PKLYP', reason: 'refused' };
      steps.push(() => story.step(one, atHour(hour + 90), { type: 'ReturnConsignment', data: back }));
    }
  }
  return steps;
}

function scansOf(
  story: Story,
  id: number,
  location: string,
  { scanned, withdrawn }: Stop,
  arrived: number,
  departed: number,
): Step[] {
  const scan = (movement: 'arrived' | 'departed', hour: number) => () =>
    story.step(id, atHour(hour), { type: 'RecordCheckpoint', data: { location, movement } });
  const steps: Step[] = [];
  if (scanned === 'both' || scanned === 'arrival') steps.push(scan('arrived', arrived));
  if (scanned === 'both' || scanned === 'departure') steps.push(scan('departed', departed));
  if (withdrawn === 'no') return steps;
  const data = { location, movement: 'departed' as const, seenAt: atHour(departed), reason: 'misread' };
  steps.push(() => story.step(id, atHour(departed + 1), { type: 'WithdrawCheckpoint', data }));
  if (withdrawn === 'told anew') steps.push(scan('departed', departed + 2));
  return steps;
}

function costsOf(story: Story, id: number, location: string, { costs }: Stop, hour: number): Step[] {
  return costs.flatMap(({ scope: of, kind, cents, receipted, becomes }) => {
    lastCost += 1;
    const costId = lastCost;
    const scope = of === 'here' ? ({ basis: 'place', location } as const) : of;
    const pay = (minor: number) => () =>
      payFor(story, costId, id, (minor / 100).toFixed(2), atHour(hour), { kind, scope, receipted });
    const steps: Step[] = [pay(cents)];
    if (becomes !== 'stands') steps.push(() => withdrawCost(story, costId, id, atHour(hour + 7)));
    if (becomes === 'told anew') steps.push(pay(cents + MORE_CENTS));
    return steps;
  });
}

/** In a part of a quarter and the rest, which go on from there. */
function split(
  story: Story,
  id: number,
  location: string,
  mode: TransportMode,
  at: string,
  kg: string,
  halves: readonly number[],
): void {
  const quarter = Number(kg) / 4;
  const masses = [`${quarter}`, `${Number(kg) - quarter}`];
  const parts = halves.map((half, nth) => {
    const mass = masses[nth] ?? '0';
    return { consignmentId: uuid(half), lines: [{ lineNumber: 1, quantity: mass, netMassKg: mass }] };
  });
  story.step(id, at, { type: 'SplitConsignment', data: { location, parts } });
  for (const [nth, half] of halves.entries()) {
    const mass = masses[nth] ?? '0';
    const goods = { ...line(1, '520100', '250.00'), netMassKg: mass, quantity: mass };
    story.declare(half, [goods], at);
    story.step(half, at, { type: 'DispatchConsignment', data: { location, transportMode: mode } });
  }
}
