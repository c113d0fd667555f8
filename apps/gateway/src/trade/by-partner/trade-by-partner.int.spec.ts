import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * | event | month   | what                              | cents   |
 * | ----- | ------- | --------------------------------- | ------- |
 * | 1     | 2026-01 | PK exports to KZ                  | 10 000  |
 * | 2     | 2026-01 | PK re-exports to UZ               | 5 000   |
 * | 3     | 2026-02 | PK imports from CN                | 3 000   |
 * | 4     | 2026-02 | PK's own goods come back          | 777     |
 * | 5     | 2026-02 | KZ exports to PK                  | 900     |
 * | 6     | 2026-01 | the goods for KZ are put right    | −10 000 |
 * |       |         |                                   | 9 000   |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let at = 0; at < 6; at += 1) await ledger.event();
  const january = { month: '2026-01', flow: 'export' } as const;
  await ledger.fact({ ...january, position: 1, cents: 10_000n });
  await ledger.fact({ ...january, position: 2, cents: 5_000n, partner: 'UZ', origin: 'CN' });
  await ledger.fact({ position: 3, month: '2026-02', flow: 'import', cents: 3_000n, partner: 'CN' });
  await ledger.fact({ position: 4, month: '2026-02', flow: 'import', cents: 777n, partner: 'PK' });
  await ledger.fact({
    position: 5,
    month: '2026-02',
    flow: 'export',
    cents: 900n,
    reporter: 'KZ',
    partner: 'PK',
  });
  for (const cents of [-10_000n, 9_000n])
    await ledger.fact({ ...january, position: 6, cents, correction: true });
  await ledger.reach(6);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function asked<Answer>(args: string, fields: string): Promise<Answer> {
  const { data, errors } = await gateway.ask(
    `{ tradeByPartner(from: "2026-01", to: "2026-02", ${args}) { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return (data as { tradeByPartner: Answer }).tradeByPartner;
}
const FIELDS =
  'reporter region asOf exports { amount } reExports { amount } imports { amount } total { amount } partners { partner name share exports { amount } imports { amount } total { amount } }';
const partner = (
  code: string,
  name: string,
  exported: string,
  imported: string,
  total: string,
  share: string,
) => ({
  partner: code,
  name,
  share,
  exports: { amount: exported },
  imports: { amount: imported },
  total: { amount: total },
});

it('is the trade with each country, the largest first, and with all of them', async () => {
  // 90.00 + 50.00 + 30.00 = 170.00; 90 ÷ 170 = 0.5294.
  expect(await asked('reporter: "PK"', FIELDS)).toEqual({
    reporter: 'PK',
    region: null,
    asOf: 6,
    exports: { amount: '140.00' },
    reExports: { amount: '50.00' },
    imports: { amount: '30.00' },
    total: { amount: '170.00' },
    partners: [
      partner('KZ', 'Kazakhstan', '90.00', '0.00', '90.00', '0.5294'),
      partner('UZ', 'Uzbekistan', '50.00', '0.00', '50.00', '0.2941'),
      partner('CN', 'China', '0.00', '30.00', '30.00', '0.1765'),
    ],
  });
});

it('is as of a position, and of a region alone', async () => {
  // 100.00 + 50.00, before the goods were put right.
  expect(
    await asked(
      'reporter: "PK", region: CENTRAL_ASIA, asOf: 5',
      'region total { amount } partners { partner share }',
    ),
  ).toEqual({
    region: 'CENTRAL_ASIA',
    total: { amount: '150.00' },
    partners: [
      { partner: 'KZ', share: '0.6667' },
      { partner: 'UZ', share: '0.3333' },
    ],
  });
  // Kazakhstan has none of its own region.
  expect(
    await asked('reporter: "KZ", region: CENTRAL_ASIA', 'total { amount } partners { partner }'),
  ).toEqual({
    total: { amount: '0.00' },
    partners: [],
  });
});

it('is explained by the events behind it', async () => {
  const events = 'events(first: 10) { edges { node { position share { amount } correction } } }';
  const node = (position: number, amount: string, correction = false) => ({
    node: { position, share: { amount }, correction },
  });
  expect(await asked('reporter: "PK"', events)).toEqual({
    events: { edges: [node(1, '100.00'), node(2, '50.00'), node(3, '30.00'), node(6, '-10.00', true)] },
  });
  expect(await asked('reporter: "PK", region: CENTRAL_ASIA, asOf: 5', events)).toEqual({
    events: { edges: [node(1, '100.00'), node(2, '50.00')] },
  });
});

it('tells traders the figures, not the events', async () => {
  const { data, errors } = await gateway.ask(
    '{ tradeByPartner(reporter: "PK", from: "2026-01", to: "2026-02") { total { amount } events { edges { cursor } } } }',
    { role: 'trader' },
  );
  expect(data).toEqual({ tradeByPartner: { total: { amount: '170.00' }, events: null } });
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['tradeByPartner', 'events'] }]);
});

it('says what cannot be asked', async () => {
  const { errors } = await gateway.ask(
    '{ tradeByPartner(reporter: "PK", from: "2026-02", to: "2026-01") { total { amount } } }',
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

it('is bilateral trade with each, and its shares sum to the total, for any log and position', async () => {
  const drawn = fc.sample(
    fc.record({
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      flow: fc.constantFrom('export', 'import'),
      partner: fc.constantFrom('KZ', 'UZ', 'TJ', 'CN'),
      cents: fc.bigInt({ min: -90_000n, max: 90_000n }),
    }),
    { numRuns: 40 },
  );
  let last = 6;
  for (const fact of drawn) {
    last = await ledger.event();
    await ledger.fact({ ...fact, position: last });
  }
  await ledger.reach(last);
  const cents = (amount: string) => BigInt(amount.replace('.', ''));
  const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + cents(amount), 0n);
  type Amount = { total: { amount: string } };
  type Answer = Amount & {
    partners: (Amount & { partner: string })[];
    events: { edges: { node: { share: { amount: string } } }[] };
  };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: last }), fc.boolean(), async (asOf, isOfRegion) => {
      const { total, partners, events } = await asked<Answer>(
        `reporter: "PK", asOf: ${asOf}${isOfRegion ? ', region: CENTRAL_ASIA' : ''}`,
        'total { amount } partners { partner total { amount } } events(first: 100) { edges { node { share { amount } } } }',
      );
      expect(sum(partners.map((each) => each.total.amount))).toBe(cents(total.amount));
      expect(sum(events.edges.map(({ node }) => node.share.amount))).toBe(cents(total.amount));
      for (const each of partners) {
        const { data } = await gateway.ask(
          `{ bilateralTrade(reporter: "PK", partner: "${each.partner}", from: "2026-01", to: "2026-02", asOf: ${asOf}) { total { amount } } }`,
        );
        expect(data).toEqual({ bilateralTrade: { total: each.total } });
      }
    }),
    { numRuns: 20 },
  );
});
