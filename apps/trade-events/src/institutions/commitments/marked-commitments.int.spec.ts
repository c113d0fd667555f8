import { EventStore } from '@corridor/event-store';
import { aggregatesOn } from '../../aggregates.js';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import { announcement } from './commitment.spec-kit.js';
import { markedCommitments } from './marked-commitments.js';

let world: TradeWorld;
let nowMs = Date.parse('2026-04-01T00:00:00Z');
const failed: unknown[] = [];
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());
afterEach(() => expect(failed).toEqual([]));

/** The read model as reporting would have made it: nothing else runs here. */
async function shown(
  id: string,
  row: { status?: string; cents?: bigint; dueOn?: string | null; kind?: string; jobs?: number },
) {
  const { status = 'announced', cents = 0n, dueOn = '2027-06-30', kind = 'memorandum', jobs = null } = row;
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state, position) VALUES ('commitment-realisation', 1, 'live', 77)
     ON CONFLICT DO NOTHING`,
  );
  await world.owner.query(
    `INSERT INTO reporting.commitments (generation, commitment_id, position, status, title, kind, sector, hs_codes, ownership, from_countries,
       to_countries, occasion_kind, occasion_name, announced_on, currency, value_minor, value_usd_cents, due_on, source, state, last_position,
       participants, demo, jobs, latest_at)
     VALUES (1, $1, 1, $2, 'x', $3, 'textiles', '{}', 'private', '{PK}', '{KZ}', 'forum', 'x', '2026-02-04', 'USD', 2000000000, 2000000000, $4,
       'x', '{}', 1, '{}', false, $5, now())`,
    [id, status, kind, dueOn, jobs],
  );
  await fact(id, 'delivered', cents);
}

async function fact(id: string, stage: string, cents: bigint, jobs = 0) {
  await world.owner.query(
    `INSERT INTO reporting.commitment_heads VALUES (1, $1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'announced', 0) ON CONFLICT DO NOTHING`,
    [id],
  );
  await world.owner.query(
    `UPDATE reporting.commitments SET delivered_usd_cents = delivered_usd_cents + CASE $3 WHEN 'delivered' THEN $2::numeric ELSE 0 END,
       jobs_verified = jobs_verified + CASE $3 WHEN 'jobs-verified' THEN $4::bigint ELSE 0 END
     WHERE commitment_id = $1`,
    [id, cents, stage, jobs],
  );
}

const announced = async (change: object = {}): Promise<string> =>
  (await world.done('commission', 'commitments', announcement(change))).commitmentId ?? '';
const eventsOf = async (id: string) =>
  (await world.log.readStream(`commitment-${id}`))
    .slice(1)
    .map(({ type, data, actor }) => ({ type, data, actor }));

async function round(pageMax = 1) {
  const store = new EventStore({ pool: world.owner });
  const { commitments } = aggregatesOn(store);
  const step = markedCommitments({
    pool: world.owner,
    store,
    commitments,
    now: () => nowMs,
    onFailed: (_, error) => failed.push(error),
    pageMax,
  });
  while ((await step()) > 0);
}

it('lapses by itself behind its day, by the clock of Islamabad, once', async () => {
  const id = await announced();
  await shown(id, {});
  nowMs = Date.parse('2027-06-30T18:59:59Z');
  await round();
  expect(await eventsOf(id)).toEqual([]);
  nowMs = Date.parse('2027-06-30T19:00:00Z');
  await round();
  await round();
  expect(await eventsOf(id)).toEqual([
    {
      type: 'CommitmentLapsed',
      data: { commitmentId: id, dueOn: '2027-06-30' },
      actor: 'process:trade-events',
    },
  ]);
});

it('is fulfilled by itself when as much was delivered as was promised, with the figure and its position', async () => {
  const [short, full, late] = [await announced(), await announced(), await announced()];
  await shown(short, { cents: 1_999_999_999n });
  await shown(full, { cents: 2_000_000_001n, dueOn: null });
  await shown(late, { cents: 2_000_000_000n, status: 'lapsed' });
  nowMs = Date.parse('2026-04-01T00:00:00Z');
  await round();
  expect(await eventsOf(short)).toEqual([]);
  expect(await eventsOf(full)).toMatchObject([
    {
      type: 'CommitmentFulfilled',
      data: { basis: 'delivered', deliveredUsd: { amount: '20000000.01', currency: 'USD' }, asOf: 77 },
    },
  ]);
  expect(await eventsOf(late)).toMatchObject([{ type: 'CommitmentFulfilled' }]);
});

it('is open again by itself when the figure falls below what is promised, and lapses behind its day', async () => {
  const id = await announced();
  await shown(id, { cents: 2_000_000_000n });
  nowMs = Date.parse('2026-04-01T00:00:00Z');
  await round();
  await world.owner.query(`UPDATE reporting.commitments SET status = 'fulfilled' WHERE commitment_id = $1`, [
    id,
  ]);
  await round();
  // A link was a mistake: its goods are taken out.
  await world.owner.query('UPDATE reporting.projections SET position = 80');
  await fact(id, 'delivered', -1n);
  await round();
  await round();
  expect((await eventsOf(id)).slice(1)).toEqual([
    {
      type: 'CommitmentReopened',
      data: {
        commitmentId: id,
        basis: 'delivered',
        deliveredUsd: { amount: '19999999.99', currency: 'USD' },
        asOf: 80,
      },
      actor: 'process:trade-events',
    },
  ]);
  await world.owner.query(`UPDATE reporting.commitments SET status = 'announced' WHERE commitment_id = $1`, [
    id,
  ]);
  nowMs = Date.parse('2027-07-01T00:00:00Z');
  await round();
  expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
    'CommitmentFulfilled',
    'CommitmentReopened',
    'CommitmentLapsed',
  ]);
  await world.owner.query('UPDATE reporting.projections SET position = 77');
});

it('waits for the jobs that are promised beside the trade', async () => {
  nowMs = Date.parse('2026-04-01T00:00:00Z');
  const id = await announced({ jobs: 40 });
  await shown(id, { cents: 2_000_000_000n, jobs: 40 });
  await round();
  expect(await eventsOf(id)).toEqual([]);
  const paper = { title: 'Payroll', sha256: 'c'.repeat(64) };
  const at = { occurredAt: '2026-03-02T10:00:00+05:00', note: 'x' };
  const report = { ...at, kind: 'jobs', jobs: 40, reachedOn: '2026-03-01', evidence: paper };
  const { realisationId } = await world.done('council', `commitments/${id}/realisations`, report);
  await world.done('commission', `commitments/${id}/realisations/${realisationId}/verification`, at);
  await fact(id, 'jobs-verified', 0n, 40);
  await round();
  expect((await eventsOf(id)).at(-1)).toMatchObject({
    type: 'CommitmentFulfilled',
    data: { basis: 'delivered' },
  });
});

it('does nothing to what was withdrawn, or revised, while the read model lags', async () => {
  const at = { occurredAt: '2026-03-02T10:00:00+05:00', reason: 'x', source: 'x' };
  const [gone, later] = [await announced(), await announced()];
  await world.done('commission', `commitments/${gone}/withdrawal`, at);
  const { terms } = announcement({ dueOn: '2028-12-31' });
  await world.done('commission', `commitments/${later}/revisions`, { ...at, terms });
  await shown(gone, { cents: 2_000_000_000n });
  await shown(later, {});
  nowMs = Date.parse('2027-07-01T00:00:00Z');
  await round();
  expect((await eventsOf(gone)).map(({ type }) => type)).toEqual(['CommitmentWithdrawn']);
  expect((await eventsOf(later)).map(({ type }) => type)).toEqual(['CommitmentRevised']);
});
