import type { Role } from '@corridor/nest-kit';
import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const PK_KZ = 'reporter: "PK", partner: "KZ"';
const JANUARY = 'from: "2026-01", to: "2026-01"';
const [FIRST, SECOND, MOVED] = [idOf(1), idOf(2), idOf(3)];

/** What an event of a declaration (consignment of the same id) adds to a month, in cents, and whether it is a correction. */
async function told(
  declaration: string,
  cents: readonly number[],
  more: { readonly month?: string; readonly partner?: string; readonly correction?: boolean } = {},
): Promise<number> {
  const type = more.correction ? 'DeclarationAmended' : 'DeclarationCleared';
  const position = await ledger.event({ type });
  for (const each of cents) {
    await ledger.fact({
      position,
      flow: 'export',
      month: '2026-01',
      consignmentId: declaration,
      declarationId: declaration,
      ...more,
      cents: BigInt(each),
    });
  }
  return position;
}

/**
 * | event | what                                                            | PK–KZ, January |
 * | ----- | --------------------------------------------------------------- | -------------- |
 * | 1     | the first declaration                                           | 10 000         |
 * | 2     | one of Uzbekistan                                               | –              |
 * | 3     | the first is amended                                            | −10 000, 8 000 |
 * | 4     | the second declaration                                          | 5 000          |
 * | 5     | the second is amended                                           | −5 000, 4 500  |
 * | 6     | that of Uzbekistan is amended to Kazakhstan                     | 700            |
 * | 7     | another month                                                   | –              |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const correction = true;
  await told(FIRST, [10_000]);
  await told(MOVED, [700], { partner: 'UZ' });
  await told(FIRST, [-10_000, 8_000], { correction });
  await told(SECOND, [5_000]);
  await told(SECOND, [-5_000, 4_500], { correction });
  await told(MOVED, [700], { correction });
  await told(idOf(4), [99], { month: '2026-02' });
  await ledger.reach(7);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const FIELDS =
  'before { amount } after { amount } difference { amount } newTrade { amount } corrections { amount }';
interface Restatement {
  readonly [figure: string]: { readonly amount: string };
}
async function asked<Answer>(args: string, fields: string, role: Role = 'reporter'): Promise<Answer> {
  const { data, errors } = await gateway.ask(`{ tradeRestatement(${args}) { ${fields} } }`, { role });
  expect(errors).toEqual([]);
  return (data as { tradeRestatement: Answer }).tradeRestatement;
}
const figures = async (args: string): Promise<readonly string[]> =>
  Object.values(await asked<Restatement>(args, FIELDS)).map(({ amount }) => amount);

it('splits the difference into new trade and corrections of what had been reported', async () => {
  // Before 100.00; after 80.00 + 45.00; 25.00 = 45.00 − 20.00.
  expect(await figures(`${PK_KZ}, ${JANUARY}, since: 1, asOf: 5`)).toEqual([
    '100.00',
    '125.00',
    '25.00',
    '45.00',
    '-20.00',
  ]);
});

it.each([
  // Nothing was reported yet: all of it is new, as it is now.
  [0, 5, ['0.00', '125.00', '125.00', '125.00', '0.00']],
  // The second had been reported with 50.00.
  [4, 5, ['130.00', '125.00', '-5.00', '0.00', '-5.00']],
  [4, 4, ['130.00', '130.00', '0.00', '0.00', '0.00']],
  // From Uzbekistan to Kazakhstan: that declaration had been reported at 5, not at 1.
  [5, 6, ['125.00', '132.00', '7.00', '0.00', '7.00']],
  [1, 6, ['100.00', '132.00', '32.00', '52.00', '-20.00']],
])('from position %d to %d', async (since, asOf, expected) => {
  expect(await figures(`${PK_KZ}, ${JANUARY}, since: ${since}, asOf: ${asOf}`)).toEqual(expected);
});

it('is explained by its events, page by page, each with its share of either part', async () => {
  type Page = {
    events: {
      edges: { node: Readonly<Record<string, unknown>> }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
  const page = (after = '') =>
    asked<Page>(
      `${PK_KZ}, ${JANUARY}, since: 1, asOf: 6`,
      `events(first: 2${after}) { edges { node { position type month share { amount } newTrade { amount } corrections { amount } } } pageInfo { hasNextPage endCursor } }`,
    );
  const first = await page();
  const second = await page(`, after: "${first.events.pageInfo.endCursor}"`);
  expect([first.events.pageInfo.hasNextPage, second.events.pageInfo.hasNextPage]).toEqual([true, false]);
  const event = (position: number, type: string, newTrade: string, corrections: string, share: string) => ({
    position,
    type,
    month: '2026-01',
    share: { amount: share },
    newTrade: { amount: newTrade },
    corrections: { amount: corrections },
  });
  expect([...first.events.edges, ...second.events.edges].map(({ node }) => node)).toEqual([
    event(3, 'DeclarationAmended', '0.00', '-20.00', '-20.00'),
    event(4, 'DeclarationCleared', '50.00', '0.00', '50.00'),
    event(5, 'DeclarationAmended', '-5.00', '0.00', '-5.00'),
    event(6, 'DeclarationAmended', '7.00', '0.00', '7.00'),
  ]);
});

it('tells traders the figures, not the events', async () => {
  const { data, errors } = await gateway.ask(
    `{ tradeRestatement(${PK_KZ}, ${JANUARY}, since: 1, asOf: 5) { difference { amount } events { edges { cursor } } } }`,
    { role: 'trader' },
  );
  expect(data).toEqual({ tradeRestatement: { difference: { amount: '25.00' }, events: null } });
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['tradeRestatement', 'events'] }]);
});

it.each([
  [`${PK_KZ}, ${JANUARY}, since: 6, asOf: 5`, 'BAD_USER_INPUT', 'since: 6 lies behind asOf, which is 5.'],
  [`reporter: "PK", partner: "PK", ${JANUARY}, since: 1`, 'BAD_USER_INPUT', 'partner: '],
  [`${PK_KZ}, from: "2026-02", to: "2026-01", since: 1`, 'BAD_USER_INPUT', 'to: "2026-01" lies before'],
  [`${PK_KZ}, ${JANUARY}, since: 1, asOf: 999`, 'POSITION_AHEAD', 'asOf 999'],
])('%s is a clear error', async (args, code, part) => {
  const { data, errors } = await gateway.ask(`{ tradeRestatement(${args}) { difference { amount } } }`);
  expect(data).toEqual({ tradeRestatement: null });
  expect(errors).toMatchObject([{ code }]);
  expect(errors[0]?.message).toContain(part);
});

it('sums up, whatever is told and corrected between whichever positions', async () => {
  // Declarations of PK with KZ and UZ in March and April, behind all of the above.
  const drawn = fc.sample(
    fc.record({
      declaration: fc.integer({ min: 100, max: 115 }),
      partner: fc.constantFrom('KZ', 'UZ'),
      cents: fc.array(fc.integer({ min: -90_000, max: 90_000 }), { minLength: 1, maxLength: 3 }),
      month: fc.constantFrom('2026-03', '2026-04'),
    }),
    { numRuns: 60 },
  );
  const known = new Set<number>();
  let last = 7;
  for (const { declaration, ...more } of drawn) {
    last = await told(idOf(declaration), more.cents, { ...more, correction: known.has(declaration) });
    known.add(declaration);
  }
  await ledger.reach(last);
  const cents = (amount: string | undefined) => BigInt((amount ?? '').replace('.', ''));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: last }), fc.integer({ min: 0, max: last }), async (a, b) => {
      const [since, asOf] = [Math.min(a, b), Math.max(a, b)];
      const args = `${PK_KZ}, from: "2026-03", to: "2026-04", since: ${since}, asOf: ${asOf}`;
      const [before, after, difference, newTrade, corrections] = (await figures(args)).map(cents);
      const { events } = await asked<{
        events: { edges: { node: Readonly<Record<string, { amount: string }>> }[] };
      }>(
        args,
        'events(first: 100) { edges { node { share { amount } newTrade { amount } corrections { amount } } } }',
      );
      const sum = (part: string) =>
        events.edges.reduce((total, { node }) => total + cents(node[part]?.amount), 0n);
      expect(difference).toBe((after ?? 0n) - (before ?? 0n));
      expect((newTrade ?? 0n) + (corrections ?? 0n)).toBe(difference);
      expect([sum('share'), sum('newTrade'), sum('corrections')]).toEqual([
        difference,
        newTrade,
        corrections,
      ]);
    }),
    { numRuns: 40 },
  );
}, 60_000);
