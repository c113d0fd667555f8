import { type Decider, type DomainEvent, Rejection } from '@corridor/kernel';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { AggregateStore, EventStore, ledgerPool } from './index.js';

type Reserved = DomainEvent<'Reserved', { readonly by: string; readonly seats: number }>;
type Command = { readonly by: string; readonly seats: number };
interface State {
  readonly free: number;
  readonly guests: readonly string[];
}

/** A room of ten seats: enough to see a decision taken again on what others did meanwhile. */
const room: Decider<Command, Reserved, State> = {
  initialState: { free: 10, guests: [] },
  decide: ({ by, seats }, { free }) => {
    if (seats === 0) return [];
    if (seats > free) throw new Rejection('full', `Only ${free} seats are free.`);
    return [{ type: 'Reserved', occurredAt: '2026-03-01T10:00:00Z', data: { by, seats } }];
  },
  evolve: ({ free, guests }, { data }) => ({ free: free - data.seats, guests: [...guests, data.by] }),
};

let ledger: TestLedger;
let pool: pg.Pool;
let store: EventStore;
const context = { actor: 'trader:demo', correlationId: '0191d8a0-0000-7000-8000-0000000000aa' };
const rooms = () =>
  new AggregateStore(store, {
    category: 'consignment',
    decider: room,
    schemaVersionOf: () => 1,
    upcast: (event) => event,
    participantsOf: ({ guests }) => [...guests].sort(),
  });

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  store = new EventStore({ pool });
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

it('loads, decides and appends, with those who may see it', async () => {
  const handled = await rooms().handle('a', { by: 'zia', seats: 3 }, context);
  expect(handled).toMatchObject({ version: 1, state: { free: 7 }, result: { outcome: 'appended' } });
  await rooms().handle('a', ({ free }) => ({ by: 'aigul', seats: free }), context);
  expect(await rooms().load('a')).toEqual({ state: { free: 0, guests: ['zia', 'aigul'] }, version: 2 });
  const [, second] = await store.readStream('consignment-a');
  expect(second?.participants).toEqual(['aigul', 'zia']);
});

it('appends nothing where the command leads to nothing, or is refused', async () => {
  expect(await rooms().handle('b', { by: 'zia', seats: 0 }, context)).toMatchObject({
    result: undefined,
    version: 0,
  });
  await expect(rooms().handle('b', { by: 'zia', seats: 11 }, context)).rejects.toThrow(Rejection);
  expect(await store.readStream('consignment-b')).toEqual([]);
});

describe('a command that leads to nothing new', () => {
  type Turned = DomainEvent<'Turned', { readonly to: string; readonly by: string }>;
  interface Switch {
    readonly is: string;
  }
  /** Turned on and off; where it stands so already, nothing happens. Who turns it on rings a bell first. */
  const lamp: Decider<{ readonly to: string }, Turned, Switch> = {
    initialState: { is: 'new' },
    decide: ({ to }, { is }) => {
      if (is === to || is === `${to}, rung`) return [];
      if (is === 'new' && to === 'off') throw new Rejection('never-on', 'It was never on.');
      const turned = (by: string): Turned => {
        return { type: 'Turned', occurredAt: '2026-03-01T10:00:00Z', data: { to, by } };
      };
      return to === 'on' ? [turned('hand'), turned('bell')] : [turned('hand')];
    },
    evolve: (_, { data: { to, by } }) => ({ is: by === 'bell' ? `${to}, rung` : to }),
  };
  const lamps = (every?: number) =>
    new AggregateStore(store, {
      category: 'consignment',
      decider: lamp,
      schemaVersionOf: () => 1,
      upcast: (event) => event,
      participantsOf: () => ['zia'],
      ...(every !== undefined && { snapshots: { every, form: 'lamp/1' } }),
    });
  /** In the order of the request, each an append of its own. */
  const turn = async (id: string, ...commands: readonly string[]): Promise<number[]> => {
    const positions: number[] = [];
    for (const [n, to] of commands.entries()) {
      const correlationId = `0191d8a0-0000-7000-8000-00000000000${n}`;
      const { result } = await lamps().handle(id, { to }, { ...context, correlationId });
      positions.push(result?.position ?? 0);
    }
    return positions;
  };

  it('is known by the append that told it last', async () => {
    const [, off = 0, on = 0] = await turn('lamp-a', 'on', 'off', 'on');
    expect(on).toBe(off + 2);
    expect(await lamps().known('lamp-a', { to: 'on' })).toEqual({ outcome: 'known', position: on });
    // It would lead to something.
    expect(await lamps().known('lamp-a', { to: 'off' })).toBeUndefined();
    await turn('lamp-a', 'off');
    expect(await lamps().known('lamp-a', { to: 'off' })).toMatchObject({ position: on + 1 });
  });

  it('is not known where nothing was told', async () => {
    expect(await rooms().known('known-c', { by: 'zia', seats: 0 })).toBeUndefined();
    expect(await lamps().known('lamp-b', { to: 'off' })).toBeUndefined();
    await rooms().handle('known-c', { by: 'zia', seats: 1 }, context);
    expect(await rooms().known('known-c', { by: 'zia', seats: 0 })).toBeUndefined();
  });

  it('is not looked for behind a snapshot', async () => {
    const [position = 0] = await turn('lamp-d', 'on');
    const state = { is: 'on, rung' };
    await store.snapshots.keep('consignment-lamp-d', 'lamp/1', { version: 2, position, state });
    expect(await lamps(2).known('lamp-d', { to: 'on' })).toBeUndefined();
    expect(await lamps().known('lamp-d', { to: 'on' })).toEqual({ outcome: 'known', position });
  });
});

it('decides again on what others appended meanwhile: nobody is given a seat twice', async () => {
  // Each in its own process, so that their appends do not meet in one queue.
  const others = Array.from({ length: 4 }, () => new EventStore({ pool }));
  const outcomes = await Promise.allSettled(
    others.map((each, index) =>
      new AggregateStore(each, {
        category: 'consignment',
        decider: room,
        schemaVersionOf: () => 1,
        upcast: (event) => event,
        participantsOf: () => [],
      }).handle('c', { by: `guest-${index}`, seats: 4 }, context),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Rejection);
  expect((await rooms().load('c')).state.free).toBe(2);
});

describe('snapshots', () => {
  interface Count {
    readonly sum: bigint;
    readonly names: readonly string[];
  }
  /** Sums in bigint, as money is; `folded` counts what is folded. */
  const counting = (options: { form?: string; category?: string } = {}) => {
    const folded: string[] = [];
    const aggregate = new AggregateStore<Command, Reserved, Count>(store, {
      category: options.category ?? 'consignment',
      decider: {
        initialState: { sum: 0n, names: [] },
        decide: ({ by, seats }) => [
          { type: 'Reserved', occurredAt: '2026-03-01T10:00:00Z', data: { by, seats } },
        ],
        evolve: ({ sum, names }, { data }) => {
          folded.push(data.by);
          return { sum: sum + BigInt(data.seats), names: [...names, data.by].slice(-2) };
        },
      },
      schemaVersionOf: () => 1,
      upcast: (event) => event,
      participantsOf: () => [],
      snapshots: { every: 5, form: options.form ?? 'count/1' },
    });
    return { aggregate, folded };
  };
  const kept = async (streamId: string) => {
    const { rows } = await pool.query('SELECT version, form FROM ledger.snapshots WHERE stream_id = $1', [
      streamId,
    ]);
    return rows[0];
  };
  /** One is kept beside the command that folded so many events, whichever that was. */
  const keptOf = async (streamId: string): Promise<number> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await kept(streamId);
      if (found) return found.version;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no snapshot of ${streamId}`);
  };
  const fill = async (id: string, count: number, options = {}) => {
    const { aggregate } = counting(options);
    for (let n = 0; n < count; n += 1)
      await aggregate.handle(id, { by: 'bigint:7', seats: 2 ** 31 }, context);
  };

  it('spare the events before them, and give the state that all events give', async () => {
    await fill('snap-a', 8);
    expect(await keptOf('consignment-snap-a')).toBeGreaterThanOrEqual(5);
    const { aggregate, folded } = counting();
    expect(await aggregate.load('snap-a')).toEqual({
      state: { sum: 8n * 2n ** 31n, names: ['bigint:7', 'bigint:7'] },
      version: 8,
    });
    expect(folded.length).toBeLessThanOrEqual(3);
    await aggregate.handle('snap-a', { by: 'next', seats: 1 }, context);
    expect(await aggregate.load('snap-a')).toMatchObject({ version: 9, state: { sum: 8n * 2n ** 31n + 1n } });
  });

  it('may be dropped at any time', async () => {
    await fill('snap-b', 6);
    await keptOf('consignment-snap-b');
    const before = await counting().aggregate.load('snap-b');
    await pool.query('DELETE FROM ledger.snapshots');
    expect(await counting().aggregate.load('snap-b')).toEqual(before);
  });

  it('are left aside where the state is made in another way, or the log is another', async () => {
    await fill('snap-c', 6);
    await keptOf('consignment-snap-c');
    const other = counting({ form: 'count/2' });
    await other.aggregate.load('snap-c');
    expect(other.folded).toHaveLength(6);
    await pool.query(`UPDATE ledger.snapshots SET form = 'count/1', hash = sha256('another log'), state = '{"sum":"bigint:1","names":[]}'
      WHERE stream_id = 'consignment-snap-c'`);
    const again = counting();
    expect((await again.aggregate.load('snap-c')).state.sum).toBe(6n * 2n ** 31n);
    expect(again.folded).toHaveLength(6);
  });

  it('are kept by a service for its own streams only', async () => {
    await expect(
      pool.query(`INSERT INTO ledger.snapshots VALUES ('settlement-x', 1, 1, '\\x00', 'f', '{}')`),
    ).rejects.toThrow(/row-level security/);
  });
});
