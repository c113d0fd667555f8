import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPublication } from '../spec-kit/publication-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Told, told otherwise, and that taken back: the first stands again. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 3; each += 1) await ledger.event();
  const of = { period: '2025', pair: ['TJ', 'PK'] } as const;
  await addPublication(ledger, { ...of, known: [1, 2], lines: { TOTAL: 100n, '52': 100n } });
  await addPublication(ledger, { ...of, known: [2, 3], lines: { TOTAL: 200n }, status: 'final' });
  await addPublication(ledger, { ...of, known: [3], toldAt: 1, lines: {} });
  await ledger.reach(3);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

it('of what was taken back, tells what stood before it again, and as of a position before, what stood then', async () => {
  const stood = async (asOf: number) => {
    const { data, errors } = await gateway.ask(
      `{ officialTrade(reporter: "TJ", partner: "PK", from: "2025-01", to: "2025-12", asOf: ${asOf}) {
        years { total { amount } status position } byChapter { chapter years { total { amount } } } } }`,
    );
    expect(errors).toEqual([]);
    return (data as { officialTrade: object }).officialTrade;
  };
  const cotton = [{ chapter: '52', years: [{ total: { amount: '1.00' } }] }];
  const first = {
    years: [{ total: { amount: '1.00' }, status: 'PROVISIONAL', position: 1 }],
    byChapter: cotton,
  };
  expect(await stood(1)).toEqual(first);
  expect(await stood(2)).toEqual({
    years: [{ total: { amount: '2.00' }, status: 'FINAL', position: 2 }],
    byChapter: [],
  });
  expect(await stood(3)).toEqual(first);
});
