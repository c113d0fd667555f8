import type { CarriageCut } from '@corridor/domain';
import fc from 'fast-check';
import {
  type Carried,
  type CarriedFact,
  carriedSums,
  fillCarriage,
  happenedBy,
  knownAt,
  type ToldMovement,
  type ToldPlan,
} from '../spec-kit/carriage-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const uuid = (of: number) => `00000000-0000-4000-8000-${String(of).padStart(12, '0')}`;
const pair = { reporter: 'PK', partner: 'KZ' };
const goods = (
  of: number,
  position: number,
  month: string,
  cents: bigint,
  occurredAt: string,
): CarriedFact => ({
  ...pair,
  position,
  month,
  flow: 'export',
  cents,
  consignmentId: uuid(of),
  occurredAt,
});
const moved = (
  of: number,
  position: number,
  kind: ToldMovement['kind'],
  place: string,
  occurredAt: string,
  mode: ToldMovement['mode'] = null,
): ToldMovement => ({
  consignmentId: uuid(of),
  position,
  kind,
  place,
  mode,
  at: Date.parse(occurredAt),
  occurredAt,
});

/**
 * | event | occurred    | what                                                                      |
 * | ----- | ----------- | ------------------------------------------------------------------------- |
 * | 1     | 1 January   | the route by Torkham is planned                                           |
 * | 2     | 10 January  | A, 100.00, cleared for export in January                                  |
 * | 3     | 12 January  | A leaves by lorry                                                         |
 * | 4     | 5 February  | A is seen at Torkham                                                      |
 * | 5     | 20 January  | B, 50.00, cleared in January, told behind 4                               |
 * | 6     | 22 January  | B leaves by train, told behind 4                                          |
 * | 7     | 10 February | B goes on by ship from Karachi                                            |
 * | 8     | 3 February  | C, 7.00, cleared in January as well, only now; nobody tells how it goes   |
 * | 9     | 1 March     | A's declaration is corrected: − 100.00 + 80.00                            |
 */
const HAND: Carried = {
  plans: [
    {
      routeId: 'torkham',
      position: 1,
      begins: 'PKKHI',
      ends: 'KZALA',
      gates: ['torkham'],
      occurredAt: '2026-01-01T10:00:00Z',
    },
  ],
  facts: [
    goods(1, 2, '2026-01', 10_000n, '2026-01-10T10:00:00Z'),
    goods(2, 5, '2026-01', 5_000n, '2026-01-20T10:00:00Z'),
    goods(3, 8, '2026-01', 700n, '2026-02-03T10:00:00Z'),
    goods(1, 9, '2026-01', -10_000n, '2026-03-01T10:00:00Z'),
    goods(1, 9, '2026-01', 8_000n, '2026-03-01T10:00:00Z'),
  ],
  movements: [
    moved(1, 3, 'leg', 'PKLYP', '2026-01-12T10:00:00Z', 'road'),
    moved(1, 4, 'arrived', 'AFRKH', '2026-02-05T10:00:00Z'),
    moved(2, 6, 'leg', 'PKLHE', '2026-01-22T10:00:00Z', 'rail'),
    moved(2, 7, 'leg', 'PKKHI', '2026-02-10T10:00:00Z', 'sea'),
  ],
};

beforeAll(async () => {
  ledger = await startFilledLedger();
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function fill(carried: Carried): Promise<void> {
  for (const table of ['facts', 'movements', 'route_plans', 'moved'])
    await ledger.owner.query(`DELETE FROM reporting.trade_${table}`);
  for (const fact of carried.facts) await ledger.fact(fact);
  const positions = [...carried.facts, ...carried.movements, ...carried.plans].map(
    ({ position }) => position,
  );
  await ledger.reach(Math.max(...positions));
  await fillCarriage(ledger, carried);
}

interface Row {
  readonly mode?: string | null;
  readonly port?: string | null;
  readonly route?: string | null;
  readonly mayBe?: readonly string[];
  readonly exports: { readonly amount: string };
  readonly imports: { readonly amount: string };
}
interface Answer {
  readonly total: { readonly amount: string };
  readonly byMode: readonly Row[];
  readonly byPort: readonly Row[];
  readonly byRoute: readonly Row[];
}
const SUMS = 'exports { amount } imports { amount }';
async function asked(
  asOf: number,
  until: string,
  months = 'from: "2026-01", to: "2026-03"',
): Promise<Answer> {
  const { data, errors } = await gateway.ask(
    `{ bilateralTrade(reporter: "PK", partner: "KZ", ${months}, asOf: ${asOf}, occurredUntil: "${until}") {
      total { amount } byMode { mode ${SUMS} } byPort { port ${SUMS} } byRoute { route mayBe ${SUMS} } } }`,
  );
  expect(errors).toEqual([]);
  return (data as { bilateralTrade: Answer }).bilateralTrade;
}

it('tells how goods went by an instant: what was told of them later does not count, and what was told late does', async () => {
  for (let at = 0; at < 9; at += 1) await ledger.event();
  await fill(HAND);
  const of = async (asOf: number, until: string) => {
    const { byMode, byPort, byRoute } = await asked(asOf, until);
    return [
      ...byMode.map(({ mode, exports }) => `${mode} ${exports.amount}`),
      ...byPort.map(({ port, exports }) => `${port} ${exports.amount}`),
      ...byRoute.map(({ route, exports }) => `${route} ${exports.amount}`),
    ];
  };
  const january = ['ROAD 100.00', 'RAIL 50.00', 'null 150.00', 'null 150.00'];
  expect(await of(9, '2026-01-31T23:59:59Z')).toEqual(january);
  // As the ledger knew it by the fourth event, B was not told yet.
  expect(await of(4, '2026-01-31T23:59:59Z')).toEqual(['ROAD 100.00', 'null 100.00', 'null 100.00']);
  expect(await of(9, '2026-01-11T00:00:00Z')).toEqual(['null 100.00', 'null 100.00', 'null 100.00']);
  expect(await of(9, '2026-02-06T00:00:00Z')).toEqual([
    ...['ROAD 100.00', 'RAIL 50.00', 'null 7.00'],
    ...['null 157.00'],
    ...['torkham 100.00', 'null 57.00'],
  ]);
  expect(await of(9, '2026-02-28T00:00:00Z')).toEqual([
    ...['ROAD 100.00', 'SEA 50.00', 'null 7.00'],
    ...['null 107.00', 'PKKHI 50.00'],
    ...['torkham 100.00', 'null 57.00'],
  ]);
  expect(await of(9, '2026-03-31T00:00:00Z')).toEqual([
    ...['ROAD 80.00', 'SEA 50.00', 'null 7.00'],
    ...['null 87.00', 'PKKHI 50.00'],
    ...['torkham 80.00', 'null 57.00'],
  ]);
});

const PLACES = ['PKKHI', 'PKTOR', 'AFRKH', 'UZTER', 'KZALA', 'KZAST'] as const;
const drawn = fc.record({
  what: fc.constantFrom('fact', 'fact', 'leg', 'arrived', 'arrived', 'not-arrived', 'plan'),
  of: fc.integer({ min: 1, max: 8 }),
  // Days from 1 January on, whatever the month.
  day: fc.integer({ min: 0, max: 110 }),
  month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
  flow: fc.constantFrom('export', 'import'),
  cents: fc.bigInt({ min: -90_000n, max: 90_000n }),
  place: fc.constantFrom(...PLACES),
  mode: fc.constantFrom('road', 'rail', 'sea'),
  route: fc.constantFrom('one', 'other'),
  gates: fc.constantFrom(['torkham'], ['torkham', 'hairatan']),
  ends: fc.constantFrom('KZALA', 'KZAST'),
});
const START = Date.parse('2026-01-01T00:00:00Z');
const dayAt = (day: number) => new Date(START + day * 86_400_000).toISOString();

/** Each tells one event, in this order. */
function carriedOf(
  events: readonly (typeof drawn extends fc.Arbitrary<infer Value> ? Value : never)[],
): Carried {
  const facts: CarriedFact[] = [];
  const movements: ToldMovement[] = [];
  const plans: ToldPlan[] = [];
  events.forEach(({ what, of, day, month, flow, cents, place, mode, route, gates, ends }, index) => {
    const position = index + 1;
    const occurredAt = dayAt(day);
    if (what === 'fact')
      facts.push({ ...pair, position, month, flow, cents, consignmentId: uuid(of), occurredAt });
    else if (what === 'plan')
      plans.push({ routeId: route, position, begins: 'PKKHI', ends, gates, occurredAt });
    else if (what === 'not-arrived') {
      // A scan that there is, if any.
      const wrong = movements.findLast(
        ({ consignmentId, kind }) => consignmentId === uuid(of) && kind === 'arrived',
      );
      if (wrong) movements.push({ ...wrong, kind: what, position, occurredAt });
    } else movements.push(moved(of, position, what, place, occurredAt, what === 'leg' ? mode : null));
  });
  return { facts, movements, plans };
}

it('is, for any log, position, instant and months, where the goods were that had been cleared by then, by what had happened', async () => {
  const EVENTS = 120;
  while ((await ledger.event()) < EVENTS);
  const cents = ({ amount }: { readonly amount: string }) => BigInt(amount.replace('.', ''));
  const fields = { mode: 'byMode', port: 'byPort', route: 'byRoute' } as const;
  const keys: Readonly<Record<CarriageCut, (row: Row) => string>> = {
    mode: ({ mode }) => mode?.toLowerCase() ?? '',
    port: ({ port }) => port ?? '',
    route: ({ route, mayBe }) => route ?? mayBe?.join(' ') ?? '',
  };
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: EVENTS, maxLength: EVENTS }), async (events) => {
      const carried = carriedOf(events);
      await fill(carried);
      const questions = fc.sample(
        fc.record({
          asOf: fc.integer({ min: 1, max: events.length - 1 }),
          day: fc.integer({ min: -1, max: 112 }),
          month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
        }),
        12,
      );
      for (const { asOf, day, month } of questions) {
        const counted = happenedBy(knownAt(carried, asOf), START + day * 86_400_000);
        // ledger.reach stands at the last thing told.
        const answer = await asked(
          Math.min(asOf, lastOf(carried)),
          dayAt(day),
          `from: "${month}", to: "2026-03"`,
        );
        for (const cut of ['mode', 'port', 'route'] as const) {
          const expected = new Map<string, readonly [bigint, bigint]>();
          for (const [id, [exports, imports]] of carriedSums(counted, cut)) {
            const [, , of = '', key = ''] = id.split('/');
            if (of < month) continue;
            const [before, beforeImports] = expected.get(key) ?? [0n, 0n];
            expected.set(key, [before + exports, beforeImports + imports]);
          }
          const told = answer[fields[cut]].map((row) => [
            keys[cut](row),
            [cents(row.exports), cents(row.imports)],
          ]);
          const some = [...expected].filter(([, [exports, imports]]) => exports !== 0n || imports !== 0n);
          const order = (rows: readonly (readonly unknown[])[]) => [...rows].map(String).sort();
          expect(order(told)).toEqual(order(some));
          const all = answer[fields[cut]].reduce(
            (sum, row) => sum + cents(row.exports) + cents(row.imports),
            0n,
          );
          expect(all).toBe(cents(answer.total));
        }
      }
    }),
    { numRuns: 6 },
  );
}, 180_000);

function lastOf({ facts, movements, plans }: Carried): number {
  return Math.max(...[...facts, ...movements, ...plans].map(({ position }) => position));
}
