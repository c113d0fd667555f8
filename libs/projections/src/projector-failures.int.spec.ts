import pg from 'pg';
import {
  differences,
  generationsAtWork,
  type Projection,
  ProjectionStopped,
  Projector,
  rebuild,
} from './index.js';
import { type Interruption, startTallyLedger, type TallyLedger, tallyOf } from './tally.spec-kit.js';

let ledger: TallyLedger;

beforeAll(async () => {
  ledger = await startTallyLedger();
  await ledger.append(30);
});
afterAll(() => ledger.stop());
// The next test begins with a generation of its own.
afterEach(async () => {
  await ledger.owner.query(`UPDATE reporting.projections SET state = 'retired'`);
});

async function status() {
  const [first] = await generationsAtWork(ledger.pool);
  if (!first) throw new Error('There is no generation.');
  return first;
}

async function rowsBehind(position: number): Promise<number> {
  const { generation } = await status();
  const { rows } = await ledger.pool.query<{ count: number }>(
    'SELECT count(*)::integer FROM reporting.tally WHERE generation = $1 AND position > $2',
    [generation, position],
  );
  return rows[0]?.count ?? 0;
}

async function expectStraightFold(projection: Projection): Promise<void> {
  const { generation, position } = await status();
  const { pool, store } = ledger;
  const straight = await rebuild({ projection, pool, store, to: position, batchMax: 10_000 });
  expect(await differences(pool, projection, generation, straight)).toEqual([]);
}

it('leaves no half of a batch where its connection is killed in the middle', async () => {
  let batches = 0;
  const kill: Interruption = async (client) => {
    batches += 1;
    // The second batch dies twice; then it may pass.
    if (batches !== 2 && batches !== 3) return;
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await ledger.owner.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  };
  const projection = tallyOf(kill);
  const { pool, store } = ledger;
  const projector = new Projector({ projection, pool, store, batchMax: 10 });
  expect(await projector.step()).toBe(10);
  for (let death = 1; death <= 2; death += 1) {
    await expect(projector.step()).rejects.toThrow(/terminat|not queryable/i);
    expect(await status()).toMatchObject({ position: 10, state: 'building' });
    expect(await rowsBehind(10)).toBe(0);
  }
  while ((await projector.step()) > 0);
  // Three batches passed, one of them at the third attempt.
  expect(batches).toBe(5);
  // It was no event's fault.
  expect(await status()).toMatchObject({ position: 30, state: 'live' });
  expect((await status()).error).toBeUndefined();
  await expectStraightFold(tallyOf());
});

it('goes on where tables cannot be analysed: what is slower for it is not wrong', async () => {
  const { owner, store } = ledger;
  const { rows } = await owner.query<{ definition: string }>(
    `SELECT pg_get_functiondef('reporting.analyse_next_grown(oid[])'::regprocedure) AS definition`,
  );
  await owner.query(`CREATE OR REPLACE FUNCTION reporting.analyse_next_grown(known oid[], OUT grown oid, OUT has_statistics boolean)
    LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$`);
  try {
    // A pool that has not looked yet.
    const fresh = new pg.Pool({ connectionString: ledger.url });
    const projector = new Projector({ projection: tallyOf(), pool: fresh, store, batchMax: 1 });
    for (let step = 1; step <= 3; step += 1) expect(await projector.step()).toBe(1);
    await expect(fresh.query(`SELECT reporting.analyse_next_grown('{}')`)).rejects.toThrow('not now');
    await fresh.end();
  } finally {
    await owner.query(rows[0]?.definition ?? '');
  }
  expect(await status()).toMatchObject({ position: 3 });
  expect((await status()).error).toBeUndefined();
});

it('goes on where another process left off', async () => {
  const projection = tallyOf();
  const { pool, store } = ledger;
  const first = new Projector({ projection, pool, store, batchMax: 10 });
  await first.step();
  await first.step();
  expect((await status()).position).toBe(20);
  const second = new Projector({ projection, pool, store, batchMax: 10 });
  while ((await second.step()) > 0);
  expect((await status()).position).toBe(30);
  await expectStraightFold(projection);
});

describe('an event that cannot be applied', () => {
  it('stops the projection before it, says so, and lets go as soon as it can be', async () => {
    await ledger.append(7);
    await ledger.append(1, {}, 9);
    await ledger.append(20);
    let nowMs = 0;
    const told: string[] = [];
    const { pool, store } = ledger;
    const options = { pool, store, retryMs: 30_000, now: () => nowMs };
    const projector = new Projector({
      ...options,
      projection: tallyOf(),
      onStopped: ({ message }) => told.push(message),
    });
    while ((await projector.step()) > 0);
    const reason =
      'Position 38, CheckpointRecorded of consignment-00000000-0000-4000-8000-000000000001, cannot be applied: ' +
      'No contract was published for CheckpointRecorded v9.';
    expect(await status()).toMatchObject({ position: 37, error: reason });
    expect(await rowsBehind(37)).toBe(0);

    // It is tried again now and then, and told of once.
    expect(await projector.step()).toBe(0);
    nowMs += 30_000;
    while ((await projector.step()) > 0);
    expect(await status()).toMatchObject({ position: 37, error: reason });
    expect(told).toEqual([reason]);

    // A process that knows this version starts.
    const projection = { ...tallyOf() };
    const { apply } = projection;
    projection.apply = (events, context) =>
      apply(
        events.map((event) => ({ ...event, schemaVersion: 1 })),
        context,
      );
    const mended = new Projector({ ...options, projection });
    while ((await mended.step()) > 0);
    expect(await status()).toMatchObject({ position: 58, state: 'live' });
    expect((await status()).error).toBeUndefined();
    await expectStraightFold(projection);
  });

  it('stops a rebuild too, and not a projection that passes it by', async () => {
    const { pool, store } = ledger;
    const stopped = rebuild({ projection: tallyOf(), pool, store, batchMax: 50 });
    await expect(stopped).rejects.toThrow(ProjectionStopped);
    expect(await status()).toMatchObject({ position: 37, state: 'building' });

    const other: Projection = { ...tallyOf(), name: 'other', handles: ['ConsignmentSettled'] };
    const generation = await rebuild({ projection: other, pool, store });
    expect((await generationsAtWork(pool)).find(({ name }) => name === 'other')).toMatchObject({
      generation,
      position: 58,
    });
  });
});

describe('an event that this build does not know', () => {
  it('passes by, is told of, and holds up nothing', async () => {
    const before = await ledger.store.head();
    const event = {
      type: 'ConsignmentLost',
      schemaVersion: 1,
      occurredAt: '2026-03-01T10:00:00Z',
      data: {},
      participants: [],
    };
    const events = [event, { ...event, type: 'ConsignmentSettled', schemaVersion: 99 }];
    const streams = [{ streamId: 'consignment-lost', expectedVersion: 'any', events }] as const;
    await ledger.append(1, { streams });
    const told: string[] = [];
    const { pool, store } = ledger;
    // One that handles neither of them, and nothing of what stands before.
    const projection: Projection = { ...tallyOf(), handles: ['TargetSet'] };
    const projector = new Projector({
      projection,
      pool,
      store,
      onUnknown: ({ type, position }) => told.push(`${type} ${position}`),
    });
    while ((await projector.step()) > 0);
    expect(await status()).toMatchObject({ position: before + 2, state: 'live' });
    // The one of version 9 that an earlier test left, and these two.
    expect(told).toEqual([
      'CheckpointRecorded 38',
      `ConsignmentLost ${before + 1}`,
      `ConsignmentSettled ${before + 2}`,
    ]);
  });
});
