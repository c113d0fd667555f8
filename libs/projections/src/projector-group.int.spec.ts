import { setTimeout as pause } from 'node:timers/promises';
import {
  CheckpointsTogether,
  differences,
  generationsAtWork,
  type Projection,
  Projector,
  ProjectorGroup,
  rebuild,
} from './index.js';
import { type Interruption, startTallyLedger, type TallyLedger, tallyOf } from './tally.spec-kit.js';

let ledger: TallyLedger;
const names = ['tally', 'second_tally'] as const;

beforeAll(async () => {
  ledger = await startTallyLedger();
  await ledger.append(20);
});
afterAll(() => ledger.stop());
// The next test begins with generations of their own.
afterEach(async () => {
  await ledger.owner.query(`UPDATE reporting.projections SET state = 'retired'`);
});

interface GroupOptions {
  readonly first?: Interruption;
  readonly second?: Interruption;
  readonly togetherMax?: number;
  readonly now?: () => number;
}

function groupOf({ first, second, togetherMax, now }: GroupOptions = {}) {
  const { pool, store } = ledger;
  const checkpoints = new CheckpointsTogether(pool, togetherMax);
  const more = { pool, store, checkpoints, ...(now && { now }) };
  return new ProjectorGroup([
    new Projector({ projection: tallyOf(first), ...more }),
    new Projector({ projection: tallyOf(second, 'second_tally'), ...more }),
  ]);
}

/** Until nothing is left to do: what goes its own way is told a step later. */
async function run(group: ProjectorGroup): Promise<void> {
  let idle = 0;
  for (let steps = 0; idle < 2; steps += 1) {
    if (steps > 1_000) throw new Error('The group does not come to rest.');
    idle = (await group.step()) === 0 ? idle + 1 : 0;
    await group.idle();
  }
}

/** What the log holds behind a position, as the bus brings it. */
const behind = (position: number) => ledger.store.readAll({ after: position, limit: 100 });

/** In how many transactions the checkpoints came to where they are. */
async function transactions(): Promise<number> {
  const { rows } = await ledger.owner.query<{ count: number }>(
    `SELECT count(DISTINCT xmin::text)::int AS count FROM reporting.projections WHERE state = 'live'`,
  );
  return rows[0]?.count ?? 0;
}

async function positions(): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries(
    (await generationsAtWork(ledger.pool)).map(({ name, position }) => [name, position]),
  );
}

async function expectStraightFolds(): Promise<void> {
  const { pool, store } = ledger;
  for (const name of names) {
    const projection: Projection = tallyOf(undefined, name);
    const live = (await generationsAtWork(pool)).find((each) => each.name === name);
    if (!live) throw new Error(`${name} is not there.`);
    const straight = await rebuild({ projection, pool, store, to: live.position, batchMax: 10_000 });
    expect(await differences(pool, projection, live.generation, straight)).toEqual([]);
    await ledger.owner.query(
      `UPDATE reporting.projections SET state = 'retired' WHERE name = $1 AND generation = $2`,
      [name, straight],
    );
  }
}

it('takes a few events to all projections in one transaction', async () => {
  const group = groupOf();
  await run(group);
  const head = await ledger.store.head();
  await ledger.append(5);
  group.offer(await behind(head));
  expect(await group.step()).toBe(5);
  expect(await positions()).toEqual({ tally: head + 5, second_tally: head + 5 });
  expect(await transactions()).toBe(1);
  await expectStraightFolds();
});

it('gives each its own transaction where the events are many, and one to those that pass them by', async () => {
  const group = groupOf({ togetherMax: 3 });
  await run(group);
  const head = await ledger.store.head();
  await ledger.append(4);
  group.offer(await behind(head));
  expect(await group.step()).toBe(4);
  expect(await transactions()).toBe(2);
  // Another type of events, which neither is made of.
  const delivered = {
    ...{ type: 'ConsignmentDelivered', schemaVersion: 1, occurredAt: '2026-03-01T10:00:00Z' },
    ...{ data: {}, participants: [] },
  };
  const events = Array.from({ length: 4 }, () => delivered);
  const id = '00000000-0000-4000-8000-000000000002';
  await ledger.store.append({
    streams: [{ streamId: `consignment-${id}`, expectedVersion: 'any', events }],
    ...{ actor: 'operator:test', correlationId: id },
  });
  group.offer(await behind(head + 4));
  expect(await group.step()).toBe(4);
  expect(await positions()).toEqual({ tally: head + 8, second_tally: head + 8 });
  expect(await transactions()).toBe(1);
  await expectStraightFolds();
});

it('lets one stand still by itself, and takes it along again once it can go on', async () => {
  let broken = false;
  let nowMs = 0;
  const second = async (): Promise<void> => {
    if (broken) throw new Error('cannot be applied');
  };
  const group = groupOf({ second, now: () => nowMs });
  await run(group);
  const head = await ledger.store.head();
  broken = true;
  await ledger.append(2);
  group.offer(await behind(head));
  // First the batch, then its first event alone.
  await group.step();
  await group.step();
  expect(await positions()).toEqual({ tally: head + 2, second_tally: head });
  const stands = (await generationsAtWork(ledger.pool)).find(({ name }) => name === 'second_tally');
  expect(stands?.error).toContain('cannot be applied');

  broken = false;
  nowMs += 30_000;
  await run(group);
  expect(await positions()).toEqual({ tally: head + 2, second_tally: head + 2 });
  await ledger.append(2);
  group.offer(await behind(head + 2));
  await group.step();
  expect(await transactions()).toBe(1);
  await expectStraightFolds();
});

it('takes back what one writes beside another that fails, however late it writes it', async () => {
  let broken = false;
  let slow = false;
  const first = async (): Promise<void> => {
    if (broken) throw new Error('cannot be applied');
  };
  const second = async (): Promise<void> => {
    if (slow) await pause(100);
  };
  const group = groupOf({ first, second });
  await run(group);
  const head = await ledger.store.head();
  [broken, slow] = [true, true];
  await ledger.append(2);
  group.offer(await behind(head));
  // First together, then each by itself: what the second has written is there once.
  await group.step();
  await group.step();
  expect(await positions()).toEqual({ tally: head, second_tally: head + 2 });
  [broken, slow] = [false, false];
  await run(groupOf());
  expect(await positions()).toEqual({ tally: head + 2, second_tally: head + 2 });
  await expectStraightFolds();
});

it('holds up nobody while one is being built', async () => {
  let entered = (): void => undefined;
  let leave = (): void => undefined;
  const inside = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const { pool, store } = ledger;
  const first = new Projector({ projection: tallyOf(), pool, store });
  while ((await first.step()) > 0);
  const head = await ledger.store.head();
  const group = groupOf({
    second: async () => {
      entered();
      await left;
    },
  });
  await group.step();
  await inside;
  await ledger.append(3);
  group.offer(await behind(head));
  for (let steps = 0; (await positions()).tally !== head + 3; steps += 1) {
    if (steps > 100) throw new Error('It waits for the one that is being built.');
    await group.step();
  }
  expect(await positions()).toEqual({ tally: head + 3, second_tally: 0 });
  leave();
  await run(group);
  expect(await positions()).toEqual({ tally: head + 3, second_tally: head + 3 });
  await expectStraightFolds();
});

it('lets one that is far behind catch up by itself, and takes it along once it is abreast', async () => {
  const { pool, store } = ledger;
  for (const name of names) {
    const projector = new Projector({ projection: tallyOf(undefined, name), pool, store });
    for (let idle = 0; idle < 2; ) idle = (await projector.step()) === 0 ? idle + 1 : 0;
  }
  const head = await ledger.store.head();
  await ledger.append(2_500);
  // Until here it stood still; the other one did not.
  const ahead = new Projector({ projection: tallyOf(), pool, store });
  for (let idle = 0; idle < 2; ) idle = (await ahead.step()) === 0 ? idle + 1 : 0;
  expect(await positions()).toEqual({ tally: head + 2_500, second_tally: head });
  let held = true;
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const group = groupOf({
    second: async () => {
      if (held) await left;
    },
  });
  await ledger.append(2);
  group.offer(await ledger.store.readAll({ after: head + 2_500, limit: 10 }));
  for (let steps = 0; (await positions()).tally !== head + 2_502; steps += 1) {
    if (steps > 100) throw new Error('It waits for the one that is behind.');
    await group.step();
  }
  expect((await positions()).second_tally).toBe(head);
  held = false;
  leave();
  await run(group);
  expect(await positions()).toEqual({ tally: head + 2_502, second_tally: head + 2_502 });
  await ledger.append(2);
  group.offer(await ledger.store.readAll({ after: head + 2_502, limit: 10 }));
  await group.step();
  expect(await transactions()).toBe(1);
  await expectStraightFolds();
}, 60_000);

it('fails each step while the server is away', async () => {
  const { store } = ledger;
  const nowhere = {
    connect: async () => {
      throw new Error('nobody there');
    },
    query: async () => {
      throw new Error('nobody there');
    },
  };
  const pool = nowhere as unknown as typeof ledger.pool;
  const group = new ProjectorGroup([new Projector({ projection: tallyOf(), pool, store })]);
  // Each of them, so that whoever runs them waits longer each time.
  for (let step = 0; step < 3; step += 1) await expect(group.step()).rejects.toThrow('nobody there');
});
