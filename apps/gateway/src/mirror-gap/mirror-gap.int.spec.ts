import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
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
    asOf: 7,
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

it.each([
  ['exporter: "PK", importer: "PK", from: "2026-01", to: "2026-02"', 'BAD_USER_INPUT', 'importer: '],
  ['exporter: "PK", importer: "KZ", from: "2026-02", to: "2026-01"', 'BAD_USER_INPUT', 'to: '],
  [`${PK_KZ}, asOf: 999999`, 'POSITION_AHEAD', 'asOf 999999'],
])('of %s is a clear error', async (args, code, part) => {
  const { data, errors } = await gateway.ask(`{ mirrorGap(${args}) { asOf } }`);
  expect(data).toEqual({ mirrorGap: null });
  expect(errors).toMatchObject([{ code, message: expect.stringContaining(part) }]);
});
