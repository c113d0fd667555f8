import { fillMirror } from '../../mirror-gap/mirror-gap.spec-kit.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  // Events 1 and 3 are exports of PK to KZ, which 2 and 4 tell imported; 7 is one of March, and one of KZ to PK in January.
  await fillMirror(ledger);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const ask = (args: string, fields: string, role: 'reporter' | 'trader' = 'reporter') =>
  gateway.ask(`{ bilateralTrade(${args}) { total { amount } underWay { ${fields} } } }`, { role });
const KZ = 'reporter: "KZ", partner: "PK", from: "2026-01", to: "2026-03"';
const underWay = async (args: string) => {
  const { data, errors } = await ask(args, 'value { amount } months { month value { amount } }');
  expect(errors).toEqual([]);
  type Worth = { readonly amount: string };
  type Answer = { value: Worth; months: { month: string; value: Worth }[] };
  const told = (data as { bilateralTrade: { underWay: Answer } }).bilateralTrade.underWay;
  return [told.value.amount, ...told.months.map(({ month, value }) => `${month} ${value.amount}`)];
};

it('is what the partner exported and the reporter has not imported, as of a position', async () => {
  expect(await underWay(`${KZ}, asOf: 1`)).toEqual([
    '360.00',
    '2026-01 360.00',
    '2026-02 0.00',
    '2026-03 0.00',
  ]);
  expect(await underWay(`${KZ}, asOf: 3`)).toEqual([
    '100.00',
    '2026-01 100.00',
    '2026-02 0.00',
    '2026-03 0.00',
  ]);
  // What one imports and the other did not declare is nothing under way.
  expect(await underWay(`${KZ}, asOf: 6`)).toEqual(['0.00', '2026-01 0.00', '2026-02 0.00', '2026-03 0.00']);
  expect(await underWay(KZ)).toEqual(['0.99', '2026-01 0.00', '2026-02 0.00', '2026-03 0.99']);
});

it('goes one way: what the reporter exports is not under way to it', async () => {
  const january = 'reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01"';
  expect(await underWay(january)).toEqual(['0.98', '2026-01 0.98']);
});

it('is explained by its lines, page by page, to those who see events', async () => {
  const fields =
    'lines(first: 1) { edges { node { consignmentId lineNumber share { amount } exported { position } imported { position } } } pageInfo { hasNextPage } }';
  const { data, errors } = await ask(`${KZ}, asOf: 3`, fields);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    bilateralTrade: {
      underWay: {
        lines: {
          edges: [
            {
              node: {
                consignmentId: idOf(2),
                lineNumber: 1,
                share: { amount: '100.00' },
                exported: { position: 3 },
                imported: null,
              },
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    },
  });
  const refused = await ask(KZ, 'value { amount } lines { edges { cursor } }', 'trader');
  expect(refused.data).toMatchObject({
    bilateralTrade: { underWay: { value: { amount: '0.99' }, lines: null } },
  });
  expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
