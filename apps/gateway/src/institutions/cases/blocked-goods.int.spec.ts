import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const of = { generation: 1 };
const worth = (consignment: number, position: number, cents: number | null, more: object = {}) =>
  ledger.insert('reporting.goods_values', {
    ...of,
    consignment_id: idOf(consignment),
    position,
    usd_cents: cents,
    cancelled: false,
    occurred_at: '-infinity',
    ...more,
  });
const held = (consignment: number, from: number, until: number | null = null) =>
  ledger.insert('reporting.held_consignments', {
    ...of,
    declaration_id: idOf(100 + consignment),
    hold_id: `h-${from}`,
    consignment_id: idOf(consignment),
    held_from: '2026-03-01T10:00:00+05:00',
    from_position: from,
    ...(until !== null && {
      held_until: '2026-03-02T10:00:00+05:00',
      until_position: until,
      ended_by: 'release',
      ended_by_position: until,
    }),
  });
const opened = (consignment: number | null, position: number, resolved: number | null = null) =>
  ledger.insert('reporting.case_openings', {
    ...of,
    case_id: idOf(200 + position),
    opening: 0,
    kind: 'transport',
    consignment_id: consignment === null ? null : idOf(consignment),
    opened_position: position,
    opened_at: '2026-03-01T10:00:00+05:00',
    opened_on: '2026-03-01',
    answer_by: '2026-03-01T10:00:00+05:00',
    resolve_by: '2026-03-01T10:00:00+05:00',
    ...(resolved !== null && {
      resolved_position: resolved,
      resolved_at: '2026-03-02T10:00:00+05:00',
      resolved_on: '2026-03-02',
    }),
    demo: false,
  });
const overdue = (consignment: number, from: number, until: number | null = null) =>
  ledger.insert('reporting.overdue_transits', {
    ...of,
    transit_id: idOf(300 + from),
    consignment_id: idOf(consignment),
    from_position: from,
    until_position: until,
  });

beforeAll(async () => {
  ledger = await startFilledLedger();
  // 1: 1,000.00, amended to 900.00 at 20; held twice at once, under a case and overdue.
  await worth(1, 1, 100_000);
  await worth(1, 20, 90_000);
  await held(1, 10);
  await held(1, 11);
  await opened(1, 12, 30);
  await overdue(1, 13);
  // 2: in tenge, cleared for import with 300.00 and for export with 250.00 USD; under a case.
  await worth(2, 2, null);
  await ledger.fact({
    position: 8,
    month: '2026-03',
    flow: 'import',
    cents: 30_000n,
    consignmentId: idOf(2),
  });
  await ledger.fact({
    position: 9,
    month: '2026-03',
    flow: 'export',
    cents: 25_000n,
    consignmentId: idOf(2),
  });
  await opened(2, 14);
  // 3: in tenge, and nobody told it in USD; held.
  await worth(3, 3, null);
  await held(3, 15);
  // 4 went on as 5 and 6, and 6 as 7 and 8; a case about the whole, and a hold of the whole that held 5 alone.
  await worth(4, 4, 40_000);
  await worth(4, 16, null, { parts: [idOf(5), idOf(6)] });
  await worth(5, 5, 10_000);
  await worth(6, 6, 30_000);
  await worth(6, 17, null, { parts: [idOf(7), idOf(8)] });
  await worth(7, 7, 20_000);
  await worth(8, 18, 10_000);
  await held(4, 19);
  await held(5, 19);
  await opened(4, 21, 40);
  // 9 was called off; 10 was free again; a case about nothing that the ledger knows.
  await worth(9, 22, 500);
  await worth(9, 23, null, { cancelled: true });
  await held(9, 22);
  await worth(10, 24, 700);
  await held(10, 25, 26);
  await overdue(10, 25, 26);
  await opened(null, 27);
  // 11 arrived under a case, and is held all the same; 12 arrived, and its case stands.
  await worth(11, 28, 1_100);
  await worth(12, 28, 1_200);
  await opened(11, 29);
  await opened(12, 33);
  await held(11, 31);
  for (const consignment of [11, 12]) {
    const arrived = { ...of, consignment_id: idOf(consignment), position: 34 };
    await ledger.insert('reporting.goods_arrived', arrived);
  }
  await ledger.reach(50);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

interface Sum {
  readonly value: { readonly amount: string; readonly currency: string };
  readonly consignments: number;
  readonly unvalued: number;
}
interface Blocked extends Sum {
  readonly byReason: readonly (Sum & { readonly reason: string })[];
  readonly goods: {
    readonly edges: readonly {
      readonly node: {
        readonly consignmentId: string;
        readonly value: { readonly amount: string } | null;
        readonly valuedBy: string | null;
        readonly reasons: readonly string[];
        readonly positions: readonly number[];
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

async function asked(args = '', page = ''): Promise<Blocked> {
  const sum = 'value { amount currency } consignments unvalued';
  const { data, errors } = await gateway.ask(
    `{ valueOfGoodsBlocked${args} { ${sum} byReason { reason ${sum} }
      goods${page} { edges { node { consignmentId value { amount } valuedBy reasons positions } } pageInfo { hasNextPage endCursor } } } }`,
    { role: 'commission' },
  );
  expect(errors).toEqual([]);
  return (data as { valueOfGoodsBlocked: Blocked }).valueOfGoodsBlocked;
}
const told = ({ value, consignments, unvalued }: Sum) => `${value.amount} ${consignments} ${unvalued}`;
const goodsOf = ({ goods }: Blocked) =>
  goods.edges.map(
    ({ node }) =>
      `${Number(node.consignmentId.slice(-3))} ${node.value?.amount} ${node.valuedBy} ${node.reasons} ${node.positions}`,
  );

it('is what goods are worth that are held, under a case or overdue, each consignment once', async () => {
  const now = await asked();
  // 900.00, 250.00, 100.00 of part 5, and 11.00.
  expect(told(now)).toBe('1261.00 5 1');
  expect(now.byReason.map((each) => `${each.reason} ${told(each)}`)).toEqual([
    'case 250.00 1 0',
    'hold 1011.00 4 1',
    'overdue-transit 900.00 1 0',
  ]);
  expect(goodsOf(now)).toEqual([
    '2 250.00 export-declaration case 2,9,14',
    '3 undefined null hold 3,15',
    '5 100.00 lines hold 5,19',
    '1 900.00 lines hold,overdue-transit 10,11,13,20',
    '11 11.00 lines hold 28,31',
  ]);
  expect(goodsOf(await asked('(asOf: 33)'))).toContain('12 12.00 lines case 28,33');
});

it('is as of a position: with what goods were worth and went on as then', async () => {
  // The whole is under a case: its parts are, down to the last; and the first consignment is under a case, too.
  const then = await asked('(asOf: 22)');
  expect(told(then)).toBe('1555.00 7 1');
  expect(goodsOf(then)).toContain('1 900.00 lines case,hold,overdue-transit 10,11,12,13,20');
  expect(goodsOf(then)).toContain('8 100.00 lines case 18,21');
  expect(goodsOf(then)).toContain('5 100.00 lines case,hold 5,19,21');
  expect(told(await asked('(asOf: 12)'))).toBe('1000.00 1 0');
  expect(told(await asked('(asOf: 0)'))).toBe('0.00 0 0');
});

it('goes on page by page, and the values sum to the figure', async () => {
  const first = await asked('', '(first: 3)');
  const second = await asked('', `(first: 3, after: "${first.goods.pageInfo.endCursor}")`);
  expect([first.goods.pageInfo.hasNextPage, second.goods.pageInfo.hasNextPage]).toEqual([true, false]);
  const cents = [...first.goods.edges, ...second.goods.edges].map(({ node }) =>
    Math.round(Number(node.value?.amount ?? '0') * 100),
  );
  expect(cents.reduce((sum, each) => sum + each, 0)).toBe(126_100);
});

it('shows the figure to everybody, and consignments to those who see events', async () => {
  const query = (more: string) => `{ valueOfGoodsBlocked { consignments ${more} } }`;
  expect((await gateway.ask(query(''), { role: 'bank' })).errors).toEqual([]);
  const { errors } = await gateway.ask(query('goods { edges { cursor } }'), { role: 'bank' });
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
