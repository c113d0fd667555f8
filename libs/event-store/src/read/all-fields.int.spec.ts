import type { RecordedEvent } from '@corridor/contracts';
import { EventStore, type ReadStreamOptions } from '../index.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';

/**
 * There are three ways out of the log, each with a form of its own: pages as rows, bulk as binary COPY, a stream as one text. Whatever
 * an event holds, they give the same.
 */
let world: StoreWorld;
let store: EventStore;
const told: Omit<RecordedEvent, 'position' | 'version'>[] = [];
const STREAM_ID = 'consignment-every-field';

const DATA = [
  {},
  null,
  'қазақ, اردو, 😀',
  { text: 'tab\t, line\n, back\\slash, "quote", \u001e, \u2028, \u0000' },
  { big: 'x'.repeat(300_000), end: 'ы' },
  [1.5, -0, 1e300, [{ deep: [] }]],
  'x'.repeat(70_000),
];
const ACTORS = ['trader:demo', 'саудагер:demo', 'تاجر:demo', `office:${'long-'.repeat(40)}`];
const PARTICIPANTS = [[], ['a'], ['a', 'қатысушы'], Array.from({ length: 30 }, (_, n) => `firm-${n}`)];
// The last microseconds of a year, a leap day, and what a double would round.
const RECORDED = [
  '2019-12-31T23:59:59.999999Z',
  '2020-02-29T00:00:00.000000Z',
  '2025-07-09T01:02:03.000001Z',
];

beforeAll(async () => {
  world = await StoreWorld.start();
  const pool = world.poolOf();
  const owner = new EventStore({ pool });
  for (const [index, data] of [...DATA, ...DATA, ...DATA].entries()) {
    const participants = PARTICIPANTS[index % PARTICIPANTS.length] as string[];
    const actor = ACTORS[(index >> 1) % ACTORS.length] as string;
    const recordedAt = RECORDED[Math.floor(index / DATA.length)] as string;
    const appended = { ...event(data, index % 2 ? 'Noted' : 'Өлшенді'), participants };
    const causationId = index % 3 === 0 ? index + 1 : undefined;
    const demo = index % 2 === 0;
    const { correlationId } = request('');
    await owner.append({
      streams: [{ streamId: STREAM_ID, expectedVersion: index, events: [appended] }],
      actor,
      correlationId,
      recordedAt,
      demo,
      ...(causationId !== undefined && { causationId }),
    });
    told.push({
      streamId: STREAM_ID,
      ...appended,
      data: JSON.parse(JSON.stringify(data)),
      recordedAt,
      actor,
      correlationId,
      demo,
      ...(causationId !== undefined && { causationId }),
    });
  }
  store = new EventStore({ pool: world.poolOf('reporting') });
});
afterAll(async () => {
  await store.close();
  await world.stop();
});

const expected = () => told.map((one, index) => ({ ...one, position: index + 1, version: index + 1 }));

it('gives them in bulk as they were told', async () => {
  const bulk: RecordedEvent[] = [];
  for await (const one of store.readLog({ pageSize: 4 })) bulk.push(one);
  expect(bulk).toEqual(expected());
});

it('gives them page by page as they were told', async () => {
  expect(await store.readAll({ after: 0, limit: 100 })).toEqual(expected());
});

it('gives them as a stream as they were told', async () => {
  expect(await store.readStream(STREAM_ID)).toEqual(expected());
});

it('gives a stream that is longer than one text may be', async () => {
  const owner = new EventStore({ pool: world.poolOf() });
  const streamId = 'target-long';
  for (const n of [1, 2, 3]) {
    const events = [event({ n, text: 'x'.repeat(25_000_000) })];
    await owner.append(request('', { streams: [{ streamId, expectedVersion: n - 1, events }] }));
  }
  const read = async (options: ReadStreamOptions) =>
    (await store.readStream(streamId, options)).map(({ version }) => version);
  expect(await read({})).toEqual([1, 2, 3]);
  expect(await read({ backwards: true })).toEqual([3, 2, 1]);
  expect(await read({ backwards: true, limit: 3, to: 3 })).toEqual([3, 2, 1]);
  expect(await read({ after: 1 })).toEqual([2, 3]);
});

it('gives what a service appended by itself, with the control characters that this library refuses', async () => {
  const trade = world.poolOf('trade_events', 1);
  const append = (streamId: string, type: string, actor: string) =>
    trade.query(
      "SELECT ledger.append_one($1, NULL, $2, $3, NULL, false, $4, 1::smallint, $5, '', '{}', NULL, NULL, NULL)",
      [streamId, actor, request('').correlationId, type, '2026-03-01T10:00:00Z'],
    );
  await append('consignment-odd', '\u001e', '\u001eodd\u001e');
  await append('consignment-odd', 'No\u001eted', '');
  expect(await store.readStream('consignment-odd')).toMatchObject([
    { type: '\u001e', actor: '\u001eodd\u001e', participants: [], data: {} },
    { type: 'No\u001eted', actor: '', participants: [], data: {} },
  ]);
});
