import { CommitmentProgress } from '@corridor/domain';
import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { commitmentRealisation } from './commitment-realisation.js';
import { foldRealisation, type RealisationEvent } from './realisation.fold.js';
import { CONTRACT, idOf, nothingKnown, PROMISE, Telling, usd } from './realisation.spec-kit.js';

let ledger: TestLedger;
let owner: pg.Pool;
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  await owner.query(
    `INSERT INTO reporting.projections (name, generation, state, position) VALUES ('commitment-realisation', 1, 'live', 0)`,
  );
});
afterAll(async () => {
  await owner.end();
  await ledger.stop();
});
/** The day that the read model shows, from events in batches of a size, and those that it shows as of positions. */
async function shownBy(
  events: readonly RealisationEvent[],
  size: number,
  positions: readonly number[],
): Promise<readonly [now: string, asOf: readonly string[]]> {
  for (let start = 0; start < events.length; start += size) {
    const client = await owner.connect();
    await commitmentRealisation.apply(events.slice(start, start + size), { client, generation: 1 });
    client.release();
  }
  const { rows } = await owner.query<{ day: string }>(
    'SELECT progress_on::text AS day FROM read.commitments',
  );
  const asOf = await owner.query<{ day: string }>(
    `SELECT coalesce((
       SELECT d.on_day FROM read.commitment_progress_days d WHERE d.position <= asked.position
       GROUP BY d.on_day HAVING sum(d.things) > 0 ORDER BY d.on_day DESC LIMIT 1
     ), '2026-02-04')::text AS day FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (position, number) ORDER BY number`,
    [positions],
  );
  return [rows[0]?.day ?? '', asOf.rows.map(({ day }) => day)];
}

const at = (day: string) => `2026-${day}T10:00:00+05:00`;
const GOODS = idOf(10);
const of = { commitmentId: PROMISE };

/** Each step of the story, and the day of the last thing that came of it and counts behind the step. */
type Step = readonly [day: string, (told: Telling) => unknown];
const TRADE: readonly Step[] = [
  // Of the occasion: nothing has come yet.
  ['2026-02-04', (told) => told.announce()],
  ['2026-03-02', (told) => told.contract()],
  // More is promised, and nothing came of it.
  [
    '2026-03-02',
    (told) => {
      const [announced] = told.events;
      if (announced?.type !== 'CommitmentAnnounced') throw new Error('nothing is announced');
      const terms = { ...announced.data.terms, value: usd('2000.00'), valueUsd: usd('2000.00') };
      told.tell('CommitmentRevised', { ...of, terms, reason: 'x', source: 'x' } as never, at('03-20'));
    },
  ],
  // Goods of another promise by mistake, and away again.
  [
    '2026-04-01',
    (told) => {
      told.declare(GOODS);
      told.tell(
        'ConsignmentDispatched',
        { consignmentId: GOODS, location: 'x', transportMode: 'road' },
        at('04-01'),
      );
      told.link(GOODS);
    },
  ],
  ['2026-03-02', (told) => told.unlink(GOODS)],
  ['2026-04-01', (told) => told.link(GOODS)],
  ['2026-03-02', (told) => told.unlink(GOODS)],
  [
    '2026-02-04',
    (told) =>
      told.tell('CommitmentContractReleased', { ...of, contractId: CONTRACT, reason: 'x' }, at('05-01')),
  ],
];
const INVOICE = idOf(30);
const paid = (told: Telling, valueDate: string, outstanding: string, occurred: string) =>
  told.tell('ObligationPartSettled', { ...invoice(outstanding), valueDate }, at(occurred));
const unmatched = (told: Telling, unmatchedOn: string, outstanding: string) => {
  const because = { because: 'other-payment', reason: 'x', paid: usd('0.00'), fees: [], unmatchedOn };
  return told.tell(
    'PaymentUnmatched',
    { ...invoice(outstanding), ...because } as never,
    at(unmatchedOn.slice(5)),
  );
};
const invoice = (outstanding: string) => ({
  obligationId: INVOICE,
  invoiceId: INVOICE,
  consignmentId: GOODS,
  settlementId: idOf(800),
  amount: usd('1.00'),
  outstanding: usd(outstanding),
});
/** What was matched by mistake leaves no day behind. */
const PAYMENTS: readonly Step[] = [
  ['2026-02-04', (told) => told.announce()],
  [
    '2026-02-04',
    (told) => {
      told.declare(GOODS);
      told.link(GOODS);
      told.pay(GOODS, INVOICE, '100.00');
    },
  ],
  ['2026-05-20', (told) => paid(told, '2026-05-20', '0.00', '05-20')],
  ['2026-02-04', (told) => unmatched(told, '2026-05-22', '100.00')],
  ['2026-05-10', (told) => paid(told, '2026-05-10', '0.00', '05-23')],
  // Less of it is no progress, nor is it as the goods are linked anew.
  ['2026-05-10', (told) => unmatched(told, '2026-05-24', '40.00')],
  ['2026-02-04', (told) => told.unlink(GOODS)],
  ['2026-05-10', (told) => told.link(GOODS)],
  ['2026-05-12', (told) => paid(told, '2026-05-12', '0.00', '05-25')],
];
const report = {
  ...of,
  realisationId: idOf(40),
  kind: 'investment' as const,
  amount: usd('400.00'),
  amountUsd: usd('400.00'),
  reachedOn: '2026-03-01',
  reportedBy: 'x',
  evidence: { title: 'x', sha256: 'a'.repeat(64) },
  note: 'x',
};
const seen = { ...of, realisationId: idOf(40) };
const PLEDGE: readonly Step[] = [
  ['2026-02-04', (told) => told.announce({ kind: 'investment-pledge' })],
  // What those who promised say is no progress before a second party has seen it.
  ['2026-02-04', (told) => told.tell('RealisationReported', report, at('03-05'))],
  [
    '2026-03-20',
    (told) => told.tell('RealisationVerified', { ...seen, verifiedBy: 'y', note: 'x' }, at('03-20')),
  ],
  [
    '2026-02-04',
    (told) => told.tell('RealisationRevoked', { ...seen, revokedBy: 'y', reason: 'forged' }, at('04-20')),
  ],
];

it.each([
  ['trade', TRADE, 1],
  ['trade', TRADE, 4],
  ['payments', PAYMENTS, 1],
  ['payments', PAYMENTS, 20],
  ['an investment', PLEDGE, 1],
  ['an investment', PLEDGE, 4],
] as const)('is of what counts still: %s', async (_, story, size) => {
  for (const until of story.keys()) {
    await owner.query(`TRUNCATE ${commitmentRealisation.tables.join(', ')}`);
    const told = new Telling();
    const steps = story.slice(0, until + 1);
    const positions = steps.map(([, step]) => {
      step(told);
      return told.events.at(-1)?.position ?? 0;
    });
    const days = steps.map(([each]) => each);
    const day = days.at(-1);
    expect([until, ...(await shownBy(told.events, size, positions))]).toEqual([until, day, days]);
    const progress = new CommitmentProgress();
    progress.add(foldRealisation(told.events, nothingKnown()).facts);
    expect([until, progress.dayOf(PROMISE) ?? '2026-02-04']).toEqual([until, day]);
  }
});
