import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPassage } from '../spec-kit/passage-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const at = (time: string) => `2026-03-${time}:00+05:00`;
interface Paid {
  readonly of: number;
  readonly position: number;
  readonly location?: string | null;
  readonly cents: bigint;
  readonly paid: string;
  readonly kind?: string;
  readonly receipted?: boolean | null;
  readonly by?: string;
  readonly withdrawn?: number;
}
const pay = ({ of, position, location = 'PKTOR', cents, paid, ...more }: Paid) =>
  ledger.insert('reporting.transport_costs', {
    generation: 1,
    position,
    cost_id: consignmentId(1_000 + position),
    consignment_id: consignmentId(of),
    reference: `receipt ${position}`,
    kind: more.kind ?? 'customs-clearance',
    description: null,
    units: null,
    location,
    from_location: location === null ? 'PKTOR' : null,
    to_location: location === null ? 'KZALA' : null,
    currency: 'PKR',
    amount_minor: cents * 280n,
    usd_cents: cents,
    receipted: more.receipted === undefined ? true : more.receipted,
    recorded_by: more.by ?? 'demo-carrier',
    paid_at: paid,
    demo: false,
    withdrawn_position: more.withdrawn ?? null,
  });

/** Three lorries by Torkham: the first pays $45.00 and $10.00, the second $20.01, and of the third nothing is told. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 43; each += 1) await ledger.event();
  for (const lorry of [1, 2, 3]) {
    await addPassage(ledger, {
      of: lorry,
      known: [lorry],
      out: ['PKTOR', at('02T00:00'), at('02T20:00')],
      into: ['AFRKH', at('02T21:00'), at('03T02:00')],
    });
  }
  await pay({ of: 1, position: 4, cents: 45_00n, paid: at('02T10:00') });
  await pay({
    of: 1,
    position: 5,
    location: 'AFRKH',
    cents: 10_00n,
    paid: at('02T22:00'),
    kind: 'loading',
    receipted: false,
  });
  await pay({ of: 2, position: 6, location: 'AFRKH', cents: 20_01n, paid: at('02T22:00'), kind: 'loading' });
  // Told, and withdrawn; for the way from there on; and elsewhere.
  await pay({ of: 2, position: 7, cents: 99_00n, paid: at('02T10:00'), withdrawn: 8 });
  await pay({ of: 2, position: 9, location: null, cents: 2_800_00n, paid: at('02T10:00'), kind: 'freight' });
  await pay({ of: 2, position: 10, location: 'AFKBL', cents: 1_00n, paid: at('04T10:00') });
  // By Chaman in February and back in April: the costs at Chaman are of what had begun last by then, those before of the first.
  await addPassage(ledger, {
    of: 4,
    known: [11],
    out: ['PKCMN', '2026-02-10T00:00:00+05:00', '2026-02-11T00:00:00+05:00'],
    into: ['AFSBK', '2026-02-11T00:00:00+05:00', '2026-02-12T00:00:00+05:00'],
  });
  await addPassage(ledger, {
    of: 4,
    number: 2,
    known: [12],
    out: ['AFSBK', '2026-04-10T00:00:00+05:00', '2026-04-11T00:00:00+05:00'],
    into: ['PKCMN', '2026-04-11T00:00:00+05:00', '2026-04-12T00:00:00+05:00'],
  });
  await pay({ of: 4, position: 13, location: 'PKCMN', cents: 1_00n, paid: '2026-02-09T00:00:00+05:00' });
  await pay({ of: 4, position: 14, location: 'AFSBK', cents: 2_00n, paid: '2026-04-09T00:00:00+05:00' });
  await pay({ of: 4, position: 15, location: 'AFSBK', cents: 4_00n, paid: '2026-04-10T00:00:00+05:00' });
  await pay({ of: 4, position: 16, location: 'PKCMN', cents: 8_00n, paid: '2026-05-09T00:00:00+05:00' });
  // Seen at one side alone: what was paid at that one.
  await addPassage(ledger, {
    of: 5,
    known: [17],
    mode: 'rail',
    out: ['AFHRT', '2026-06-10T00:00:00+05:00', '2026-06-11T00:00:00+05:00'],
    into: ['UZTAS', '2026-06-13T00:00:00+05:00', null, 'open'],
  });
  await pay({ of: 5, position: 18, location: 'AFHRT', cents: 16_00n, paid: '2026-06-10T12:00:00+05:00' });
  await pay({ of: 5, position: 19, location: 'UZTER', cents: 32_00n, paid: '2026-06-11T12:00:00+05:00' });
  // Ten lorries at Hairatan, of which one pays and nine had nothing to pay.
  for (let lorry = 0; lorry < 10; lorry += 1) {
    await addPassage(ledger, {
      of: 20 + lorry,
      known: [20 + lorry],
      out: ['AFHRT', '2026-08-10T00:00:00+05:00', '2026-08-11T00:00:00+05:00'],
      into: ['UZTER', '2026-08-11T01:00:00+05:00', '2026-08-12T00:00:00+05:00'],
    });
    const cents = lorry === 0 ? 100_00n : 0n;
    await pay({
      of: 20 + lorry,
      position: 30 + lorry,
      location: 'AFHRT',
      cents,
      paid: '2026-08-10T12:00:00+05:00',
    });
  }
  // Without a receipt, told by customs and by another; and without a word of a receipt.
  await addPassage(ledger, {
    of: 30,
    known: [40],
    out: ['AFHRT', '2026-09-10T00:00:00+05:00', '2026-09-11T00:00:00+05:00'],
    into: ['UZTER', '2026-09-11T01:00:00+05:00', '2026-09-12T00:00:00+05:00'],
  });
  const there = { of: 30, location: 'AFHRT', paid: '2026-09-10T12:00:00+05:00' };
  await pay({ ...there, position: 41, cents: 1_00n, receipted: false, by: 'demo-customs' });
  await pay({ ...there, position: 42, cents: 2_00n, receipted: false });
  await pay({ ...there, position: 43, cents: 4_00n, receipted: null });
  await ledger.reach(43);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const MARCH = 'from: "2026-03", to: "2026-03"';
const FACTS = 'n total { amount currency } mean { amount }';
async function costs(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ borderCosts(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { borderCosts: Row }).borderCosts;
}
const usd = (amount: string) => ({ amount, currency: 'USD' });

it('is what was paid at either side, by crossing and by what for, with a mean of those that something is told of', async () => {
  const both = `${FACTS} unreceipted { amount }`;
  const side = `{ location ${FACTS} }`;
  // 75.01 ÷ 2 = 37.505 and 30.01 ÷ 2 = 15.005: half to even.
  const all = {
    n: 2,
    total: usd('75.01'),
    mean: { amount: '37.50' },
    unreceipted: { amount: '10.00' },
  };
  expect(
    await costs(
      `from to asOf ${both} byCrossing { crossing name mode ${both} leaves ${side} enters ${side} } byKind { kind ${FACTS} }`,
    ),
  ).toEqual({
    from: '2026-03',
    to: '2026-03',
    asOf: 43,
    ...all,
    byCrossing: [
      {
        crossing: 'torkham',
        name: 'Torkham',
        mode: 'ROAD',
        ...all,
        leaves: { location: 'PKTOR', n: 1, total: usd('45.00'), mean: { amount: '45.00' } },
        enters: { location: 'AFRKH', n: 2, total: usd('30.01'), mean: { amount: '15.00' } },
      },
    ],
    byKind: [
      { kind: 'CUSTOMS_CLEARANCE', n: 1, total: usd('45.00'), mean: { amount: '45.00' } },
      { kind: 'LOADING', n: 2, total: usd('30.01'), mean: { amount: '15.00' } },
    ],
  });
});

it('is of the time of several that goods passed a place by then', async () => {
  const of = (month: string) => costs('n total { amount }', `from: "${month}", to: "${month}"`);
  // Before the first and before the second one: both are of the first.
  expect(await of('2026-02')).toEqual({ n: 1, total: { amount: '3.00' } });
  expect(await of('2026-04')).toEqual({ n: 1, total: { amount: '12.00' } });
});

it('is, of a crossing that was seen at one side, what was paid there', async () => {
  expect(await costs('n total { amount }', 'from: "2026-06", to: "2026-06", crossing: "hairatan"')).toEqual({
    n: 1,
    total: { amount: '16.00' },
  });
});

it('is, as of a position, what was told by then', async () => {
  const known = (position: number) => costs(FACTS, `${MARCH}, asOf: ${position}`);
  expect(await Promise.all([3, 4, 7, 8].map(known))).toEqual([
    { n: 0, total: usd('0.00'), mean: null },
    { n: 1, total: usd('45.00'), mean: { amount: '45.00' } },
    { n: 2, total: usd('174.01'), mean: { amount: '87.00' } },
    { n: 2, total: usd('75.01'), mean: { amount: '37.50' } },
  ]);
});

it('is explained, page by page, by costs that sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'position consignmentId crossing mode location kind description units reference paidAt amount { amount currency } amountUsd { amount } receipted';
  const page = async (after = '') =>
    (
      await costs(
        `costs(first: 2${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
      )
    ).costs as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(all.map(({ position, amountUsd }) => [position, amountUsd])).toEqual([
    [4, { amount: '45.00' }],
    [5, { amount: '10.00' }],
    [6, { amount: '20.01' }],
  ]);
  expect(all[1]).toEqual({
    position: 5,
    consignmentId: consignmentId(1),
    crossing: 'torkham',
    mode: 'ROAD',
    location: 'AFRKH',
    kind: 'LOADING',
    description: null,
    units: null,
    reference: 'receipt 5',
    paidAt: '2026-03-02T21:30:00+04:30',
    amount: { amount: '2800.00', currency: 'PKR' },
    amountUsd: { amount: '10.00' },
    receipted: false,
  });
});

it('counts those that had nothing to pay', async () => {
  expect(await costs(FACTS, 'from: "2026-08", to: "2026-08"')).toEqual({
    n: 10,
    total: usd('100.00'),
    mean: { amount: '10.00' },
  });
});

it.each([
  ['reporter', [41, 42, 43]],
  ['customs', [41, 43]],
] as const)('counts without a receipt what was told so, and lists it to a %s: %j', async (role, listed) => {
  const { data } = await gateway.ask(
    '{ borderCosts(from: "2026-09", to: "2026-09") { total { amount } unreceipted { amount } costs { edges { node { position } } } } }',
    { role },
  );
  expect(data).toEqual({
    borderCosts: {
      total: { amount: '7.00' },
      unreceipted: { amount: '3.00' },
      costs: { edges: listed.map((position) => ({ node: { position } })) },
    },
  });
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(`{ borderCosts(${MARCH}) { n costs { edges { cursor } } } }`, {
      role,
    });
    expect(data).toEqual({ borderCosts: { n: 2, costs: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['borderCosts', 'costs'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  [`${MARCH}, asOf: 999999`, 'POSITION_AHEAD'],
  [`${MARCH}, crossing: "khyber"`, 'BAD_USER_INPUT'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ borderCosts(${args}) { n } }`);
  expect(errors).toMatchObject([{ code }]);
});
