import { DATA_BYTES, EVENTS_A_STREAM, eventAt, streamIdAt, Writer } from './workload.js';

it('has events whose JSON is as long as the page says', () => {
  const lengths = Array.from({ length: 1_000 }, (_, i) => Buffer.byteLength(JSON.stringify(eventAt(i).data)));
  expect(new Set(lengths)).toEqual(new Set([DATA_BYTES]));
  expect(new Set(Array.from({ length: 1_000 }, (_, i) => JSON.stringify(eventAt(i).data))).size).toBe(1_000);
});

it('names the streams of a filled log the same each time, and each its own way', () => {
  expect(streamIdAt(5)).toBe(streamIdAt(5));
  expect(streamIdAt(5)).toMatch(
    /^consignment-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(new Set(Array.from({ length: 1_000 }, (_, i) => streamIdAt(i))).size).toBe(1_000);
});

it.each([1, 10])('begins a new stream after 20 events, by %i an append', (eventsAnAppend) => {
  const writer = new Writer(0, eventsAnAppend);
  const appends = Array.from({ length: (2 * EVENTS_A_STREAM) / eventsAnAppend }, () => writer.next());
  const half = appends.length / 2;
  const [first, second] = [appends.slice(0, half), appends.slice(half)];
  for (const stream of [first, second]) {
    expect(new Set(stream.map(({ streamId }) => streamId)).size).toBe(1);
    expect(stream.map(({ expectedVersion }) => expectedVersion)).toEqual(
      stream.map((_, index) => index * eventsAnAppend),
    );
    expect(stream.every(({ events }) => events.length === eventsAnAppend)).toBe(true);
  }
  expect(first[0]?.streamId).not.toBe(second[0]?.streamId);
});
