import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addLeg, addWay, type Stop } from '../spec-kit/way-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const at = (time: string) => `2026-03-${time}:00+05:00`;
const TORKHAM: Stop = ['PKTOR', at('03T00:00'), at('04T00:00')];
const lorry = (of: number, kg: string, departed: string | null = at('01T00:00')) =>
  Promise.all([
    addWay(ledger, {
      of,
      known: [of],
      stops: [['PKKHI', null, departed], TORKHAM, ['KZALA', at('09T00:00'), null, { standing: 'ended' }]],
    }),
    weigh(of, of, kg),
  ]);
const weigh = (of: number, position: number, kg: string | null) =>
  ledger.insert('reporting.goods_values', {
    generation: 1,
    consignment_id: consignmentId(of),
    position,
    usd_cents: 1,
    parts: null,
    cancelled: false,
    net_mass_kg: kg,
    occurred_at: '-infinity',
  });

interface Paid {
  readonly of: number;
  readonly position: number;
  readonly cents: bigint;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly receipted?: boolean | null;
  readonly withdrawn?: number;
}
const pay = ({ of, position, cents, ...more }: Paid) =>
  ledger.insert('reporting.transport_costs', {
    generation: 1,
    position,
    cost_id: consignmentId(1_000 + position),
    consignment_id: consignmentId(of),
    reference: `receipt ${position}`,
    kind: more.kind ?? 'freight',
    description: null,
    units: 1,
    location: null,
    from_location: more.from ?? 'PKKHI',
    to_location: more.to ?? 'KZALA',
    currency: 'PKR',
    amount_minor: cents * 280n,
    usd_cents: cents,
    receipted: more.receipted === undefined ? true : more.receipted,
    recorded_by: 'demo-carrier',
    paid_at: at('01T00:00'),
    demo: false,
    withdrawn_position: more.withdrawn ?? null,
  });

/** The two lorries of the definition; the second one was declared with 8 t at first. A third one of which nothing is told, and a fourth that was not seen to leave. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 30; each += 1) await ledger.event();
  await addLeg(ledger, {
    route: 'karachi-almaty-torkham',
    known: [1],
    from: 'PKKHI',
    to: 'KZALA',
    borders: ['PKTOR', 'AFRKH'],
    km: '3800',
    cost: [150_00n, 'USD'],
  });
  await addLeg(ledger, {
    route: 'northern-baseline',
    known: [1],
    from: 'KZALA',
    to: 'RULED',
    mode: 'rail',
    km: '4000.5',
    cost: [80_00n, 'KZT'],
  });
  await lorry(1, '20000');
  // Split behind the trip: under this name there is nothing more to weigh, and what the trip paid stays.
  await weigh(1, 26, null);
  await lorry(2, '8000');
  await weigh(2, 12, '10000');
  await lorry(3, '10000');
  await lorry(4, '10000', null);
  await pay({ of: 1, position: 5, cents: 3_000_00n });
  await pay({ of: 1, position: 6, cents: 40_00n, kind: 'tolls', receipted: false });
  await pay({ of: 2, position: 7, cents: 1_900_00n, receipted: null });
  // Of no trip that is complete; withdrawn; of the other direction, of another section, and of goods that went nowhere.
  await pay({ of: 4, position: 8, cents: 9_00n });
  await pay({ of: 2, position: 9, cents: 99_00n, kind: 'tolls', withdrawn: 11 });
  await pay({ of: 2, position: 10, cents: 99_00n, from: 'KZALA', to: 'PKKHI' });
  await pay({ of: 2, position: 13, cents: 99_00n, from: 'PKTOR' });
  await pay({ of: 5, position: 14, cents: 99_00n });
  // By rail to Saint Petersburg: 1,000.125 t pay $40,005.00.
  await addWay(ledger, {
    of: 6,
    known: [15],
    mode: 'rail',
    stops: [
      ['KZALA', null, at('01T00:00')],
      ['RULED', at('09T00:00'), null, { standing: 'open' }],
    ],
  });
  await weigh(6, 15, '1000125');
  await pay({ of: 6, position: 16, cents: 40_005_00n, from: 'KZALA', to: 'RULED' });
  // Over the section twice, in March and in May: what it paid is of the last time.
  await addWay(ledger, {
    of: 7,
    known: [17],
    stops: [
      ['PKKHI', null, at('01T00:00')],
      TORKHAM,
      ['KZALA', at('09T00:00'), at('10T00:00')],
      ['PKKHI', at('20T00:00'), '2026-05-01T00:00:00+05:00'],
      ['PKTOR', '2026-05-03T00:00:00+05:00', '2026-05-04T00:00:00+05:00'],
      ['KZALA', '2026-05-09T00:00:00+05:00', null, { standing: 'ended' }],
    ],
  });
  await weigh(7, 17, '20000');
  await pay({ of: 7, position: 18, cents: 380_00n });
  await ledger.reach(30);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const FACTS = 'n total { amount } unreceipted { amount } mean { amount } p50 { amount } p90 { amount }';
const MARCH = 'from: "2026-03", to: "2026-03"';
const TORKHAM_ROAD = `${MARCH}, route: "karachi-almaty-torkham"`;
async function costs(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ corridorCosts(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { corridorCosts: Row }).corridorCosts;
}
const amount = (text: string | null) => text && { amount: text };
const facts = (n: number, total: string, unreceipted: string, ...each: readonly (string | null)[]) => ({
  n,
  total: amount(total),
  unreceipted: amount(unreceipted),
  mean: amount(each[0] ?? null),
  p50: amount(each[1] ?? null),
  p90: amount(each[2] ?? null),
});

it('is the example of its definition', async () => {
  const plan = 'planned { amount currency }';
  expect(
    await costs(
      `from to asOf unmeasured ${FACTS} bySection { leaves enters mode km ${plan} ${FACTS} }`,
      TORKHAM_ROAD,
    ),
  ).toEqual({
    from: '2026-03',
    to: '2026-03',
    asOf: 30,
    unmeasured: 1,
    ...facts(2, '4940.00', '40.00', '433.33', '400.00', '500.00'),
    bySection: [
      {
        leaves: 'PKKHI',
        enters: 'KZALA',
        mode: 'ROAD',
        km: '3800',
        planned: { amount: '394.74', currency: 'USD' },
        ...facts(2, '4940.00', '40.00', '433.33', '400.00', '500.00'),
      },
      {
        leaves: 'KZALA',
        enters: 'PKKHI',
        mode: 'ROAD',
        km: '3800',
        planned: { amount: '394.74', currency: 'USD' },
        ...facts(0, '0.00', '0.00'),
      },
    ],
  });
});

it('is told by kind and by mode, with the northern route beside it', async () => {
  const answer = await costs(
    `byKind { kind ${FACTS} } byMode { mode ${FACTS} } northern { route planned { amount currency } ${FACTS} }`,
  );
  // 40,005 × 500 ÷ 4,000.5 × 20 ÷ 1,000.125 = 99.9875.
  const rail = facts(1, '40005.00', '0.00', '99.99', '99.99', '99.99');
  expect(answer.byKind).toEqual([
    // Three trips: 44,905 × 10,000 ÷ (3,800 × 30 + 4,000.5 × 1,000.125) = 109.13; 3,000 is 394.74 of the first.
    { kind: 'FREIGHT', ...facts(3, '44905.00', '0.00', '109.13', '394.74', '500.00') },
    { kind: 'TOLLS', ...facts(1, '40.00', '40.00', '5.26', '5.26', '5.26') },
  ]);
  expect(answer.byMode).toEqual([
    { mode: 'RAIL', ...rail },
    { mode: 'ROAD', ...facts(2, '4940.00', '40.00', '433.33', '400.00', '500.00') },
  ]);
  // The sea is in no plan here: 80 × 20 × 500 ÷ 4,000.5 = 199.975.
  expect(answer.northern).toEqual([
    { route: 'northern-baseline', planned: { amount: '199.98', currency: 'KZT' }, ...rail },
  ]);
  expect(await costs('northern { n } n byKind { kind n } byMode { mode n }', TORKHAM_ROAD)).toEqual({
    n: 2,
    northern: [{ n: 1 }],
    byKind: [
      { kind: 'FREIGHT', n: 2 },
      { kind: 'TOLLS', n: 1 },
    ],
    byMode: [{ mode: 'ROAD', n: 2 }],
  });
});

it('counts what goods paid that went over a section twice for the last time', async () => {
  expect(await costs(FACTS, 'from: "2026-05", to: "2026-05"')).toEqual(
    facts(1, '380.00', '0.00', '50.00', '50.00', '50.00'),
  );
});

it('is, as of a position, what was known at it', async () => {
  const known = async (position: number) =>
    (await costs('total { amount } p90 { amount }', `${TORKHAM_ROAD}, asOf: ${position}`)) as never as {
      total: Row;
      p90: Row | null;
    };
  expect(await Promise.all([4, 6, 7, 10, 11, 12].map(known))).toEqual([
    { total: amount('0.00'), p90: null },
    { total: amount('3040.00'), p90: amount('400.00') },
    // 1,900 and then 1,999 of 8 t, until the one is withdrawn; then of 10 t.
    { total: amount('4940.00'), p90: amount('625.00') },
    { total: amount('5039.00'), p90: amount('657.57') },
    { total: amount('4940.00'), p90: amount('625.00') },
    { total: amount('4940.00'), p90: amount('500.00') },
  ]);
});

it('is explained, page by page, by costs that sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'position consignmentId leaves enters mode km netMassKg kind units reference paidAt amount { amount currency } amountUsd { amount } receipted';
  const page = async (after = '', role: 'reporter' | 'customs' = 'reporter') => {
    const { data } = await gateway.ask(
      `{ corridorCosts(${TORKHAM_ROAD}) { costs(first: 2${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } } }`,
      { role },
    );
    return (data as { corridorCosts: { costs: Page } }).corridorCosts.costs;
  };
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(all.map(({ position, amountUsd }) => [position, amountUsd])).toEqual([
    [5, amount('3000.00')],
    [6, amount('40.00')],
    [7, amount('1900.00')],
  ]);
  expect(all[2]).toEqual({
    position: 7,
    consignmentId: consignmentId(2),
    leaves: 'PKKHI',
    enters: 'KZALA',
    mode: 'ROAD',
    km: '3800',
    netMassKg: '10000',
    kind: 'FREIGHT',
    units: 1,
    reference: 'receipt 7',
    paidAt: at('01T00:00'),
    amount: { amount: '532000.00', currency: 'PKR' },
    amountUsd: amount('1900.00'),
    receipted: null,
  });
  // What others told to be without a receipt is not for customs.
  expect((await page('', 'customs')).edges.map(({ node }) => node.position)).toEqual([5, 7]);
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ corridorCosts(${TORKHAM_ROAD}) { n costs { edges { cursor } } } }`,
      { role },
    );
    expect(data).toEqual({ corridorCosts: { n: 2, costs: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['corridorCosts', 'costs'] }]);
  }
});

it('is absent, not 0, where no cost was told', async () => {
  expect(await costs(FACTS, 'from: "2025-03", to: "2025-03"')).toEqual(facts(0, '0.00', '0.00'));
});
