import { startTestLedger, type TestLedger } from '@corridor/testing';
import pg from 'pg';
import {
  AppendForbidden,
  type AppendRequest,
  ConcurrencyConflict,
  EventStore,
  type EventToAppend,
  IdempotencyKeyReused,
  ledgerPool,
  Overloaded,
} from './index.js';

let ledger: TestLedger;
let owner: pg.Pool;
let trade: EventStore;
const pools: pg.Pool[] = [];

const poolOf = (role: Parameters<typeof ledgerPool>[1]): pg.Pool => {
  const pool = ledgerPool(ledger.url, role);
  pools.push(pool);
  return pool;
};

beforeAll(async () => {
  ledger = await startTestLedger();
  owner = poolOf(undefined);
  trade = new EventStore({ pool: poolOf('trade_events') });
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await ledger.stop();
});

const correlationId = '0191d8a0-0000-7000-8000-0000000000aa';
const event = (data: unknown = { n: 1 }): EventToAppend => ({
  type: 'Noted',
  schemaVersion: 1,
  occurredAt: '2026-03-01T10:00:00+05:00',
  data,
  participants: ['b', 'a'],
});
let streams = 0;
const newStream = (): string => {
  streams += 1;
  return `consignment-${streams}`;
};
const request = (streamId: string, change: Partial<AppendRequest> = {}): AppendRequest => ({
  streams: [{ streamId, expectedVersion: 'any', events: [event()] }],
  actor: 'trader:demo',
  correlationId,
  ...change,
});
const expecting = (streamId: string, expectedVersion: 'any' | 'noStream' | number, count = 1) =>
  request(streamId, { streams: [{ streamId, expectedVersion, events: Array(count).fill(event()) }] });

describe('append', () => {
  it('keeps what was told, to the byte, and who told it', async () => {
    const streamId = newStream();
    const data = { text: 'қазақ \u0000 \ud800 "\\u0041"', big: '0012.50', nested: [{ z: 1, a: null }] };
    const told = request(streamId, {
      streams: [{ streamId, expectedVersion: 'noStream', events: [event(data)] }],
      causationId: 7,
      demo: true,
    });
    const result = await trade.append(told);
    const [read] = await trade.readStream(streamId);
    expect(read).toEqual({
      position: result.position,
      streamId,
      version: 1,
      type: 'Noted',
      schemaVersion: 1,
      occurredAt: '2026-03-01T10:00:00+05:00',
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      actor: 'trader:demo',
      correlationId,
      causationId: 7,
      participants: ['b', 'a'],
      demo: true,
      data,
    });
    const { rows } = await owner.query('SELECT data::text FROM ledger.events WHERE position = $1', [
      result.position,
    ]);
    expect(rows).toEqual([{ data: JSON.stringify(data) }]);
  });

  it('holds to the expected version', async () => {
    const streamId = newStream();
    await expect(trade.append(expecting(streamId, 1))).rejects.toThrow(ConcurrencyConflict);
    expect(await trade.append(expecting(streamId, 'noStream', 2))).toMatchObject({ versions: [2] });
    await expect(trade.append(expecting(streamId, 'noStream'))).rejects.toMatchObject({
      streamId,
      expected: 'noStream',
      actual: 2,
    });
    expect(await trade.append(expecting(streamId, 2))).toMatchObject({ versions: [3] });
    expect(await trade.append(expecting(streamId, 'any'))).toMatchObject({ versions: [4] });
    expect(await trade.readStream(streamId, { after: 3 })).toHaveLength(1);
  });

  it('appends to several streams all or nothing', async () => {
    const [one, two] = [newStream(), newStream()];
    const both = (expectedVersion: number) =>
      request(one, {
        streams: [
          { streamId: one, expectedVersion: 'any', events: [event()] },
          { streamId: two, expectedVersion, events: [event(), event()] },
        ],
      });
    await expect(trade.append(both(3))).rejects.toThrow(ConcurrencyConflict);
    expect(await trade.readStream(one)).toEqual([]);
    const result = await trade.append(both(0));
    expect(result).toMatchObject({ outcome: 'appended', versions: [1, 2] });
    if (result.outcome === 'appended') expect(result.position - result.firstPosition).toBe(2);
  });

  it('gives the first answer to a repeated key, and refuses another request under it', async () => {
    const streamId = newStream();
    const keyed = (requestHash: string, actor = 'bank:a') =>
      request(streamId, { actor, idempotency: { key: 'k-1', requestHash, answer: { id: streamId } } });
    const first = await trade.append(keyed('aa'));
    expect(await trade.append(keyed('aa'))).toEqual({
      outcome: 'duplicate',
      position: first.position,
      answer: { id: streamId },
    });
    await expect(trade.append(keyed('bb'))).rejects.toThrow(IdempotencyKeyReused);
    expect(await trade.answerOf('bank:a', 'k-1')).toEqual({
      requestHash: 'aa',
      answer: { id: streamId },
      position: first.position,
    });
    expect(await trade.answerOf('bank:b', 'k-1')).toBeUndefined();
    // Keys are the actor's own.
    expect(await trade.append(keyed('bb', 'bank:b'))).toMatchObject({ outcome: 'appended' });
    expect(await trade.readStream(streamId)).toHaveLength(2);
  });

  it('judges each request of a group by itself', async () => {
    const good = [newStream(), newStream()];
    const bad = newStream();
    const unreadable = { ...event(), occurredAt: 'yesterday' };
    const outcomes = await Promise.allSettled([
      trade.append(expecting(good[0] ?? '', 0)),
      trade.append(expecting(bad, 9)),
      trade.append(
        request(bad, { streams: [{ streamId: bad, expectedVersion: 'any', events: [unreadable] }] }),
      ),
      trade.append(expecting(good[1] ?? '', 0)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await trade.readStream(bad)).toEqual([]);
  });

  it('refuses what the queue cannot hold, and appends the rest', async () => {
    const small = new EventStore({ pool: poolOf('trade_events'), waitingMax: 3 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => small.append(request(newStream()))),
    );
    const refused = outcomes.filter(
      (each) => each.status === 'rejected' && each.reason instanceof Overloaded,
    );
    const appended = outcomes.filter((each) => each.status === 'fulfilled');
    expect(refused.length).toBeGreaterThan(0);
    expect(appended.length).toBeGreaterThan(0);
    expect(refused.length + appended.length).toBe(10);
  });

  it('takes part in the transaction of the caller', async () => {
    const streamId = newStream();
    const client = await owner.connect();
    await client.query('BEGIN');
    await trade.appendIn(client, request(streamId));
    await client.query('ROLLBACK');
    client.release();
    expect(await trade.readStream(streamId)).toEqual([]);
  });
});

describe('order and integrity', () => {
  it('has positions without a gap, in commit order, whoever appends', async () => {
    const second = new EventStore({ pool: poolOf('payments_settlement') });
    const before = await trade.head();
    const shared = newStream();
    let seen = before;
    let writing = true;
    const reader = (async () => {
      while (writing) {
        const page = await trade.readAll({ after: seen, limit: 1_000 });
        // A reader that takes what it sees and goes on never misses one.
        expect(page.map(({ position }) => position)).toEqual(page.map((_, index) => seen + index + 1));
        seen += page.length;
      }
    })();
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        n % 2 === 0
          ? trade.append(request(n % 4 === 0 ? shared : newStream()))
          : second.append(request(`settlement-${n}`)),
      ),
    );
    writing = false;
    await reader;
    expect(await trade.head()).toBe(before + 200);
    expect((await trade.readStream(shared)).map(({ version }) => version)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    const only = await trade.readAll({ after: before, limit: 1_000, categories: ['settlement'] });
    expect(only).toHaveLength(100);
  });

  it('chains every event to the one before', async () => {
    await trade.append(expecting(newStream(), 0, 3));
    const { rows } =
      await owner.query(`SELECT count(*) FILTER (WHERE hash <> expected)::int AS broken, count(*)::int AS n
      FROM (SELECT e.hash, ledger.event_hash(coalesce(lag(e.hash) OVER (ORDER BY e.position), decode(repeat('00', 32), 'hex')), e)
        AS expected FROM ledger.events e) chain`);
    expect(rows[0].broken).toBe(0);
    expect(rows[0].n).toBe(await trade.head());
  });

  it.each([
    ["UPDATE ledger.events SET actor = 'me'"],
    ['DELETE FROM ledger.events'],
    ['TRUNCATE ledger.events'],
    ['DELETE FROM ledger.idempotency'],
  ])('refuses "%s", even to the owner', async (sql) => {
    await trade.append(request(newStream(), { idempotency: { key: sql, requestHash: 'aa', answer: 1 } }));
    await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  });
});

describe('rights', () => {
  it('lets a service append to its own categories only', async () => {
    await expect(trade.append(request('settlement-foreign'))).rejects.toThrow(AppendForbidden);
    const payments = new EventStore({ pool: poolOf('payments_settlement') });
    await expect(payments.append(request('consignment-foreign'))).rejects.toThrow(AppendForbidden);
    await expect(new EventStore({ pool: poolOf('reporting') }).append(request('target-1'))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('lets no service write or read the table itself, nor choose the recording time', async () => {
    const pool = poolOf('trade_events');
    await expect(pool.query('INSERT INTO ledger.events SELECT * FROM read.events')).rejects.toThrow(
      /permission denied/,
    );
    await expect(pool.query('SELECT 1 FROM ledger.events')).rejects.toThrow(/permission denied/);
    const streamId = newStream();
    await trade.append(request(streamId, { recordedAt: '1999-01-01T00:00:00Z' }));
    const [read] = await trade.readStream(streamId);
    expect(Date.parse(read?.recordedAt ?? '')).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
  });

  it('keeps the time that the owner imports', async () => {
    const streamId = newStream();
    await new EventStore({ pool: owner }).append(request(streamId, { recordedAt: '2021-05-06T07:08:09.5Z' }));
    const [read] = await trade.readStream(streamId);
    expect(read?.recordedAt).toBe('2021-05-06T07:08:09.500000Z');
  });
});
