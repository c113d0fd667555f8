import fc from 'fast-check';
import { allPages, figureOf } from '../../../apps/gateway/src/spec-kit/all-pages.js';
import { type FilledLedger, startFilledLedger } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import {
  CREDIT_USE_EVENTS,
  type CreditUseEvent,
} from '../../../apps/reporting/src/letters-of-credit/letters-of-credit.fold.js';
import { lettersOfCredit } from '../../../apps/reporting/src/letters-of-credit/letters-of-credit.js';
import { logOf } from '../../../apps/reporting/src/teller.spec-kit.js';
import { creditsTold, lives } from './credits-told.spec-kit.js';

const SEED = 20_261_128;
const STORIES = 30;
/** More than any story tells. */
const LOG = 500;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  await ledger.reach(LOG);
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const COUNTS = ['issued', 'amendments', 'presentations', 'refusals', 'examinations'] as const;
const AMOUNTS = ['issuedAmount', 'amendedBy', 'drawn', 'honoured', 'expiredUnused', 'available'] as const;
type Sums = Readonly<Record<(typeof COUNTS)[number], number>> &
  Readonly<Record<(typeof AMOUNTS)[number], { readonly amount: string; readonly currency: string }>> & {
    readonly issuingBank: string;
    readonly currency: string;
  };
type Row = Sums & { readonly examinationDays: string | null };
type Share = Sums & {
  readonly letterOfCreditId: string;
  readonly daysExamined: number;
  readonly positions: readonly number[];
};
const SUMS = `issuingBank currency ${COUNTS.join(' ')} ${AMOUNTS.map((name) => `${name} { amount currency }`).join(' ')}`;
const SHARES = { list: 'credits', fields: `letterOfCreditId ${SUMS} daysExamined positions` };

/** In minor units, since each row is of one currency. */
const minorOf = ({ amount }: { readonly amount: string }) => BigInt(amount.replace('.', ''));

/** Fills the read model as reporting does. */
async function fill(generation: number, events: readonly CreditUseEvent[]): Promise<void> {
  const client = await ledger.owner.connect();
  await lettersOfCredit.apply(events, { client, generation });
  client.release();
  await ledger.owner.query(
    `UPDATE reporting.projections SET generation = $1 WHERE name = 'letters-of-credit'`,
    [generation],
  );
}

it('whatever banks tell of credits, the shares of all pages sum to each row of the figure', async () => {
  const asked = fc.record({
    told: lives,
    at: fc.array(
      fc.record({
        asOf: fc.nat({ max: 100 }),
        until: fc.option(fc.integer({ min: 5, max: 90 })),
        months: fc.constantFrom(['2026-03', '2026-03'], ['2026-04', '2026-05'], ['2026-01', '2026-12']),
        first: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  });
  const seen = new Set<string>();
  let generation = 2;
  for (const { told, at } of fc.sample(asked, { seed: SEED, numRuns: STORIES })) {
    const events = (logOf(creditsTold(told)) as readonly CreditUseEvent[]).filter(({ type }) =>
      CREDIT_USE_EVENTS.includes(type),
    );
    for (const { type } of events) seen.add(type);
    const last = events.at(-1)?.position ?? 0;
    expect(last).toBeLessThanOrEqual(LOG);
    await fill(generation, events);
    generation += 1;
    for (const { asOf: percent, until: day, months, first } of at) {
      const asOf = Math.round((last * percent) / 100);
      const until =
        day === null ? null : new Date(Date.parse('2026-03-01T00:00:00Z') + day * 86_400_000).toISOString();
      const happened = until === null ? '' : `, occurredUntil: "${until}"`;
      const figure = `lettersOfCredit(from: "${months[0]}", to: "${months[1]}", asOf: ${asOf}${happened})`;
      const { byBank } = await figureOf<{ readonly byBank: readonly Row[] }>(
        gateway,
        figure,
        `byBank { ${SUMS} examinationDays }`,
      );
      const shares = await allPages<Share>(gateway, { figure, ...SHARES }, first);
      expect(new Set(shares.map((share) => share.letterOfCreditId)).size).toBe(shares.length);
      const named = ({ issuingBank, currency }: Sums) => `${issuingBank} ${currency}`;
      expect([...new Set(shares.map(named))].sort()).toEqual(byBank.map(named).sort());
      for (const row of byBank) {
        const own = shares.filter((share) => named(share) === named(row));
        for (const name of COUNTS) {
          expect([name, own.reduce((sum, share) => sum + share[name], 0)]).toEqual([name, row[name]]);
          if (row[name] > 0) seen.add(name);
        }
        for (const name of AMOUNTS) {
          expect([name, own.reduce((sum, share) => sum + minorOf(share[name]), 0n)]).toEqual([
            name,
            minorOf(row[name]),
          ]);
          expect(new Set([row, ...own].map((each) => each[name].currency))).toEqual(new Set([row.currency]));
          if (minorOf(row[name]) !== 0n) seen.add(name);
        }
        const days = own.reduce((sum, share) => sum + share.daysExamined, 0);
        expect(row.examinationDays === null).toBe(row.examinations === 0);
        // The mean, to a hundredth.
        const told = Math.round(Number(row.examinationDays ?? 0) * 100) * row.examinations;
        expect(2 * Math.abs(told - 100 * days)).toBeLessThanOrEqual(row.examinations);
        if (own.length > 1) seen.add('several credits of a row');
      }
      if (byBank.length === 0) seen.add('no row');
      if (new Set(byBank.map(({ currency }) => currency)).size > 1) seen.add('several currencies');
      // Nothing that was not known, or had not happened, explains anything.
      for (const position of shares.flatMap((share) => share.positions)) {
        const event = events.find((each) => each.position === position);
        expect(position <= asOf && event !== undefined).toBe(true);
        if (event && until) expect(Date.parse(event.occurredAt)).toBeLessThanOrEqual(Date.parse(until));
      }
    }
  }
  const ways = [...COUNTS, ...AMOUNTS, ...CREDIT_USE_EVENTS, 'no row', 'several currencies'];
  expect([...ways, 'several credits of a row'].filter((way) => !seen.has(way))).toEqual([]);
}, 120_000);
