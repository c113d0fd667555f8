import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addCredit, addFact, addObligation, addPosting, idOf } from '../spec-kit/payment-rows.js';

const RUNS = 8;
let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

/** A credit in parts of 100 minor units: what pays obligations of its own, what of each is taken back, and what pays nothing. */
const credit = fc.record({
  from: fc.option(fc.constantFrom('DEMOKZKA', 'DEMOUZ22')),
  currency: fc.constantFrom('USD', 'PKR'),
  month: fc.integer({ min: 1, max: 12 }),
  parts: fc.array(fc.tuple(fc.integer({ min: 1, max: 999 }), fc.boolean()), { maxLength: 3 }),
  waits: fc.integer({ min: 0, max: 50 }),
});
type Money = { readonly amount: string } | null;
const cents = (money: Money) => BigInt((money?.amount ?? '0').replace('.', ''));
const sumOf = (all: readonly bigint[]) => all.reduce((sum, each) => sum + each, 0n);

it('however credits are matched and taken back: pairs are the sum of their months and of what explains them, and what waits is what the account owes', async () => {
  let [position, id, year] = [0, 0, 2_000];
  let waiting = 0n;
  await fc.assert(
    fc.asyncProperty(fc.array(credit, { minLength: 1, maxLength: 8 }), async (credits) => {
      year += 1;
      for (const { from, currency, month, parts, waits } of credits) {
        const day = `${year}-${String(month).padStart(2, '0')}-10`;
        id += 1;
        const settlement = id;
        const minor = parts.reduce((sum, [part]) => sum + part, waits);
        if (minor === 0) continue;
        const stream = `settlement-${idOf(settlement)}`;
        const post = async (at: number, moved: number) => {
          if (moved === 0) return;
          waiting += BigInt(moved);
          const side = moved > 0 ? ('credit' as const) : ('debit' as const);
          const line = { account: 'suspense', currency: 'USD', line: 1, totals: [0, 0] as const };
          await addPosting(ledger, { ...line, position: at, side, minor: Math.abs(moved), stream });
        };
        position += 1;
        const usdMinor = currency === 'USD' ? minor : Math.round(minor / 7);
        const of = { currency, usdMinor, valueDate: day, ...(from && { from }) };
        await addCredit(ledger, { id: settlement, position, minor, ...of });
        await post(position, minor);
        for (const [part, isTakenBack] of parts) {
          id += 1;
          position += 1;
          const owed = { id, position, minor: part, currency, startedOn: day, dueOn: day };
          await addObligation(ledger, owed);
          position += 1;
          await addFact(ledger, [position, settlement, id, part]);
          await post(position, -part);
          if (!isTakenBack) continue;
          position += 1;
          await addFact(ledger, [position, settlement, id, -part]);
          await post(position, part);
        }
      }
      await ledger.reach(position);
      const SETTLED = `
        byCurrency { usd { amount } }
        byBankPair { debtorAgent usd { amount } ownUsd { amount } months { usd { amount } ownUsd { amount } byCurrency { usd { amount } } } }
        settledShares(first: 100) { edges { node { debtorAgent usd { amount } isOwn } } }`;
      const { data, errors } = await gateway.ask(
        `{ payments(from: "${year}-01", to: "${year}-12") { ${SETTLED}
          suspense(on: "${year}-12-31") { amount { amount } } suspenseShares(on: "${year}-12-31", first: 500) { edges { node { amount { amount } } } } }
          ${['KZ', 'UZ', 'PK'].map((code) => `${code}: payments(from: "${year}-01", to: "${year}-12", debtorAgentCountry: "${code}") { ${SETTLED} }`).join(' ')} }`,
      );
      expect(errors).toEqual([]);
      type Sums = { readonly usd: Money; readonly ownUsd: Money };
      type Pair = Sums & {
        readonly debtorAgent: string | null;
        readonly months: readonly (Sums & { readonly byCurrency: readonly { readonly usd: Money }[] })[];
      };
      type Nodes<Node> = { readonly edges: readonly { readonly node: Node }[] };
      interface Settled {
        readonly byCurrency: readonly { readonly usd: Money }[];
        readonly byBankPair: readonly Pair[];
        readonly settledShares: Nodes<{ debtorAgent: string | null; usd: Money; isOwn: boolean }>;
      }
      const { payments, ...ofCountry } = data as {
        readonly payments: Settled & {
          readonly suspense: readonly { readonly amount: Money }[];
          readonly suspenseShares: Nodes<{ readonly amount: Money }>;
        };
      } & Readonly<Record<'KZ' | 'UZ' | 'PK', Settled>>;
      const shares = payments.settledShares.edges.map(({ node }) => node);
      for (const { debtorAgent, usd, ownUsd, months } of payments.byBankPair) {
        const own = shares.filter((share) => share.debtorAgent === debtorAgent);
        expect(sumOf(own.map((share) => cents(share.usd)))).toBe(cents(usd));
        expect(sumOf(own.map((share) => (share.isOwn ? cents(share.usd) : 0n)))).toBe(cents(ownUsd));
        expect(sumOf(months.map((month) => cents(month.usd)))).toBe(cents(usd));
        expect(sumOf(months.map((month) => cents(month.ownUsd)))).toBe(cents(ownUsd));
        for (const month of months)
          expect(sumOf(month.byCurrency.map((each) => cents(each.usd)))).toBe(cents(month.usd));
      }
      const all = sumOf(payments.byCurrency.map(({ usd }) => cents(usd)));
      expect(sumOf(payments.byBankPair.map(({ usd }) => cents(usd)))).toBe(all);
      expect(sumOf(shares.map(({ usd }) => cents(usd)))).toBe(all);
      // By the country of the debtor's bank, and what came from a bank that nobody told.
      for (const country of ['KZ', 'UZ', 'PK'] as const) {
        const { byCurrency, byBankPair, settledShares } = ofCountry[country];
        const own = shares.filter(({ debtorAgent }) => debtorAgent?.slice(4, 6) === country);
        expect(settledShares.edges.map(({ node }) => node)).toEqual(own);
        expect(byBankPair).toEqual(
          payments.byBankPair.filter((pair) => pair.debtorAgent?.slice(4, 6) === country),
        );
        expect(sumOf(byCurrency.map(({ usd }) => cents(usd)))).toBe(sumOf(own.map(({ usd }) => cents(usd))));
      }
      // Whichever months are asked for, all that waits is told.
      expect(sumOf(payments.suspense.map(({ amount }) => cents(amount)))).toBe(waiting);
      const explained = payments.suspenseShares.edges.map(({ node }) => cents(node.amount));
      expect(sumOf(explained)).toBe(waiting);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 60_000);
