import type { Role } from '@corridor/nest-kit';
import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addMirrorPair, fillMirrorCells, type MirrorPair } from '../spec-kit/mirror-rows.js';
import { idOf } from '../spec-kit/payment-rows.js';
import { addPublication } from '../spec-kit/publication-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const tell = (pair: MirrorPair) => addMirrorPair(ledger, pair);
const alone = (cents: number) => ({ exports: cents, one_side_only: -cents });

/**
 * | event | what                                                                                             |
 * | ----- | ------------------------------------------------------------------------------------------------ |
 * | 1     | export of consignment 1, January, 52: 360.00, alone until 2                                       |
 * | 2     | its import, February, 54: 402.50 (the example of the definition)                                  |
 * | 3     | export of consignment 2, January, 52: 100.00, alone until 4                                       |
 * | 4     | its import in the same month and chapter: 110.00, of these freight 7.00                           |
 * | 5     | import of line 2 of consignment 2, February, 30: 5.00, alone                                      |
 * | 6     | export to UZ of what KZ imported: partner, for both pairs of countries                            |
 * | 7     | another month, another pair of countries, another generation                                      |
 * | 8–12  | official statistics                                                                               |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 12; each += 1) await ledger.event();
  await tell({ known: [1, 2], consignment: 1, exported: 1, places: [['2026-01', '52', alone(36_000)]] });
  await tell({
    known: [2],
    consignment: 1,
    exported: 1,
    imported: 2,
    places: [
      [
        '2026-01',
        '52',
        { exports: 36_000, freight_and_insurance: 3_600, exchange_rate: -1_100, timing: -38_500 },
      ],
      ['2026-02', '52', { timing: 38_500, classification: -38_500 }],
      ['2026-02', '54', { imports: 40_250, classification: 38_500, residual: 1_750 }],
    ],
  });
  await tell({ known: [3, 4], consignment: 2, exported: 3, places: [['2026-01', '52', alone(10_000)]] });
  await tell({
    known: [4],
    consignment: 2,
    exported: 3,
    imported: 4,
    places: [
      ['2026-01', '52', { exports: 10_000, imports: 11_000, freight_and_insurance: 700, residual: 300 }],
    ],
  });
  const drugs = { imports: 500, one_side_only: 500 };
  await tell({ known: [5], consignment: 2, line: 2, imported: 5, places: [['2026-02', '30', drugs]] });
  await tell({
    known: [6],
    consignment: 3,
    exported: 6,
    imported: 6,
    places: [
      ['2026-02', '10', { exports: 900, partner: -900 }, ['PK', 'UZ']],
      ['2026-02', '10', { imports: 900, partner: 900 }],
    ],
  });
  await tell({ known: [7], consignment: 4, exported: 7, places: [['2026-03', '52', alone(99)]] });
  await tell({
    known: [7],
    pair: 2,
    consignment: 4,
    exported: 7,
    places: [['2026-01', '52', alone(98), ['KZ', 'PK']]],
  });
  await tell({
    known: [7],
    generation: 2,
    consignment: 4,
    exported: 7,
    places: [['2026-01', '52', alone(97)]],
  });
  const told = { period: '2026-01', status: 'revised', publishedOn: '2026-06-01' };
  await addPublication(ledger, { ...told, known: [8], lines: { TOTAL: 50_000n, '52': 50_000n, '08': 100n } });
  const imports = { flow: 'import', pair: ['KZ', 'PK'] } as const;
  await addPublication(ledger, {
    ...imports,
    known: [9, 11],
    period: '2026-01',
    lines: { TOTAL: 53_001n, '52': 53_001n },
  });
  await addPublication(ledger, { ...imports, known: [10], period: '2026-02', lines: { '54': 40_000n } });
  await addPublication(ledger, {
    ...imports,
    known: [11],
    period: '2026-01',
    lines: { TOTAL: 55_000n, '52': 55_000n, '08': 0n },
  });
  await ledger.owner.query(
    `UPDATE reporting.official_lines SET cif_usd_cents = 55000, fob_usd_cents = 54000 WHERE position = 11 AND code = '52'`,
  );
  // A year, a flow and a partner that nothing is held against.
  await addPublication(ledger, { ...imports, known: [12], period: '2026', lines: { TOTAL: 1n } });
  await addPublication(ledger, { known: [12], generation: 2, period: '2026-02', lines: { TOTAL: 1n } });
  await fillMirrorCells(ledger);
  await ledger.reach(12);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const PK_KZ = 'exporter: "PK", importer: "KZ", from: "2026-01", to: "2026-02"';
async function gap<Answer = Record<string, unknown>>(
  fields: string,
  args = PK_KZ,
  role: Role = 'reporter',
): Promise<Answer> {
  const { data, errors } = await gateway.ask(`{ mirrorGap(${args}) { ${fields} } }`, { role });
  expect(errors).toEqual([]);
  return (data as { mirrorGap: Answer }).mirrorGap;
}
const CAUSES = [
  'freightAndInsurance',
  'exchangeRate',
  'timing',
  'partner',
  'classification',
  'oneSideOnly',
  'residual',
] as const;
type Cause = (typeof CAUSES)[number];
const SHORT = `imports { amount } exports { amount } gap { amount } ofExports causes { ${CAUSES.map((cause) => `${cause} { amount }`).join(' ')} }`;
/** Causes of nothing are left out. */
const amounts = (
  imports: string,
  exports: string,
  difference: string,
  ofExports: string | null,
  causes: Partial<Record<Cause, string>> = {},
) => ({
  imports: { amount: imports },
  exports: { amount: exports },
  gap: { amount: difference },
  ofExports,
  causes: Object.fromEntries(CAUSES.map((cause) => [cause, { amount: causes[cause] ?? '0.00' }])),
});

it('tells the gap with its causes, in all and month by month', async () => {
  expect(
    await gap(
      `exporter importer from to asOf total { imports { currency } ${SHORT} } months { month ${SHORT} }`,
    ),
  ).toEqual({
    exporter: 'PK',
    importer: 'KZ',
    from: '2026-01',
    to: '2026-02',
    asOf: 12,
    // 402.50 + 110.00 + 5.00 + 9.00 less 360.00 + 100.00; 66.50 ÷ 460.00 = 0.14456…
    total: {
      ...amounts('526.50', '460.00', '66.50', '0.1446', {
        freightAndInsurance: '43.00',
        exchangeRate: '-11.00',
        partner: '9.00',
        oneSideOnly: '5.00',
        residual: '20.50',
      }),
      imports: { amount: '526.50', currency: 'USD' },
    },
    months: [
      {
        month: '2026-01',
        ...amounts('110.00', '460.00', '-350.00', '-0.7609', {
          freightAndInsurance: '43.00',
          exchangeRate: '-11.00',
          timing: '-385.00',
          residual: '3.00',
        }),
      },
      {
        month: '2026-02',
        ...amounts('416.50', '0.00', '416.50', null, {
          timing: '385.00',
          partner: '9.00',
          oneSideOnly: '5.00',
          residual: '17.50',
        }),
      },
    ],
  });
});

it('tells it by chapter and month', async () => {
  const february = (own: object) => ({ months: [{ month: '2026-02', ...own }], ...own });
  const rice = amounts('9.00', '0.00', '9.00', null, { partner: '9.00' });
  const drugs = amounts('5.00', '0.00', '5.00', null, { oneSideOnly: '5.00' });
  const yarn = amounts('402.50', '0.00', '402.50', null, { classification: '385.00', residual: '17.50' });
  expect(await gap(`byChapter { chapter name ${SHORT} months { month ${SHORT} } }`)).toEqual({
    byChapter: [
      { chapter: '10', name: 'Cereals', ...february(rice) },
      { chapter: '30', name: 'Pharmaceuticals', ...february(drugs) },
      {
        chapter: '52',
        name: 'Cotton',
        ...amounts('110.00', '460.00', '-350.00', '-0.7609', {
          freightAndInsurance: '43.00',
          exchangeRate: '-11.00',
          classification: '-385.00',
          residual: '3.00',
        }),
        months: [
          {
            month: '2026-01',
            ...amounts('110.00', '460.00', '-350.00', '-0.7609', {
              freightAndInsurance: '43.00',
              exchangeRate: '-11.00',
              timing: '-385.00',
              residual: '3.00',
            }),
          },
          {
            month: '2026-02',
            ...amounts('0.00', '0.00', '0.00', null, { timing: '385.00', classification: '-385.00' }),
          },
        ],
      },
      { chapter: '54', name: expect.any(String), ...february(yarn) },
    ],
  });
});

it.each([
  [0, amounts('0.00', '0.00', '0.00', null)],
  [1, amounts('0.00', '360.00', '-360.00', '-1.0000', { oneSideOnly: '-360.00' })],
  [
    3,
    amounts('402.50', '460.00', '-57.50', '-0.1250', {
      freightAndInsurance: '36.00',
      exchangeRate: '-11.00',
      oneSideOnly: '-100.00',
      residual: '17.50',
    }),
  ],
])('is, as of position %d, what was known then', async (asOf, expected) => {
  expect(await gap(`total { ${SHORT} }`, `${PK_KZ}, asOf: ${asOf}`)).toEqual({ total: expected });
});

it('of the other pair of countries has what was taken for another partner, with the sign turned', async () => {
  const args = 'exporter: "PK", importer: "UZ", from: "2026-02", to: "2026-02"';
  expect(await gap(`total { ${SHORT} }`, args)).toEqual({
    total: amounts('0.00', '9.00', '-9.00', '-1.0000', { partner: '-9.00' }),
  });
});

describe('what explains a cause', () => {
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
    const names = [
      'freight_and_insurance',
      'exchange_rate',
      'timing',
      'partner',
      'classification',
      'one_side_only',
      'residual',
    ] as const;
    for (const [at, { position, consignment, places }] of events.entries()) {
      const until = events.slice(at + 1).find((later) => later.consignment === consignment)?.position;
      await tell({
        known: until === undefined ? [position] : [position, until],
        consignment,
        exported: position,
        places: places.map(({ month, chapter, causes }) => {
          const sum = causes.reduce((all, cause) => all + cause, 0);
          return [
            month,
            chapter,
            { imports: sum, ...Object.fromEntries(names.map((name, i) => [name, causes[i]])) },
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
      fc.asyncProperty(fc.integer({ min: 12, max: last }), async (asOf) => {
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
          const shares = answer[cause].edges.reduce(
            (cents, { node }) => cents + minor(node.share.amount),
            0n,
          );
          expect([of(months), of(byChapter), shares]).toEqual(Array(3).fill(of([total])));
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('beside it, by official statistics', () => {
  const figure = '{ flow total { amount } status publishedOn position }';
  const month = `month imports ${figure} exports ${figure} gap { amount } ofExports gapLessFreight { amount }`;
  const exports = (total: string) => ({
    flow: 'EXPORT',
    total: { amount: total },
    status: 'REVISED',
    publishedOn: '2026-06-01',
    position: 8,
  });
  const imports = (total: string | null, position: number) => ({
    flow: 'IMPORT',
    total: total === null ? null : { amount: total },
    status: 'PROVISIONAL',
    publishedOn: null,
    position,
  });
  const nothing = { gap: null, ofExports: null, gapLessFreight: null };

  it('is what the importer tells less what the exporter tells, absent where one side tells nothing', async () => {
    expect(
      await gap(`official { months { ${month} } byChapter { chapter name months { ${month} } } }`),
    ).toEqual({
      official: {
        months: [
          {
            month: '2026-01',
            imports: imports('550.00', 11),
            exports: exports('500.00'),
            gap: { amount: '50.00' },
            ofExports: '0.1000',
            // 550.00 ÷ 1.06 = 518.867…
            gapLessFreight: { amount: '18.87' },
          },
          { month: '2026-02', imports: imports(null, 10), exports: null, ...nothing },
        ],
        byChapter: [
          {
            chapter: '08',
            name: 'Fruit and nuts',
            months: [
              {
                month: '2026-01',
                imports: imports('0.00', 11),
                exports: exports('1.00'),
                gap: { amount: '-1.00' },
                ofExports: '-1.0000',
                gapLessFreight: { amount: '-1.00' },
              },
            ],
          },
          {
            chapter: '52',
            name: 'Cotton',
            months: [
              {
                month: '2026-01',
                imports: imports('550.00', 11),
                exports: exports('500.00'),
                gap: { amount: '50.00' },
                ofExports: '0.1000',
                // Told apart: 540.00 FOB.
                gapLessFreight: null,
              },
            ],
          },
          {
            chapter: '54',
            name: expect.any(String),
            months: [{ month: '2026-02', imports: imports('400.00', 10), exports: null, ...nothing }],
          },
        ],
      },
    });
  });

  it('is, as of a position, what was published by then', async () => {
    const asked = `official { months { ${month} } }`;
    expect(await gap(asked, `${PK_KZ}, asOf: 8`)).toEqual({
      official: { months: [{ month: '2026-01', imports: null, exports: exports('500.00'), ...nothing }] },
    });
    expect(await gap(asked, `${PK_KZ}, asOf: 9`)).toEqual({
      official: {
        months: [
          {
            month: '2026-01',
            imports: imports('530.01', 9),
            exports: exports('500.00'),
            gap: { amount: '30.01' },
            ofExports: '0.0600',
            // 530.01 ÷ 1.06 = 500.0094…
            gapLessFreight: { amount: '0.01' },
          },
        ],
      },
    });
  });
});

it.each([
  ['exporter: "PK", importer: "PK", from: "2026-01", to: "2026-02"', 'BAD_USER_INPUT'],
  ['exporter: "PK", importer: "KZ", from: "2026-02", to: "2026-01"', 'BAD_USER_INPUT'],
  [`${PK_KZ}, asOf: 999999`, 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { data, errors } = await gateway.ask(`{ mirrorGap(${args}) { asOf } }`);
  expect(data).toEqual({ mirrorGap: null });
  expect(errors).toMatchObject([{ code }]);
});
