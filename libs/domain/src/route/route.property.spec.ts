import { Rejection, toMoney } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type KnownRoute,
  type RouteCommand,
  type RouteLeg,
  type RouteState,
  route,
  routeTotals,
  tariffsInForce,
} from '../index.js';

const SEED = 20_261_126;
const routeId = 'a-route';
const PLACES = ['PKKHI', 'PKTOR', 'AFKBL', 'UZTER', 'KZALA'];

const tenths = fc.integer({ min: 1, max: 99_999 });
const decimal = (count: number): string => `${Math.floor(count / 10)}.${count % 10}`;
const facts = fc.record({ km: fc.option(tenths), days: fc.option(tenths), cents: fc.option(tenths) });

/** A way over all the places, of which each leg tells some facts. */
const plan = fc.array(facts, { minLength: PLACES.length - 1, maxLength: PLACES.length - 1 });
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

const legsOf = (drawn: Plan): readonly RouteLeg[] =>
  drawn.map(({ km, days, cents }, index) => ({
    from: PLACES[index] ?? '',
    to: PLACES[index + 1] ?? '',
    mode: 'road',
    borderPoints: [],
    ...(km !== null && { distance: { km: decimal(km), source: 'x' } }),
    ...(days !== null && { duration: { days: decimal(days), source: 'x' } }),
    ...(cents !== null && {
      cost: { perTonne: { amount: (cents / 100).toFixed(2), currency: 'USD' }, source: 'x' },
    }),
  }));

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
const command: fc.Arbitrary<RouteCommand> = fc
  .oneof(
    plan.map((drawn) => ({
      type: 'DefineRoute' as const,
      data: { routeId, name: 'A', legs: legsOf(drawn) },
    })),
    fc.constant({ type: 'OpenRoute' as const, data: { routeId, source: 'x' } }),
    fc
      .constantFrom('flood', 'strike')
      .map((reason) => ({ type: 'SuspendRoute' as const, data: { routeId, reason } })),
    fc.constant({ type: 'ReopenRoute' as const, data: { routeId, reason: 'x' } }),
    fc
      .record({ basis: fc.constantFrom('tonne' as const, 'truck' as const), validFrom: day, cents: tenths })
      .map(({ cents, ...tariff }) => ({
        type: 'SetTariff' as const,
        data: {
          routeId,
          ...tariff,
          price: { amount: (cents / 100).toFixed(2), currency: 'USD' },
          source: 'x',
        },
      })),
    plan.map((drawn) => ({
      type: 'RevisePlan' as const,
      data: { routeId, wrong: 'x', reason: 'x', legs: legsOf(drawn) },
    })),
  )
  .map((asked) => ({ ...asked, occurredAt: '2026-03-01T10:00:00+05:00' }) as RouteCommand);

/** All states that a history of commands goes through, those that were refused left out. */
function statesOf(commands: readonly RouteCommand[]): readonly RouteState[] {
  const states: RouteState[] = [route.initialState];
  for (const asked of commands) {
    const before = states.at(-1) ?? route.initialState;
    try {
      states.push(route.decide(asked, before).reduce(route.evolve, before));
    } catch (error) {
      if (!(error instanceof Rejection) || error.code !== 'illegal-step') throw error;
    }
  }
  return states;
}
const isKnown = (state: RouteState): state is KnownRoute => state.status !== 'unknown';

it('a command that was taken leads to nothing new when it comes again at once', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), command, (commands, last) => {
      const state = statesOf(commands).at(-1) ?? route.initialState;
      let after: RouteState;
      try {
        after = route.decide(last, state).reduce(route.evolve, state);
      } catch {
        return;
      }
      expect(route.decide(last, after)).toEqual([]);
    }),
    { seed: SEED },
  );
});

it('keeps its ends, is suspended for a reason or not at all, and has one tariff a basis and day', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      for (const state of statesOf(commands).filter(isKnown)) {
        expect([state.legs[0]?.from, state.legs.at(-1)?.to]).toEqual(['PKKHI', 'KZALA']);
        expect(state.suspension !== undefined).toBe(state.status === 'suspended');
        const keys = state.tariffs.map(({ basis, validFrom }) => `${basis} ${validFrom}`);
        expect(keys).toEqual([...new Set(keys)].sort());
      }
    }),
    { seed: SEED },
  );
});

it('on any day at most one tariff of a basis holds, and it is the latest that began', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), day, (commands, on) => {
      const state = statesOf(commands).at(-1);
      const tariffs = state && isKnown(state) ? state.tariffs : [];
      for (const basis of ['tonne', 'truck']) {
        const begun = tariffs.filter((tariff) => tariff.basis === basis && tariff.validFrom <= on);
        const held = tariffsInForce(tariffs, on).filter((tariff) => tariff.basis === basis);
        expect(held).toEqual(begun.slice(-1));
      }
    }),
    { seed: SEED },
  );
});

it('totals are the sums of the legs, and absent where one leg does not tell', () => {
  fc.assert(
    fc.property(plan, (drawn) => {
      const { km, days, costPerTonne } = routeTotals(legsOf(drawn));
      const sumOf = (values: readonly (number | null)[]) =>
        values.includes(null) ? undefined : values.reduce<number>((a, b) => a + (b ?? 0), 0);
      expect(km === undefined ? undefined : Math.round(Number(km) * 10)).toBe(sumOf(drawn.map((d) => d.km)));
      expect(days === undefined ? undefined : Math.round(Number(days) * 10)).toBe(
        sumOf(drawn.map((d) => d.days)),
      );
      expect(costPerTonne && Number(toMoney(costPerTonne).minor)).toBe(sumOf(drawn.map((d) => d.cents)));
    }),
    { seed: SEED },
  );
});
