import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPublication, type Publication } from '../spec-kit/publication-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const tell = (told: Publication) => addPublication(ledger, told);

/**
 * | event | period  | flow   | what                                                                           |
 * | ----- | ------- | ------ | ------------------------------------------------------------------------------ |
 * | 1     | 2025    | export | TOTAL 100 000.10, 08 40 000.00, 52 60 000.10 (and 5205); up to event 4          |
 * | 2     | 2025-03 | export | 52 7.00, no TOTAL                                                              |
 * | 3     | 2025-03 | import | TOTAL 0.00                                                                     |
 * | 4     | 2025    | export | TOTAL 100 000.20, 52 60 000.20: revised                                        |
 * | 5     | 2026    | import | beyond 2^53 cents; 27                                                          |
 * | 6     | 2026-02 | export | TOTAL 3.00, 52 3.00, final                                                     |
 * | 7–12  |         |        | months and years outside, other pairs                                          |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 12; each += 1) await ledger.event();
  const first = { TOTAL: 10_000_010n, '08': 4_000_000n, '52': 6_000_010n, '5205': 6_000_010n };
  await tell({ known: [1, 4], period: '2025', lines: first, publishedOn: '2026-06-01' });
  await tell({ known: [2], period: '2025-03', lines: { '52': 700n } });
  await tell({ known: [3], period: '2025-03', flow: 'import', lines: { TOTAL: 0n } });
  await tell({
    known: [4],
    period: '2025',
    lines: { TOTAL: 10_000_020n, '52': 6_000_020n },
    status: 'revised',
    publishedOn: '2026-06-30',
    downloadedOn: '2026-07-01',
  });
  const large = 9_007_199_254_740_993n;
  await tell({ known: [5], period: '2026', flow: 'import', lines: { TOTAL: large, '27': large } });
  await tell({ known: [6], period: '2026-02', lines: { TOTAL: 300n, '52': 300n }, status: 'final' });
  await tell({ known: [7], period: '2025-02', lines: { TOTAL: 1n, '01': 1n } });
  await tell({ known: [8], period: '2026-03', lines: { TOTAL: 1n, '02': 1n } });
  await tell({ known: [9], period: '2024', lines: { TOTAL: 1n, '03': 1n } });
  await tell({ known: [12], period: '2027', lines: { TOTAL: 1n, '04': 1n } });
  await tell({ known: [11], period: '2025', pair: ['KZ', 'PK'], flow: 'import', lines: { TOTAL: 2n } });
  await tell({ known: [10], period: '2025', pair: ['PK', 'UZ'], lines: { TOTAL: 4n } });
  await tell({ known: [1], period: '2025', generation: 2, lines: { TOTAL: 8n } });
  await ledger.reach(12);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
async function official(
  fields: string,
  args = 'reporter: "PK", partner: "KZ", from: "2025-03", to: "2026-02"',
) {
  const { data, errors } = await gateway.ask(`{ officialTrade(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { officialTrade: Row }).officialTrade;
}
const usd = (amount: string) => ({ amount, currency: 'USD' });
const TOTALS = 'period flow total { amount } position';
/** By its period, flow, amount and position. */
const short = (period: string, flow: string, amount: string | null, position: number) => ({
  ...{ period, flow, position },
  total: amount === null ? null : { amount },
});

it('tells months and years as they were published, the newest telling of each', async () => {
  const all =
    'period flow total { amount currency } source classification status publishedOn downloadedOn position';
  const told = { source: 'UN_COMTRADE', classification: 'H6', publishedOn: null, downloadedOn: '2026-06-20' };
  const month = (period: string, flow: string, total: object | null, status: string, position: number) => ({
    ...told,
    ...{ period, flow, total, status, position },
  });
  const answer = await official(`reporter partner from to asOf months { ${all} } years { ${all} }`);
  expect(answer).toEqual({
    reporter: 'PK',
    partner: 'KZ',
    from: '2025-03',
    to: '2026-02',
    asOf: 12,
    months: [
      month('2025-03', 'EXPORT', null, 'PROVISIONAL', 2),
      month('2025-03', 'IMPORT', usd('0.00'), 'PROVISIONAL', 3),
      month('2026-02', 'EXPORT', usd('3.00'), 'FINAL', 6),
    ],
    years: [
      {
        ...told,
        ...{ period: '2025', flow: 'EXPORT', total: usd('100000.20'), status: 'REVISED', position: 4 },
        publishedOn: '2026-06-30',
        downloadedOn: '2026-07-01',
      },
      month('2026', 'IMPORT', usd('90071992547409.93'), 'PROVISIONAL', 5),
    ],
  });
});

it('tells of chapters, in their order, and makes no total of them', async () => {
  expect(await official(`byChapter { chapter name months { ${TOTALS} } years { ${TOTALS} } }`)).toEqual({
    byChapter: [
      {
        chapter: '27',
        name: 'Mineral fuels and oils',
        months: [],
        years: [short('2026', 'IMPORT', '90071992547409.93', 5)],
      },
      {
        chapter: '52',
        name: 'Cotton',
        months: [short('2025-03', 'EXPORT', '7.00', 2), short('2026-02', 'EXPORT', '3.00', 6)],
        years: [short('2025', 'EXPORT', '60000.20', 4)],
      },
    ],
  });
});

it('is, as of a position before a revision, what it was, with the chapters of then', async () => {
  const args = 'reporter: "PK", partner: "KZ", from: "2025-01", to: "2025-12", asOf: 3';
  const of = (chapter: string, amount: string) => ({
    chapter,
    years: [short('2025', 'EXPORT', amount, 1)],
  });
  expect(await official(`asOf years { ${TOTALS} } byChapter { chapter years { ${TOTALS} } }`, args)).toEqual({
    asOf: 3,
    years: [short('2025', 'EXPORT', '100000.10', 1)],
    byChapter: [of('08', '40000.00'), of('52', '60000.10')],
  });
  expect(await official('years { period }', args.replace('asOf: 3', 'asOf: 0'))).toEqual({ years: [] });
});

it('names its reporter: the other side tells its own', async () => {
  const args = 'reporter: "KZ", partner: "PK", from: "2025-01", to: "2025-12"';
  expect(await official(`months { period } years { ${TOTALS} } byChapter { chapter }`, args)).toEqual({
    months: [],
    years: [short('2025', 'IMPORT', '0.02', 11)],
    byChapter: [],
  });
});

it('stands beside what the ledger counts, in one question, for whoever has a key', async () => {
  await ledger.fact({ position: 6, month: '2025-03', flow: 'export', cents: 650n });
  await ledger.reach(12);
  const args = 'reporter: "PK", partner: "KZ", from: "2025-03", to: "2025-03"';
  const { data, errors } = await gateway.ask(
    `{ bilateralTrade(${args}) { exports { amount } asOf } officialTrade(${args}) { months { ${TOTALS} } asOf } }`,
    { role: 'trader' },
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    bilateralTrade: { exports: { amount: '6.50' }, asOf: 12 },
    officialTrade: {
      months: [short('2025-03', 'EXPORT', null, 2), short('2025-03', 'IMPORT', '0.00', 3)],
      asOf: 12,
    },
  });
});

it.each([
  ['reporter: "PK", partner: "PK", from: "2025-01", to: "2025-12"', 'BAD_USER_INPUT'],
  ['reporter: "PK", partner: "KZ", from: "2025-02", to: "2025-01"', 'BAD_USER_INPUT'],
  ['reporter: "PK", partner: "KZ", from: "2025-01", to: "2025-12", asOf: 999999', 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ officialTrade(${args}) { asOf } }`);
  expect(errors).toMatchObject([{ code }]);
});
