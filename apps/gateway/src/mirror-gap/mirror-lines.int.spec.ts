import { MIRROR_CAUSES as COLUMNS } from '@corridor/domain';
import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addMirrorPair, fillMirrorCells } from '../spec-kit/mirror-rows.js';
import { idOf } from '../spec-kit/payment-rows.js';
import { askGap, CAUSES, type Cause, fillMirror, PK_KZ, SHORT } from './mirror-gap.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  await fillMirror(ledger);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const gap = <Answer = Record<string, unknown>>(fields: string, args = PK_KZ): Promise<Answer> =>
  askGap(gateway, fields, args);

interface Line {
  readonly consignmentId: string;
  readonly lineNumber: number;
  readonly share: { readonly amount: string };
  readonly exported: { readonly position: number } | null;
  readonly imported: { readonly position: number } | null;
}
interface Lines {
  readonly lines: {
    readonly edges: { readonly node: Line }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
const lines = (of: string, args = PK_KZ) =>
  gap<Lines>(
    `lines(${of}) { edges { node { consignmentId lineNumber share { amount } exported { position } imported { position } } } pageInfo { hasNextPage endCursor } }`,
    args,
  );
const shares = async (of: string, args = PK_KZ) =>
  (await lines(of, args)).lines.edges.map(({ node }) => [
    node.consignmentId,
    node.lineNumber,
    node.share.amount,
    node.exported?.position ?? null,
    node.imported?.position ?? null,
  ]);
const [first, second, third] = [idOf(1), idOf(2), idOf(3)];

it.each([
  [
    'FREIGHT_AND_INSURANCE',
    [
      [first, 1, '36.00', 1, 2],
      [second, 1, '7.00', 3, 4],
    ],
  ],
  ['EXCHANGE_RATE', [[first, 1, '-11.00', 1, 2]]],
  // From January to February: within both months nothing.
  ['TIMING', []],
  ['PARTNER', [[third, 1, '9.00', 6, 6]]],
  ['CLASSIFICATION', []],
  ['ONE_SIDE_ONLY', [[second, 2, '5.00', null, 5]]],
  [
    'RESIDUAL',
    [
      [first, 1, '17.50', 1, 2],
      [second, 1, '3.00', 3, 4],
    ],
  ],
])('%s: its lines with the two events behind each, whose shares sum to it', async (cause, expected) => {
  expect(await shares(`cause: ${cause}`)).toEqual(expected);
});

it('within one month, one chapter, and as of a position', async () => {
  const february = PK_KZ.replace('from: "2026-01"', 'from: "2026-02"');
  expect(await shares('cause: TIMING', february)).toEqual([[first, 1, '385.00', 1, 2]]);
  expect(await shares('cause: CLASSIFICATION, chapter: "54"')).toEqual([[first, 1, '385.00', 1, 2]]);
  expect(await shares('cause: CLASSIFICATION, chapter: "52"')).toEqual([[first, 1, '-385.00', 1, 2]]);
  expect(await shares('cause: ONE_SIDE_ONLY', `${PK_KZ}, asOf: 3`)).toEqual([
    [second, 1, '-100.00', 3, null],
  ]);
});

it('comes page by page', async () => {
  const page = (after = '') => lines(`cause: RESIDUAL, first: 1${after}`);
  const one = (await page()).lines;
  const two = (await page(`, after: "${one.pageInfo.endCursor}"`)).lines;
  expect([...one.edges, ...two.edges].map(({ node }) => node.share.amount)).toEqual(['17.50', '3.00']);
  expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
});

it('tells of each event what it tells of itself', async () => {
  const event = '{ position declarationId type occurredAt recordedAt actor }';
  const asked = `lines(cause: ONE_SIDE_ONLY) { edges { node { position exported ${event} imported ${event} } } }`;
  expect(await gap(asked)).toEqual({
    lines: {
      edges: [
        {
          node: {
            position: 5,
            exported: null,
            imported: {
              position: 5,
              declarationId: idOf(5),
              type: 'DeclarationCleared',
              occurredAt: '2026-01-15T10:00:00+05:00',
              recordedAt: expect.any(String),
              actor: 'customs:demo-customs',
            },
          },
        },
      ],
    },
  });
});

it('is for those who see events; the figure is for all', async () => {
  const { data, errors } = await gateway.ask(
    `{ mirrorGap(${PK_KZ}) { total { gap { amount } } lines(cause: PARTNER) { edges { cursor } } } }`,
    { role: 'trader' },
  );
  expect(data).toEqual({ mirrorGap: { total: { gap: { amount: '66.50' } }, lines: null } });
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['mirrorGap', 'lines'] }]);
});

it('is of a chapter, not of a heading', async () => {
  const { errors } = await gateway.ask(
    `{ mirrorGap(${PK_KZ}) { lines(cause: PARTNER, chapter: "5201") { edges { cursor } } } }`,
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['mirrorGap', 'lines'] }]);
});

it('sums up, whatever is told and told otherwise, as of whichever position', async () => {
  const cents = fc.integer({ min: -50_000, max: 50_000 });
  const drawn = fc.sample(
    fc.record({
      consignment: fc.integer({ min: 100, max: 108 }),
      places: fc.array(
        fc.record({
          month: fc.constantFrom('2026-05', '2026-06'),
          chapter: fc.constantFrom('10', '52'),
          causes: fc.tuple(cents, cents, cents, cents, cents, cents, cents),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { numRuns: 40 },
  );
  const events = [];
  for (const one of drawn) events.push({ ...one, position: await ledger.event() });
  for (const [at, { position, consignment, places }] of events.entries()) {
    const until = events.slice(at + 1).find((later) => later.consignment === consignment)?.position;
    await addMirrorPair(ledger, {
      known: until === undefined ? [position] : [position, until],
      consignment,
      exported: position,
      places: places.map(({ month, chapter, causes }) => {
        const sum = causes.reduce((all, cause) => all + cause, 0);
        return [
          month,
          chapter,
          { imports: sum, ...Object.fromEntries(COLUMNS.map((name, i) => [name, causes[i]])) },
        ];
      }),
    });
  }
  await fillMirrorCells(ledger);
  const last = events.at(-1)?.position ?? 0;
  await ledger.reach(last);
  const minor = (amount: string) => BigInt(amount.replace('.', ''));
  type Amounts = { gap: { amount: string }; causes: Record<Cause, { amount: string }> };
  const all = CAUSES.map((cause) => {
    const name = cause.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    return `${cause}: lines(cause: ${name}, first: 100) { edges { node { share { amount } } } }`;
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 7, max: last }), async (asOf) => {
      const args = `exporter: "PK", importer: "KZ", from: "2026-05", to: "2026-06", asOf: ${asOf}`;
      const answer = await gap<
        { total: Amounts; months: Amounts[]; byChapter: Amounts[] } & Record<Cause, Lines['lines']>
      >(`total { ${SHORT} } months { ${SHORT} } byChapter { ${SHORT} } ${all.join(' ')}`, args);
      const { total, months, byChapter } = answer;
      for (const each of [total, ...months, ...byChapter]) {
        const sum = CAUSES.reduce((cents, cause) => cents + minor(each.causes[cause].amount), 0n);
        expect(sum).toBe(minor(each.gap.amount));
      }
      for (const cause of CAUSES) {
        const of = (rows: readonly Amounts[]) =>
          rows.reduce((cents, row) => cents + minor(row.causes[cause].amount), 0n);
        const shares = answer[cause].edges.reduce((cents, { node }) => cents + minor(node.share.amount), 0n);
        expect([of(months), of(byChapter), shares]).toEqual(Array(3).fill(of([total])));
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
