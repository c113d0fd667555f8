import type pg from 'pg';
import { ConcurrencyConflict, EventStore, IdempotencyKeyReused, Overloaded, verifyLog } from '../index.js';
import { CORRELATION_ID, event, expecting, request, StoreWorld } from '../store-world.spec-kit.js';

let world: StoreWorld;
let owner: pg.Pool;
let trade: EventStore;
const newStream = () => world.newStream();

beforeAll(async () => {
  world = await StoreWorld.start();
  owner = world.poolOf();
  trade = new EventStore({ pool: world.poolOf('trade_events') });
});
afterAll(() => world.stop());

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
      correlationId: CORRELATION_ID,
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

  it('judges what comes to one stream in one group in the order in which it came', async () => {
    const [one, two] = [newStream(), newStream()];
    const outcomes = await Promise.allSettled([
      trade.append(expecting(one, 'noStream', 2)),
      trade.append(expecting(one, 1)),
      trade.append(expecting(two, 'any')),
      trade.append(expecting(one, 2)),
      trade.append(
        request('', {
          streams: [
            { streamId: two, expectedVersion: 1, events: [event()] },
            { streamId: one, expectedVersion: 2, events: [event()] },
          ],
        }),
      ),
      trade.append(expecting(two, 'any', 2)),
      trade.append(expecting(one, 'any')),
      trade.append(expecting(one, 'noStream')),
    ]);
    const told = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' && outcome.value.outcome === 'appended'
        ? outcome.value.versions
        : outcome.status === 'rejected' &&
          `${outcome.reason.streamId === one ? 'one' : 'two'} is at ${outcome.reason.actual}`,
    );
    expect(told).toEqual([[2], 'one is at 2', [1], [3], 'one is at 3', [3], [4], 'one is at 4']);
    const positions = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.position] : [],
    );
    const [first = 0] = positions;
    expect(positions).toEqual([first, first + 1, first + 2, first + 4, first + 5]);
    const read = async (streamId: string) =>
      (await trade.readStream(streamId)).map(({ version, position }) => [version, position - first]);
    expect(await read(one)).toEqual([
      [1, -1],
      [2, 0],
      [3, 2],
      [4, 5],
    ]);
    expect(await read(two)).toEqual([
      [1, 1],
      [2, 3],
      [3, 4],
    ]);
    // And so do later ones, in groups of their own.
    expect(await trade.append(expecting(one, 4))).toMatchObject({ versions: [5] });
    expect(await trade.append(expecting(two, 3))).toMatchObject({ versions: [4] });
    expect((await verifyLog({ pool: owner })).breach).toBeUndefined();
  });

  it('refuses what the queue cannot hold, and appends the rest', async () => {
    const small = new EventStore({ pool: world.poolOf('trade_events'), waitingMax: 3 });
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
