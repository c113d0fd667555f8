import type { MirrorWord } from '@corridor/domain';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addMirrorPair, fillMirrorCells } from '../spec-kit/mirror-rows.js';
import { idOf } from '../spec-kit/payment-rows.js';
import { askGap } from './mirror-gap.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * | goods | what                                                                                            |
 * | ----- | ----------------------------------------------------------------------------------------------- |
 * | 1     | exported on 10 April for 500.00 (event 2), imported on 5 May for 520.00 (event 4)                |
 * | 2     | exported on 12 April for 100.00 (event 5), and nothing since                                    |
 * | 3     | exported on 10 May for 70.00 (event 6)                                                          |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 6; each += 1) await ledger.event();
  const alone = (cents: number) => ({ exports: cents, one_side_only: -cents });
  const own = { consignment: 1, exported: 2 };
  await addMirrorPair(ledger, { ...own, known: [2, 4], places: [['2026-04', '52', alone(50_000)]] });
  await addMirrorPair(ledger, {
    ...own,
    known: [4],
    imported: 4,
    places: [
      ['2026-04', '52', { exports: 50_000, timing: -50_000 }],
      ['2026-05', '52', { imports: 52_000, timing: 50_000, residual: 2_000 }],
    ],
  });
  const others = { known: [5], consignment: 2, exported: 5 } as const;
  await addMirrorPair(ledger, { ...others, places: [['2026-04', '10', alone(10_000)]] });
  await addMirrorPair(ledger, {
    ...{ known: [6], consignment: 3, exported: 6 },
    places: [['2026-05', '52', alone(7_000)]],
  });
  await spanOf(1, '2026-04-10T05:00:00Z', '2026-05-05T05:00:00Z');
  await spanOf(2, '2026-04-12T05:00:00Z', '2026-04-12T05:00:00Z');
  await spanOf(3, '2026-05-10T05:00:00Z', '2026-05-10T05:00:00Z');
  const consignment_id = idOf(1);
  const lodged = (position: number, flow: 'export' | 'import'): MirrorWord => ({
    ...{ position, consignment_id, kind: 'lodged' },
    declaration: {
      ...{ declaration_id: idOf(position + 1), consignment_id, flow },
      ...{ counts: true, invoiced: {}, told: null },
    },
  });
  const declared = (
    position: number,
    [reporter, partner]: readonly [string, string],
    month: string,
    usd: string,
  ): MirrorWord => ({
    ...{ position, consignment_id, kind: 'declared', declaration_id: idOf(position) },
    told: {
      ...{ position, reporter, month, currency: 'USD', usdPerUnit: '1' },
      lines: [{ lineNumber: 1, partner, chapter: '52', netMassKg: '100', usd, value: usd, charges: null }],
    },
  });
  await wordOf(lodged(1, 'export'), null);
  await wordOf(declared(2, ['PK', 'KZ'], '2026-04-01', '50000'), '2026-04-10T05:00:00Z');
  await wordOf(lodged(3, 'import'), null);
  await wordOf(declared(4, ['KZ', 'PK'], '2026-05-01', '52000'), '2026-05-05T05:00:00Z');
  await fillMirrorCells(ledger);
  await ledger.reach(6);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const spanOf = (goods: number, first_occurred_at: string, last_occurred_at: string) =>
  ledger.insert('reporting.mirror_goods', {
    ...{ generation: 1, root_id: idOf(goods) },
    ...{ first_occurred_at, last_occurred_at },
  });
const wordOf = (word: MirrorWord, occurred_at: string | null) =>
  ledger.insert('reporting.mirror_words', {
    ...{ generation: 1, position: word.position, root_id: word.consignment_id },
    ...{ occurred_at, word: JSON.stringify(word) },
  });

const PAIR = 'exporter: "PK", importer: "KZ", from: "2026-04", to: "2026-05"';
const TOLD =
  'exports { amount } imports { amount } causes { timing { amount } oneSideOnly { amount } residual { amount } }';
interface Amounts {
  readonly exports: { readonly amount: string };
  readonly imports: { readonly amount: string };
  readonly causes: Readonly<Record<'timing' | 'oneSideOnly' | 'residual', { readonly amount: string }>>;
}
const figuresOf = ({ exports, imports, causes }: Amounts) =>
  [exports, imports, causes.timing, causes.oneSideOnly, causes.residual]
    .map(({ amount }) => amount)
    .join(' ');
const monthsUntil = async (instant: string, more = '') => {
  const asked = `${PAIR}, occurredUntil: "${instant}"${more}`;
  const { months } = await askGap<{ months: Amounts[] }>(gateway, `months { ${TOLD} }`, asked);
  return months.map(figuresOf);
};

it('is what exactly the events come to that had happened, month by month', async () => {
  expect(await monthsUntil('2026-04-30T00:00:00Z')).toEqual([
    '600.00 0.00 0.00 -600.00 0.00',
    '0.00 0.00 0.00 0.00 0.00',
  ]);
  // To the millisecond.
  expect(await monthsUntil('2026-05-05T04:59:59.999Z')).toEqual(await monthsUntil('2026-04-30T00:00:00Z'));
  const imported = ['600.00 0.00 -500.00 -100.00 0.00', '0.00 520.00 500.00 0.00 20.00'];
  expect(await monthsUntil('2026-05-05T05:00:00Z')).toEqual(imported);
  expect(await monthsUntil('2026-04-10T05:00:00Z')).toEqual([
    '500.00 0.00 0.00 -500.00 0.00',
    '0.00 0.00 0.00 0.00 0.00',
  ]);
  expect(await monthsUntil('2026-06-01T00:00:00Z')).toEqual([
    imported[0],
    '70.00 520.00 500.00 -70.00 20.00',
  ]);
});

it('of what was known as of a position, too', async () => {
  expect(await monthsUntil('2026-06-01T00:00:00Z', ', asOf: 3')).toEqual([
    '500.00 0.00 0.00 -500.00 0.00',
    '0.00 0.00 0.00 0.00 0.00',
  ]);
});

it('by chapter, and by the lines behind each cause', async () => {
  const asked = `${PAIR}, occurredUntil: "2026-04-30T00:00:00Z"`;
  const line = 'consignmentId share { amount } exported { position } imported { position }';
  const lines = (of: string) =>
    `lines(cause: ONE_SIDE_ONLY, ${of}) { edges { node { ${line} } } pageInfo { endCursor hasNextPage } }`;
  const answer = await askGap(
    gateway,
    `occurredUntil total { ${TOLD} } byChapter { chapter ${TOLD} months { month } } ${lines('first: 1')}`,
    asked,
  );
  expect(answer).toMatchObject({
    occurredUntil: '2026-04-30T00:00:00Z',
    byChapter: [
      { chapter: '10', exports: { amount: '100.00' }, months: [{ month: '2026-04' }] },
      { chapter: '52', exports: { amount: '500.00' }, months: [{ month: '2026-04' }] },
    ],
  });
  type Lines = {
    readonly lines: {
      readonly edges: readonly unknown[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  };
  const first = (answer as unknown as Lines).lines;
  const next = await askGap<Lines>(gateway, lines(`first: 1, after: "${first.pageInfo.endCursor}"`), asked);
  const expected = [
    { consignmentId: idOf(1), share: { amount: '-500.00' }, exported: { position: 2 }, imported: null },
    { consignmentId: idOf(2), share: { amount: '-100.00' }, exported: { position: 5 }, imported: null },
  ];
  expect([...first.edges, ...next.lines.edges]).toEqual(expected.map((node) => ({ node })));
  expect([first.pageInfo.hasNextPage, next.lines.pageInfo.hasNextPage]).toEqual([true, false]);
});

it('tells what was under way', async () => {
  const { data, errors } = await gateway.ask(
    `{ bilateralTrade(reporter: "KZ", partner: "PK", from: "2026-04", to: "2026-05", occurredUntil: "2026-04-30T00:00:00Z") {
      underWay { value { amount } months { value { amount } } lines { edges { node { share { amount } } } } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    bilateralTrade: {
      underWay: {
        value: { amount: '600.00' },
        months: [{ value: { amount: '600.00' } }, { value: { amount: '0.00' } }],
        lines: {
          edges: [{ node: { share: { amount: '500.00' } } }, { node: { share: { amount: '100.00' } } }],
        },
      },
    },
  });
});

it('is not restated', async () => {
  const { errors } = await gateway.ask(
    `{ mirrorGap(${PAIR}, occurredUntil: "2026-04-30T00:00:00Z") { restatement(since: 1) { asOf } } }`,
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['mirrorGap', 'restatement'] }]);
});
