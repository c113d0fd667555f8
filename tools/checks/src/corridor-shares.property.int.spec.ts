import fc from 'fast-check';
import { allPages, figureOf } from '../../../apps/gateway/src/spec-kit/all-pages.js';
import { PROJECTIONS } from '../../../apps/reporting/src/projections.js';
import {
  cents,
  comparable,
  FIGURES,
  type Figure,
  type Json,
  SPEED,
  total,
  units,
} from './corridor-shares.spec-kit.js';
import { atHour, isToldAnew, ROUTES, storyOfVoyages, voyages } from './corridor-voyages.spec-kit.js';
import { type ToldLedger, tellLedger } from './told-ledger.spec-kit.js';

/** The log of this seed holds what is rare; the other one is of the seed that the tests begin with. */
const SEED = 20_261_128;
/** Of each log and figure, those of {@link ALWAYS} among them. */
const QUESTIONS = 5;
/** A failure is told at once, as it was drawn: each step of making it smaller would ask all pages again. */
const LIMITS = { numRuns: QUESTIONS, endOnFailure: true, timeout: 60_000 } as const;

const question = fc.record({
  /** How much of the log is known behind the plans. */
  percent: fc.oneof(fc.constant(100), fc.integer({ min: 0, max: 100 })),
  until: fc.option(fc.integer({ min: -1, max: 1_000 }), { freq: 2 }),
  months: fc.constantFrom(
    ['2026-01', '2026-04'],
    ['2026-02', '2026-02'],
    ['2026-02', '2026-03'],
    ['2026-01', '2026-01'],
  ),
  route: fc.oneof(fc.constant(null), fc.constant(null), fc.constantFrom(...ROUTES)),
  first: fc.integer({ min: 2, max: 9 }),
});
/** Of all, of nothing yet, and of a part by an instant: a page, and another one. */
const ALWAYS = [
  [{ percent: 100, until: null, months: ['2026-01', '2026-04'], route: null, first: 3 }],
  [{ percent: 0, until: null, months: ['2026-02', '2026-02'], route: null, first: 1 }],
  [{ percent: 100, until: 500, months: ['2026-01', '2026-04'], route: null, first: 4 }],
] satisfies [Question][];
type Question = typeof question extends fc.Arbitrary<infer Value> ? Value : never;
function argsOf({ head }: ToldLedger, figure: Figure, { percent, until, months, route }: Question): string {
  const [from, to] = months;
  return [
    `from: "${from}", to: "${to}", asOf: ${ROUTES.length + Math.floor(((head - ROUTES.length) * percent) / 100)}`,
    ...(until === null ? [] : [`occurredUntil: "${atHour(until)}"`]),
    ...(figure.isOfRoute && route !== null ? [`route: "${route}"`] : []),
  ].join(', ');
}

const worlds: ToldLedger[] = [];
beforeAll(async () => {
  const drawn = [{ seed: SEED, numRuns: 1 }, { numRuns: 1 }].flatMap((how) => fc.sample(voyages, how));
  for (const one of drawn)
    worlds.push(await tellLedger(storyOfVoyages(one), { projections: PROJECTIONS, batchMax: 40 }));
}, 180_000);
afterAll(async () => {
  for (const world of worlds) await world.stop();
});

function answerOf({ gateway }: ToldLedger, { name }: Figure, args: string, fields: string): Promise<Json> {
  return figureOf<Json>(gateway, `${name}(${args})`, fields);
}

/** What explains it, all pages of so many. */
function sharesOf(
  { gateway }: ToldLedger,
  { name, list: [list, fields] }: Figure,
  args: string,
  first: number,
): Promise<readonly Json[]> {
  return allPages<Json>(gateway, { figure: `${name}(${args})`, list, fields }, first);
}

it.each(FIGURES.map((figure) => [figure.name, figure] as const))(
  '%s is what the shares of all its pages come to, and its parts are, as of any position and what had happened by any instant',
  async (_, figure) => {
    // Else the property says nothing of it.
    const met = { pages: 0, nothing: 0, byAnInstant: 0 };
    for (const world of worlds) {
      await fc.assert(
        fc.asyncProperty(question, async (asked) => {
          const { until, first } = asked;
          const args = argsOf(world, figure, asked);
          const told = await answerOf(world, figure, args, figure.facts);
          const shares = await sharesOf(world, figure, args, first);
          expect([args, first, comparable(told)]).toEqual([args, first, figure.ofList(shares)]);
          expect(new Set(shares.map((share) => JSON.stringify(figure.key(share)))).size).toBe(shares.length);
          for (const [fields, partsOf] of figure.parts) {
            const parts = partsOf(await answerOf(world, figure, args, fields));
            expect([args, fields, figure.sums.map((of) => total(parts, of))]).toEqual([
              args,
              fields,
              figure.sums.map((of) => of(told)),
            ]);
          }
          // The other log, and what is drawn, may hold none.
          if (world !== worlds[0]) return;
          met.pages += shares.length > first ? 1 : 0;
          met.nothing += shares.length === 0 ? 1 : 0;
          met.byAnInstant += until !== null && shares.length > 0 ? 1 : 0;
        }),
        { ...LIMITS, examples: ALWAYS },
      );
    }
    for (const [what, times] of Object.entries(met)) expect([what, times > 0]).toEqual([what, true]);
  },
  240_000,
);

const named = (name: string): Figure => FIGURES.find((one) => one.name === name) as Figure;
const ALL = 'from: "2026-01", to: "2026-04"';

it('corridorSpeed without delay is never lower than with delay, of whatever, and nothing that took no time to move is measured', async () => {
  const figure = named('corridorSpeed');
  let compared = 0;
  const isNotLower = (of: Json) => {
    const [with_, without] = [of.withDelay, of.withoutDelay].map((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [one],
    );
    for (const [at, fast] of (without ?? []).entries()) {
      const slow = with_?.[at];
      expect([of, (fast === null) === (slow === null)]).toEqual([of, true]);
      if (fast === null) continue;
      expect([of, units(fast, 1) >= units(slow, 1)]).toEqual([of, true]);
      compared += 1;
    }
  };
  for (const world of worlds) {
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const args = argsOf(world, figure, asked);
        const fields = `${SPEED} bySection { ${SPEED} } northern { ${SPEED} }`;
        const told = await answerOf(world, figure, args, fields);
        const shares = await sharesOf(world, figure, args, 50);
        for (const of of [told, ...(told.bySection as Json[]), ...(told.northern as Json[]), ...shares])
          isNotLower(of);
        for (const { standing, movingSeconds } of shares)
          expect(units(movingSeconds, 3) > 0n).toBe(standing === 'COMPLETE');
      }),
      LIMITS,
    );
  }
  expect(compared).toBeGreaterThan(50);
});

it('the first log holds what is rare, whatever the other one is drawn as', async () => {
  const found: Record<string, number> = {};
  const find = (what: string, of: readonly unknown[]) => {
    found[what] = (found[what] ?? 0) + of.length;
  };
  const filled = (n: unknown) => (Number(n) > 0 ? [n] : []);
  for (const world of worlds.slice(0, 1)) {
    const of = (name: string, fields: string) => answerOf(world, named(name), ALL, fields);
    const all = (name: string) => sharesOf(world, named(name), ALL, 100);
    const isPart = ({ consignmentId }: Json) => Number(String(consignmentId).slice(-3)) > 100;
    const speed = await of('corridorSpeed', `${SPEED} ambiguous bySection { routes n }`);
    const trips = await all('corridorSpeed');
    find('trips that miss a scan', filled(speed.incomplete));
    find('stops that miss one', filled(speed.unmeasuredStops));
    find('trips of one of two sections', filled(speed.ambiguous));
    find('trips of parts', trips.filter(isPart));
    const bySection = speed.bySection as readonly {
      readonly routes: readonly string[];
      readonly n: number;
    }[];
    find(
      'trips over a section that several plans tell',
      bySection.filter(({ routes, n }) => routes.length > 1 && n > 0),
    );
    find(
      'trips that were all the time at stops',
      trips.filter(
        ({ standing, departedAt, arrivedAt }) =>
          standing === 'ANOMALY' && Date.parse(String(departedAt)) <= Date.parse(String(arrivedAt)),
      ),
    );
    const costs = await all('corridorCosts');
    find(
      'costs of trips that are not measured',
      filled((await of('corridorCosts', 'unmeasured')).unmeasured),
    );
    find('costs of parts', costs.filter(isPart));
    find(
      'costs that nobody says to be receipted',
      costs.filter(({ receipted }) => receipted === null),
    );
    find(
      'costs told anew',
      costs.filter(({ amountUsd }) => isToldAnew(cents(amountUsd))),
    );
    const goods = await all('corridorRoutes');
    const { none, ambiguous } = await of('corridorRoutes', 'none { n } ambiguous { n }');
    find('goods of no route', filled((none as Json).n));
    find('goods of one of several routes', filled((ambiguous as Json).n));
    find(
      'goods that were trans-shipped',
      goods.filter(({ modes }) => (modes as readonly string[]).length > 1),
    );
    find(
      'goods in another currency',
      goods.filter(({ value }) => value === null),
    );
    find('goods of parts', goods.filter(isPart));
    for (const name of ['borderCrossings', 'checkpointDwell']) {
      const { incomplete, anomalies } = await of(name, 'incomplete anomalies');
      find(`${name} that miss a scan`, filled(incomplete));
      find(`${name} that cannot be right`, filled(anomalies));
    }
  }
  for (const [what, times] of Object.entries(found)) expect([what, times > 0]).toEqual([what, true]);
});
