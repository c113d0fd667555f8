import type { RecordedEvent } from '@corridor/contracts';
import { EventStore } from '../index.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';
import { copyEvents } from './copy-rows.js';
import { type EventRows, RowSplitter } from './event-rows.js';

/** What the server really sends, cut in every way that a network may cut it. */
let world: StoreWorld;
let sent: Buffer;
let positions: readonly number[];

beforeAll(async () => {
  world = await StoreWorld.start();
  const store = new EventStore({ pool: world.poolOf() });
  for (const data of [{}, { text: 'қ'.repeat(300) }, { text: 'x'.repeat(200_000) }])
    await store.append(
      request('', { streams: [{ streamId: 'target-1', expectedVersion: 'any', events: [event(data)] }] }),
    );
  const chunks: Buffer[] = [];
  const { push } = RowSplitter.prototype;
  RowSplitter.prototype.push = (chunk) => void chunks.push(chunk);
  const client = await world.poolOf('reporting', 1).connect();
  await copyEvents(client, { after: 0, to: 3 }, () => undefined);
  client.release();
  RowSplitter.prototype.push = push;
  sent = Buffer.concat(chunks);
  positions = (await store.readAll({ after: 0, limit: 10 })).map(({ position }) => position);
});
afterAll(() => world.stop());

function positionsOf(chunks: readonly Buffer[]): readonly number[] {
  const found: number[] = [];
  const splitter = new RowSplitter((rows: EventRows) => {
    const events: RecordedEvent[] = [];
    rows.moveTo(events, 1);
    rows.moveTo(events, rows.length);
    expect(rows.length).toBe(0);
    for (const { position } of events) found.push(position);
  });
  for (const chunk of chunks) splitter.push(chunk);
  expect(splitter.count).toBe(found.length);
  return found;
}

it('makes the same of what comes in two pieces, wherever it is cut', () => {
  // All of the begin, where header, lengths and short rows lie; then here and there within the long one.
  for (let at = 1; at < sent.length; at += at < 2_000 ? 1 : 9_973)
    expect(positionsOf([sent.subarray(0, at), sent.subarray(at)])).toEqual(positions);
});

it('makes the same of what comes byte by byte', () => {
  const pieces = Array.from({ length: 3_000 }, (_, at) => sent.subarray(at, at + 1));
  expect(positionsOf([...pieces, sent.subarray(3_000)])).toEqual(positions);
});

it('says so where it is something else', () => {
  expect(() => positionsOf([Buffer.alloc(100)])).toThrow('no COPY in binary format');
  const fewer = Buffer.from(sent);
  fewer.writeInt16BE(3, 19);
  expect(() => positionsOf([fewer])).toThrow('a row of 3 columns instead of 14');
});
