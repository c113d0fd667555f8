import type { RecordedEvent } from '@corridor/contracts';
import { ledgerPool } from '@corridor/event-store';
import {
  differences,
  generationsAtWork,
  lookUpOf,
  type Projection,
  Projector,
  rebuild,
  standing,
} from './index.js';
import { startTallyLedger, type TallyLedger, tallyOf } from './tally.spec-kit.js';

let ledger: TallyLedger;

beforeAll(async () => {
  ledger = await startTallyLedger();
  await ledger.append(20);
});
afterAll(() => ledger.stop());
// The next test begins with a generation of its own.
afterEach(async () => {
  await ledger.owner.query(`UPDATE reporting.projections SET state = 'retired'`);
});

const projectorOf = (
  projection: Projection,
  more: Partial<ConstructorParameters<typeof Projector>[0]> = {},
): Projector => new Projector({ projection, pool: ledger.pool, store: ledger.store, ...more });

async function run(projector: Projector): Promise<void> {
  for (let steps = 0; (await projector.step()) > 0; steps += 1) {
    if (steps > 1_000) throw new Error('The projector does not come to rest.');
  }
}

/** Of the generation that readers see, or the first that is being built. */
async function status() {
  const [first] = await generationsAtWork(ledger.pool);
  if (!first) throw new Error('There is no generation.');
  return first;
}

/** The log, and how often it was read. */
function countingStore() {
  let reads = 0;
  const readAll: typeof ledger.store.readAll = (options) => {
    reads += 1;
    return ledger.store.readAll(options);
  };
  return { store: { readAll }, reads: () => reads };
}

/** The live generation against one that is folded from the log in a single batch. */
async function expectStraightFold(projection: Projection): Promise<void> {
  const { generation, position } = await status();
  const { pool, store } = ledger;
  const straight = await rebuild({ projection, pool, store, to: position, batchMax: 10_000 });
  expect(await differences(pool, projection, generation, straight)).toEqual([]);
}

it('builds the first generation from the log, and shows it once it has caught up', async () => {
  const projection = tallyOf();
  const projector = projectorOf(projection, { batchMax: 8 });
  const head = await ledger.store.head();
  await projector.step();
  expect(await status()).toMatchObject({ state: 'building', position: 8 });
  await run(projector);
  expect(await status()).toMatchObject({ state: 'live', position: head });
  await expectStraightFold(projection);
});

it('follows the bus without reading the log, and the log where the bus is down', async () => {
  const projection = tallyOf();
  let nowMs = 0;
  const counted = countingStore();
  const projector = projectorOf(projection, { store: counted.store, pollMs: 1_000, now: () => nowMs });
  await run(projector);
  const before = await ledger.store.head();
  const reads = counted.reads();

  await ledger.append(5);
  projector.offer(await ledger.store.readAll({ after: before, limit: 100 }));
  await run(projector);
  expect((await status()).position).toBe(before + 5);
  expect(counted.reads()).toBe(reads);

  await ledger.append(5);
  nowMs = 999;
  expect(await projector.step()).toBe(0);
  expect((await status()).position).toBe(before + 5);
  nowMs = 1_000;
  await run(projector);
  expect((await status()).position).toBe(before + 10);
  await expectStraightFold(projection);
});

it('needs no bus while the log has whole pages more, and looks once more when it has not', async () => {
  const projection = tallyOf();
  await run(projectorOf(projection));
  const { position } = await status();
  const whole = 10 - (position % 10);
  await ledger.append(whole + 25);
  const { store, reads } = countingStore();
  // No time passes: what is read, is not read because it is time to.
  const projector = projectorOf(projection, { store, batchMax: 10, now: () => 0 });
  const told: [count: number, isBehind: boolean][] = [];
  for (let count = 1; count > 0; ) {
    count = await projector.step();
    told.push([count, projector.isBehind]);
  }
  expect(told.slice(-4)).toEqual([
    [10, true],
    [10, true],
    [5, false],
    [0, false],
  ]);
  expect(reads()).toBe(told.length);
  await projector.step();
  expect(reads()).toBe(told.length);
  await expectStraightFold(projection);
});

it('reads pages that end where those of others do', async () => {
  const projection = tallyOf();
  await run(projectorOf(projection));
  const { position } = await status();
  await ledger.append(30);
  const asked: number[] = [];
  const readAll: typeof ledger.store.readAll = (options) => {
    asked.push(options.after);
    return ledger.store.readAll(options);
  };
  await run(projectorOf(projection, { store: { readAll }, batchMax: 10 }));
  const next = position + 10 - (position % 10);
  expect(asked.slice(0, 4)).toEqual([position, next, next + 10, next + 20]);
});

it('waits a moment for the bus to close a gap, and then reads it from the log', async () => {
  const projection = tallyOf();
  let nowMs = 0;
  const { store, reads } = countingStore();
  const projector = projectorOf(projection, { store, gapMs: 100, pollMs: 1_000, now: () => nowMs });
  await run(projector);
  const head = await ledger.store.head();
  const before = reads();
  await ledger.append(6);
  const [first, second, third, fourth, , sixth] = (await ledger.store.readAll({
    after: head,
    limit: 6,
  })) as RecordedEvent[] as [
    RecordedEvent,
    RecordedEvent,
    RecordedEvent,
    RecordedEvent,
    unknown,
    RecordedEvent,
  ];
  projector.offer([second, fourth]);
  await run(projector);
  nowMs = 99;
  await run(projector);
  expect((await status()).position).toBe(head);
  projector.offer([first, third]);
  await run(projector);
  expect((await status()).position).toBe(head + 4);
  expect(reads()).toBe(before);
  // Another gap has its own time.
  projector.offer([sixth]);
  nowMs = 150;
  await run(projector);
  nowMs = 249;
  await run(projector);
  expect((await status()).position).toBe(head + 4);
  nowMs = 250;
  await run(projector);
  expect((await status()).position).toBe(head + 6);
  expect(reads()).toBe(before + 1);
  await expectStraightFold(projection);
});

it('is offered nothing of another ledger whose events the bus still holds', async () => {
  const projection = tallyOf();
  let nowMs = 0;
  const { store, reads } = countingStore();
  const projector = projectorOf(projection, { store, pollMs: 1_000, now: () => nowMs });
  const offer = async (...events: readonly RecordedEvent[]): Promise<void> =>
    projector.offer(await standing(ledger.pool, events));
  await run(projector);
  const log = await ledger.log();
  const head = log.length;
  const last = log.at(-1) as RecordedEvent;
  const foreign = (position: number): RecordedEvent => ({ ...last, position, version: position });
  const before = reads();
  await offer(foreign(head + 1), foreign(head + 7));
  await run(projector);
  // It is not even looked for.
  expect(reads()).toBe(before);
  expect((await status()).position).toBe(head);
  // The same positions come to hold something else; what is offered of the old ones meanwhile stays out, too.
  await ledger.append(3);
  const [first, second, third] = (await ledger.store.readAll({ after: head, limit: 3 })) as [
    RecordedEvent,
    RecordedEvent,
    RecordedEvent,
  ];
  expect(await standing(ledger.pool, [third, foreign(head + 2), first])).toEqual([third, first]);
  const { recordedAt, version } = last;
  for (const other of [{ streamId: 'consignment-other' }, { version }, { recordedAt }])
    expect(await standing(ledger.pool, [{ ...second, ...other }])).toEqual([]);
  await offer(first, foreign(head + 2), third);
  nowMs += 1_000;
  await run(projector);
  expect((await status()).position).toBe(head + 3);
  await expectStraightFold(projection);
});

it('lets one of two processes apply at a time', async () => {
  const projection = tallyOf();
  const both = [projectorOf(projection, { batchMax: 3 }), projectorOf(projection, { batchMax: 5 })];
  await ledger.append(60);
  const head = await ledger.store.head();
  await Promise.all(
    both.map(async (projector) => {
      const deadline = Date.now() + 20_000;
      while ((await status().catch(() => undefined))?.position !== head) {
        if (Date.now() > deadline) throw new Error('The two do not catch up.');
        await projector.step();
      }
    }),
  );
  await expectStraightFold(projection);
});

it('passes by while another process is in the middle of a batch', async () => {
  let entered = (): void => undefined;
  let leave = (): void => undefined;
  const inside = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const slow = tallyOf(async () => {
    entered();
    await left;
  });
  const first = projectorOf(slow).step();
  await inside;
  let applied = false;
  const other = projectorOf(
    tallyOf(async () => {
      applied = true;
    }),
  );
  expect(await other.step()).toBe(0);
  expect(applied).toBe(false);
  leave();
  await first;
  await run(other);
  expect((await status()).position).toBe(await ledger.store.head());
  await expectStraightFold(tallyOf());
});

it('goes on with the generation that an operator has promoted', async () => {
  const projection = tallyOf();
  const projector = projectorOf(projection, { now: () => 0 });
  await run(projector);
  const before = await ledger.store.head();
  const { pool, store, owner } = ledger;
  const next = await rebuild({ projection, pool, store });
  await owner.query(`UPDATE reporting.projections SET state = 'retired' WHERE state = 'live'`);
  await owner.query(`UPDATE reporting.projections SET state = 'live' WHERE generation = $1`, [next]);
  await ledger.append(2);
  projector.offer(await ledger.store.readAll({ after: before, limit: 10 }));
  // The first step finds its generation retired, the next one the new one.
  await run(projector);
  await run(projector);
  expect(await status()).toMatchObject({ generation: next, state: 'live', position: before + 2 });
  await expectStraightFold(projection);
});

it('plans a look-up once, not for just the values of each batch', async () => {
  const planned: { readonly custom: string; readonly general: string }[] = [];
  const look = `SELECT t.position FROM ${lookUpOf('reporting.tally', 'position', { among: 'SELECT DISTINCT unnest($2::bigint[])' })} t`;
  const projection: Projection = {
    ...tallyOf(),
    async apply(events, { client, generation }) {
      await client.query(look, [generation, events.map(({ position }) => position)]);
      const { rows } = await client.query<{ custom: string; general: string }>(
        'SELECT custom_plans AS custom, generic_plans AS general FROM pg_prepared_statements WHERE statement = $1',
        [look],
      );
      planned.push(...rows);
    },
  };
  await ledger.append(30);
  const pool = ledgerPool(ledger.url, 'reporting', 1);
  try {
    await run(projectorOf(projection, { pool, batchMax: 3 }));
  } finally {
    await pool.end();
  }
  expect(planned.length).toBeGreaterThan(6);
  expect(planned.map(({ custom }) => custom)).toEqual(planned.map(() => '0'));
  expect(planned.at(-1)?.general).toBe(String(planned.length));
});

describe('a rebuild', () => {
  it('goes up to a position, beside the live generation', async () => {
    const projection = tallyOf();
    await run(projectorOf(projection));
    const { pool, store } = ledger;
    const live = (await status()).generation;
    const generation = await rebuild({ projection, pool, store, to: 11, batchMax: 4 });
    expect(await generationsAtWork(pool)).toMatchObject([
      { generation: live, state: 'live' },
      { generation, state: 'building', position: 11 },
    ]);
    const [difference] = await differences(pool, projection, live, generation);
    const handled = (await ledger.log()).filter(({ type }) => type === 'CheckpointRecorded');
    const behind = handled.filter(({ position }) => position > 11).length;
    expect(difference).toMatchObject({ table: 'reporting.tally', onlyInLeft: behind, onlyInRight: 0 });
    expect(difference?.examples.length).toBe(5);
  });

  it('refuses a position that the log has not reached', async () => {
    const { pool, store } = ledger;
    const head = await store.head();
    for (const to of [head + 1, -1, 1.5]) {
      await expect(rebuild({ projection: tallyOf(), pool, store, to })).rejects.toThrow(RangeError);
    }
    expect(await generationsAtWork(pool)).toEqual([]);
  });
});
