import { EventStore } from '@corridor/event-store';
import { Projector } from '@corridor/projections';
import fc from 'fast-check';
import { restatementOf } from '../../../apps/gateway/src/restatement/restated.spec-kit.js';
import { type FilledLedger, startFilledLedger } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { servicesTrade } from '../../../apps/reporting/src/services-trade/services-trade.js';
import {
  agree,
  book,
  enterCredit,
  matchServices,
  tellContract,
  tellCredit,
} from '../../../apps/reporting/src/services-trade/services-trade-story.spec-kit.js';
import { record, Teller, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';

const SEED = 20_261_127;
const DAYS = 60;
const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 6)).toISOString();
const dateOf = (day: number) => at(day).slice(0, 10);
const usd = (amount: number) => ({ amount: amount.toFixed(2), currency: 'USD' });

/** When each step happened: told in order, and late as often as not. */
const plan = fc.record({
  when: fc.array(fc.integer({ min: 0, max: DAYS }), { minLength: 10, maxLength: 10 }),
  byStatus: fc.boolean(),
  entered: fc.integer({ min: 0, max: DAYS }),
  back: fc.integer({ min: 0, max: 290 }),
  unmatched: fc.boolean(),
  again: fc.boolean(),
  reclassified: fc.boolean(),
  withdrawn: fc.boolean(),
});
type Drawn<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

/** A credit of 300.00 of the first day, of which 200.00 and the rest are paid under a contract; then whatever the plan says. */
function tell(story: Teller, n: number, drawn: Drawn<typeof plan>): void {
  const [contract, credit] = [n + 1_000, n + 2_000];
  const on = (step: number) => at(drawn.when[step] ?? 0);
  agree(story, contract, at(0));
  book(story, credit, at(0), drawn.byStatus ? { basis: 'status-accc' } : {});
  matchServices(story, credit, contract, on(1), { amount: usd(200) });
  const enter = () => enterCredit(story, credit, on(2), dateOf(drawn.entered), { bookedOn: dateOf(0) });
  if (n % 2 === 0) enter();
  matchServices(story, credit, contract, on(3));
  if (n % 2 === 1) enter();
  if (drawn.reclassified) {
    tellContract(story, contract, on(4), 'ReclassifyServiceContract', { to: 'SJ3', reason: 'x' });
  }
  if (drawn.back > 0) {
    tellCredit(story, credit, on(5), 'ReturnSettlement', {
      ...{
        returnId: uuid(n + 3_000),
        amount: usd(drawn.back),
        bookedOn: dateOf(DAYS),
        valueDate: dateOf(DAYS),
      },
      ...{ references: { remittance: [] }, format: 'json' },
    });
  }
  const back = { serviceContractId: uuid(contract), takenBackOn: dateOf(DAYS), reason: 'x' };
  if (drawn.unmatched) tellCredit(story, credit, on(6), 'UnmatchServiceContract', back);
  if (drawn.unmatched && drawn.again) matchServices(story, credit, contract, on(7));
  if (drawn.withdrawn) tellContract(story, contract, on(8), 'WithdrawServiceContract', { reason: 'x' });
}

const drawn = fc.sample(plan, { seed: SEED, numRuns: 24 });

interface Told {
  readonly type: string;
  readonly position: number;
  readonly occurredAt: string;
  readonly data: {
    readonly settlementId?: string;
    readonly serviceContractId?: string;
    readonly service?: string;
    readonly to?: string;
    readonly basis?: string;
    readonly valueDate?: string;
    readonly amount?: { readonly amount: string };
  };
}
let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let events: readonly Told[];
beforeAll(async () => {
  ledger = await startFilledLedger();
  const told = new Teller();
  for (const [n, each] of drawn.entries()) tell(told, n, each);
  const store = new EventStore({ pool: ledger.owner });
  await record(store, told.appends);
  events = told.appends
    .flat()
    .flatMap((append) => append.events)
    .map((event, index) => ({ ...event, position: index + 1 }) as Told);
  const projector = new Projector({ projection: servicesTrade, pool: ledger.owner, store, batchMax: 7 });
  while ((await projector.step()) > 0);
  await ledger.reach(events.length);
  gateway = await startGatewayUnderTest(ledger.url);
}, 120_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

interface Asked {
  readonly asOf: number;
  readonly until: number | null;
  readonly months: readonly [string, string];
  readonly item: string | null;
}

/** Cents, by going over the events that had happened. */
function counted({ asOf, until, months: [from, to], item }: Asked): bigint {
  const items = new Map<string, string | null>();
  const byStatus = new Set<string>();
  const entered = new Map<string, string>();
  const parts: { contract: string; credit: string; day: string; cents: bigint }[] = [];
  for (const { type, position, occurredAt, data } of events) {
    const { settlementId: credit = '', serviceContractId: contract = '', valueDate: day = '' } = data;
    // Which message booked it is no matter of when.
    if (type === 'SettlementBooked' && data.basis === 'status-accc') byStatus.add(credit);
    if (position > asOf || (until !== null && Date.parse(occurredAt) > Date.parse(at(until)))) continue;
    if (type === 'ServiceContractRegistered') items.set(contract, data.service ?? null);
    if (type === 'ServiceContractReclassified') items.set(contract, data.to ?? null);
    if (type === 'ServiceContractWithdrawn') items.set(contract, null);
    if (type === 'SettlementConfirmed' && byStatus.has(credit)) entered.set(credit, day);
    const cents = BigInt(data.amount?.amount.replace('.', '') ?? '0');
    if (type === 'SettlementMatchedToServiceContract') parts.push({ contract, credit, day, cents });
    if (type === 'SettlementUnmatchedFromServiceContract') {
      parts.push({ contract, credit, day, cents: -cents });
    }
  }
  return parts.reduce((sum, { contract, credit, day, cents }) => {
    const service = items.get(contract);
    if (typeof service !== 'string' || !service.startsWith(item ?? '')) return sum;
    const on = day === dateOf(0) ? (entered.get(credit) ?? day) : day;
    return on.slice(0, 7) >= from && on.slice(0, 7) <= to ? sum + cents : sum;
  }, 0n);
}

const argsOf = ({ until, months: [from, to], item }: Asked) =>
  [
    `reporter: "PK", partner: "KZ", from: "${from}", to: "${to}"`,
    ...(until === null ? [] : [`occurredUntil: "${at(until)}"`]),
    ...(item === null ? [] : [`service: "${item}"`]),
  ].join(', ');
const centsOf = ({ amount }: { amount: string }) => BigInt(amount.replace('.', ''));

it('is by any instant, as of any position, what the events come to that had happened', async () => {
  const question = fc.record({
    asOf: fc.integer({ min: 1, max: events.length }),
    until: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 3 }),
    months: fc.constantFrom<readonly [string, string]>(
      ['2026-01', '2026-03'],
      ['2026-01', '2026-01'],
      ['2026-02', '2026-03'],
    ),
    item: fc.constantFrom(null, 'SI', 'SJ3'),
  });
  let more = 0;
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const query = `{ servicesTrade(${argsOf(asked)}, asOf: ${asked.asOf}) { exports { amount } payments(first: 500) { edges { node { share { amount } } } } } }`;
      const { data, errors } = await gateway.ask(query);
      expect(errors).toEqual([]);
      const { exports, payments } = (
        data as {
          servicesTrade: {
            exports: { amount: string };
            payments: { edges: { node: { share: { amount: string } } }[] };
          };
        }
      ).servicesTrade;
      expect(centsOf(exports)).toBe(counted(asked));
      expect(payments.edges.reduce((sum, { node }) => sum + centsOf(node.share), 0n)).toBe(counted(asked));
      more += Number(centsOf(exports) !== 0n);
    }),
    { seed: SEED, numRuns: 120 },
  );
  expect(more).toBeGreaterThan(40);
}, 120_000);

it('has a second match as new, and what an entry moves as a correction', async () => {
  const all = { until: null, months: ['2026-01', '2026-01'], item: null } as const;
  let moves = 0;
  for (const [index, { type, position, data }] of events.entries()) {
    if (type !== 'SettlementMatchedToServiceContract' && type !== 'SettlementConfirmed') continue;
    const asked = { ...all, asOf: position };
    const change = counted(asked) - counted({ ...asked, asOf: position - 1 });
    if (change === 0n) continue;
    const { measures, entries } = await restatementOf(
      gateway,
      ['servicesTrade', argsOf(asked)],
      position - 1,
      position,
    );
    const isNew = type === 'SettlementMatchedToServiceContract';
    expect([index, entries.length > 0, new Set(entries.map(({ kind }) => kind === 'ADDED'))]).toEqual([
      ...[index, true, new Set([isNew])],
    ]);
    const [exported] = measures.filter(({ measure }) => measure === 'exports');
    expect(centsOf({ amount: exported?.added ?? '' })).toBe(isNew ? change : 0n);
    moves += Number(!isNew && data.settlementId !== undefined);
  }
  expect(moves).toBeGreaterThan(3);
}, 120_000);
