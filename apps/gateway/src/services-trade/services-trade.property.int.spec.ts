import fc from 'fast-check';
import { restatementOf, sumsOf, whole } from '../restatement/restated.spec-kit.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import {
  addServiceContract,
  addServiceContractChange,
  addServicePayment,
} from '../spec-kit/service-payment-rows.js';

const SEED = 20_261_127;
const LAST = 160;
const CONTRACTS = 6;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const at = (day: number) => new Date(START_MS + day * 86_400_000).toISOString();

const day = fc.integer({ min: 0, max: 120 });
const item = fc.constantFrom('SI21', 'SI22', 'SI1', 'SJ3');
const under = fc.integer({ min: 1, max: CONTRACTS });
const told = fc.oneof(
  { weight: 2, arbitrary: fc.record({ what: fc.constant('reclassified' as const), under, day, item }) },
  {
    weight: 12,
    arbitrary: fc.record({
      ...{ what: fc.constant('paid' as const), under, day, credit: fc.integer({ min: 1, max: 9 }) },
      ...{ minor: fc.bigInt({ min: -900n, max: 2_000n }), isConverted: fc.boolean() },
    }),
  },
);
const story = fc.record({
  contracts: fc.array(fc.record({ day, item, isExport: fc.boolean() }), {
    minLength: CONTRACTS,
    maxLength: CONTRACTS,
  }),
  told: fc.array(told, { minLength: LAST - CONTRACTS - 1, maxLength: LAST - CONTRACTS - 1 }),
});
const [drawn] = fc.sample(story, { seed: SEED, numRuns: 1 });
if (!drawn) throw new Error('nothing was drawn');
const { contracts, told: events } = drawn;
/** The first contract is withdrawn by the last event. */
const WITHDRAWN = { under: 1, position: LAST, day: 60 };
const positionOf = (index: number) => CONTRACTS + 1 + index;
/** All that a credit pays is of one value date. */
const valueDay = (credit: number) => credit * 10;
const centsOf = ({ minor, isConverted }: { minor: bigint; isConverted: boolean }) =>
  isConverted ? minor : null;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let n = 1; n <= LAST; n += 1) await ledger.event();
  for (const [index, { day, item, isExport }] of contracts.entries()) {
    const sides = isExport ? { from: 'PK', to: 'KZ' } : { from: 'KZ', to: 'PK' };
    await addServiceContract(ledger, {
      of: index + 1,
      position: index + 1,
      at: at(day),
      service: item,
      ...sides,
    });
  }
  for (const [index, one] of events.entries()) {
    const position = positionOf(index);
    if (one.what === 'reclassified') {
      await addServiceContractChange(ledger, one.under, position, at(one.day), one.item);
      continue;
    }
    await addServicePayment(ledger, {
      ...{ under: one.under, credit: one.credit, position, at: at(one.day), minor: one.minor },
      ...{ valueDate: at(valueDay(one.credit)).slice(0, 10), currency: one.isConverted ? 'USD' : 'KZT' },
      usd: centsOf(one),
    });
  }
  await addServiceContractChange(ledger, WITHDRAWN.under, WITHDRAWN.position, at(WITHDRAWN.day), null);
  await ledger.reach(LAST);
  gateway = await startGatewayUnderTest(ledger.url);
}, 120_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

interface Asked {
  readonly asOf: number;
  /** Days behind the first of the year; none for whatever is known. */
  readonly until: number | null;
  readonly months: readonly [number, number];
  readonly item: string | null;
}
const month = (n: number) => `2026-0${n}`;

/** The figure by another way: what happened is gone through event by event. */
function expected({ asOf, until, months: [from, to], item }: Asked): Readonly<Record<string, bigint>> {
  const isTold = (position: number, day: number) => position <= asOf && (until === null || day <= until);
  const sums = { exports: 0n, imports: 0n };
  for (const [index, one] of events.entries()) {
    if (one.what !== 'paid' || !one.isConverted || !isTold(positionOf(index), one.day)) continue;
    const contract = contracts[one.under - 1];
    if (!contract || !isTold(one.under, contract.day)) continue;
    if (one.under === WITHDRAWN.under && isTold(WITHDRAWN.position, WITHDRAWN.day)) continue;
    let service = contract.item;
    for (const [behind, change] of events.entries()) {
      const isOfIt = change.what === 'reclassified' && change.under === one.under;
      if (isOfIt && isTold(positionOf(behind), change.day)) service = change.item;
    }
    if (item !== null && !service.startsWith(item)) continue;
    const paidIn = at(valueDay(one.credit)).slice(0, 7);
    if (paidIn < month(from) || paidIn > month(to)) continue;
    sums[contract.isExport ? 'exports' : 'imports'] += one.minor;
  }
  return sums;
}

const argsOf = ({ until, months: [from, to], item }: Asked) =>
  [
    `reporter: "PK", partner: "KZ", from: "${month(from)}", to: "${month(to)}"`,
    ...(until === null ? [] : [`occurredUntil: "${at(until)}"`]),
    ...(item === null ? [] : [`service: "${item}"`]),
  ].join(', ');

interface Answer {
  readonly exports: { readonly amount: string };
  readonly imports: { readonly amount: string };
  readonly total: { readonly amount: string };
  readonly months: readonly { readonly total: { readonly amount: string } }[];
  readonly byService: readonly { readonly total: { readonly amount: string } }[];
  readonly payments: {
    readonly edges: readonly {
      readonly node: { readonly flow: string; readonly share: { readonly amount: string } | null };
    }[];
  };
}

async function ask(asked: Asked): Promise<Answer> {
  const total = 'total { amount }';
  const query = `{ servicesTrade(${argsOf(asked)}, asOf: ${asked.asOf}) { exports { amount } imports { amount } ${total} months { ${total} } byService { ${total} }
    payments(first: 500) { edges { node { flow share { amount } } } } } }`;
  const { data, errors } = await gateway.ask(query);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return (data as { servicesTrade: Answer }).servicesTrade;
}
const added = (amounts: readonly { readonly amount: string }[]) =>
  amounts.reduce((sum, { amount }) => sum + whole(amount), 0n);

const months = fc.constantFrom<readonly [number, number]>([1, 4], [1, 1], [2, 3], [4, 4]);
const question = fc.record({
  asOf: fc.integer({ min: CONTRACTS, max: LAST }),
  until: fc.option(day),
  months,
  item: fc.constantFrom(null, null, 'SI', 'SI2', 'SI22'),
});

it('is, as of any position and instant, what its events come to, and its shares and cuts sum to it exactly', async () => {
  let notNothing = 0;
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const figure = await ask(asked);
      const { exports, imports } = expected(asked);
      expect([whole(figure.exports.amount), whole(figure.imports.amount)]).toEqual([exports, imports]);
      const total = whole(figure.total.amount);
      expect(added(figure.months.map((each) => each.total))).toBe(total);
      expect(added(figure.byService.map((each) => each.total))).toBe(total);
      const shares = figure.payments.edges.flatMap(({ node }) => (node.share ? [node.share] : []));
      expect(added(shares)).toBe(total);
      notNothing += Number(total !== 0n);
    }),
    { seed: SEED, numRuns: 150 },
  );
  expect(notNothing).toBeGreaterThan(60);
}, 120_000);

it('is restated by what its entries add up to, exactly', async () => {
  await fc.assert(
    fc.asyncProperty(question, fc.integer({ min: CONTRACTS, max: LAST }), async (asked, other) => {
      const [since, asOf] = [Math.min(asked.asOf, other), Math.max(asked.asOf, other)];
      const { measures, entries } = await restatementOf(
        gateway,
        ['servicesTrade', argsOf(asked)],
        since,
        asOf,
      );
      const [before, after] = [expected({ ...asked, asOf: since }), expected({ ...asked, asOf })];
      for (const { measure, unit, ...told } of measures.filter((each) => each.unit === 'USD')) {
        expect([whole(told.before), whole(told.after)]).toEqual([before[measure], after[measure]]);
        const [change, news] = sumsOf(entries).get(`${measure} ${unit}`) ?? [0n, 0n];
        expect([whole(told.change), whole(told.added)]).toEqual([change, news]);
        expect(whole(told.corrected)).toBe(change - news);
      }
      for (const measure of ['exports', 'imports']) {
        const isTold = measures.some((each) => each.measure === measure);
        if (!isTold) expect([before[measure], after[measure]]).toEqual([0n, 0n]);
      }
    }),
    { seed: SEED, numRuns: 60 },
  );
}, 120_000);
