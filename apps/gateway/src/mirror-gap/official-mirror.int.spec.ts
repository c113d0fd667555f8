import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPublication } from '../spec-kit/publication-rows.js';
import { askGap, PK_KZ } from './mirror-gap.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * | event | who | period  | what                                                             |
 * | ----- | --- | ------- | ---------------------------------------------------------------- |
 * | 1     | PK  | 2026-01 | exports: TOTAL 500.00, 52 500.00, 08 1.00                        |
 * | 2     | KZ  | 2026-01 | imports: TOTAL 530.01, 52 530.01; until 4                        |
 * | 3     | KZ  | 2026-02 | imports: 54 400.00, no TOTAL                                     |
 * | 4     | KZ  | 2026-01 | imports: TOTAL 550.00, 52 550.00 (FOB 540.00), 08 0.00           |
 * | 5     |     |         | a year, and what another generation holds                        |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 5; each += 1) await ledger.event();
  const told = { period: '2026-01', status: 'revised', publishedOn: '2026-06-01' };
  await addPublication(ledger, { ...told, known: [1], lines: { TOTAL: 50_000n, '52': 50_000n, '08': 100n } });
  const imports = { flow: 'import', pair: ['KZ', 'PK'] } as const;
  await addPublication(ledger, {
    ...imports,
    known: [2, 4],
    period: '2026-01',
    lines: { TOTAL: 53_001n, '52': 53_001n },
  });
  await addPublication(ledger, { ...imports, known: [3], period: '2026-02', lines: { '54': 40_000n } });
  await addPublication(ledger, {
    ...imports,
    known: [4],
    period: '2026-01',
    lines: { TOTAL: 55_000n, '52': 55_000n, '08': 0n },
  });
  await ledger.owner.query(
    `UPDATE reporting.official_lines SET cif_usd_cents = 55000, fob_usd_cents = 54000 WHERE position = 4 AND code = '52'`,
  );
  // A year, a flow and a partner that nothing is held against.
  await addPublication(ledger, { ...imports, known: [5], period: '2026', lines: { TOTAL: 1n } });
  await addPublication(ledger, { known: [5], generation: 2, period: '2026-02', lines: { TOTAL: 1n } });
  await ledger.reach(5);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const gap = <Answer = Record<string, unknown>>(fields: string, args = PK_KZ): Promise<Answer> =>
  askGap(gateway, fields, args);

const figure = '{ flow total { amount } status publishedOn position }';
const month = `month imports ${figure} exports ${figure} gap { amount } ofExports gapLessFreight { amount }`;
const exports = (total: string) => ({
  flow: 'EXPORT',
  total: { amount: total },
  status: 'REVISED',
  publishedOn: '2026-06-01',
  position: 1,
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
          imports: imports('550.00', 4),
          exports: exports('500.00'),
          gap: { amount: '50.00' },
          ofExports: '0.1000',
          // 550.00 ÷ 1.06 = 518.867…
          gapLessFreight: { amount: '18.87' },
        },
        { month: '2026-02', imports: imports(null, 3), exports: null, ...nothing },
      ],
      byChapter: [
        {
          chapter: '08',
          name: 'Fruit and nuts',
          months: [
            {
              month: '2026-01',
              imports: imports('0.00', 4),
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
              imports: imports('550.00', 4),
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
          months: [{ month: '2026-02', imports: imports('400.00', 3), exports: null, ...nothing }],
        },
      ],
    },
  });
});

it('is, as of a position, what was published by then', async () => {
  const asked = `official { months { ${month} } }`;
  expect(await gap(asked, `${PK_KZ}, asOf: 1`)).toEqual({
    official: { months: [{ month: '2026-01', imports: null, exports: exports('500.00'), ...nothing }] },
  });
  expect(await gap(asked, `${PK_KZ}, asOf: 2`)).toEqual({
    official: {
      months: [
        {
          month: '2026-01',
          imports: imports('530.01', 2),
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
