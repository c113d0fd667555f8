import type pg from 'pg';
import { EventStore, verifyLog } from '../index.js';
import { CORRELATION_ID, expecting, request, StoreWorld } from '../store-world.spec-kit.js';

let world: StoreWorld;
let trade: pg.Pool;
let reporting: pg.Pool;
let payments: EventStore;

beforeAll(async () => {
  world = await StoreWorld.start();
  trade = world.poolOf('trade_events');
  reporting = world.poolOf('reporting', 1);
  payments = new EventStore({ pool: world.poolOf('payments_settlement') });
  await payments.append(expecting('obligation-1', 'noStream', 2));
  await new EventStore({ pool: trade }).append(expecting('consignment-1', 'noStream', 2));
});
afterAll(() => world.stop());

/** A well-formed call of the function, as SQL, of one event for each stream; `change` replaces arguments. */
function call(streams: readonly string[], change: Readonly<Record<string, string>> = {}): string {
  const each = (value: string, type: string) => `ARRAY[${streams.map(() => value).join(',')}]::${type}[]`;
  const parts: Record<string, string> = {
    request: `ARRAY[${streams.map((_, index) => index + 1).join(',')}]::integer[]`,
    stream_id: `ARRAY[${streams.map((id) => `'${id}'`).join(',')}]::text[]`,
    expected: each('NULL', 'integer'),
    events: each('1', 'integer'),
    recorded_at: 'NULL',
    actor: each("'trader:demo'", 'text'),
    correlation_id: each(`'${CORRELATION_ID}'`, 'uuid'),
    causation_id: each('NULL', 'bigint'),
    demo: each('false', 'boolean'),
    type: each("'Noted'", 'text'),
    schema_version: each('1', 'smallint'),
    occurred_local: each("'2026-03-01T10:00:00+05:00'", 'text'),
    participants: each("'a'", 'text'),
    data: each(`'{}'`, 'json'),
    prior: 'NULL',
    keys: 'NULL',
    ...change,
  };
  return `SELECT ledger.append(${Object.values(parts).join(', ')}) AS answer`;
}

/** The same for `ledger.append_one`. */
function callOne(change: Readonly<Record<string, string>> = {}): string {
  const parts: Record<string, string> = {
    stream_id: "'consignment-1'",
    expected: 'NULL',
    actor: "'trader:demo'",
    correlation_id: `'${CORRELATION_ID}'`,
    causation_id: 'NULL',
    demo: 'false',
    type: "'Noted'",
    schema_version: '1::smallint',
    occurred_local: "'2026-03-01T10:00:00+05:00'",
    participants: "'a'",
    data: "'{}'",
    key: 'NULL',
    request_hash: 'NULL',
    answer: 'NULL',
    ...change,
  };
  return `SELECT ledger.append_one(${Object.values(parts).join(', ')}) AS answer`;
}

it('takes the calls that the others are made from', async () => {
  const { rows } = await trade.query(call(['consignment-2', 'consignment-3']));
  expect(rows[0].answer).toMatchObject({ versions: [0, 0], refused: null });
  const one = await trade.query(callOne({ key: "'k'", request_hash: "'aa'", answer: "'1'" }));
  expect(JSON.parse(one.rows[0].answer)).toMatchObject({ versions: [2], refused: null });
});

/** Whoever may append may call the function with anything: the log stays what it was, or it is refused. */
it.each<[string, string]>([
  ['no events at all', call(['consignment-x'], { data: 'NULL', occurred_local: 'NULL', type: 'NULL' })],
  ['fewer events than the streams count', call(['consignment-x'], { events: 'ARRAY[5]' })],
  ['a stream with no events', call(['consignment-x', 'consignment-y'], { events: 'ARRAY[2,0]' })],
  ['a stream with less than none', call(['consignment-x', 'consignment-y'], { events: 'ARRAY[3,-1]' })],
  ['a count that is null', call(['consignment-x', 'consignment-y'], { events: 'ARRAY[2,NULL]::integer[]' })],
  ['fewer counts than streams', call(['consignment-x', 'consignment-y'], { events: 'ARRAY[2]' })],
  ['no type', call(['consignment-x'], { type: 'ARRAY[NULL]::text[]' })],
  ['no data', call(['consignment-x'], { data: 'ARRAY[NULL]::json[]' })],
  ['no actor', call(['consignment-x'], { actor: 'ARRAY[]::text[]' })],
  [
    'no correlation',
    call(['consignment-x', 'consignment-y'], { correlation_id: `ARRAY['${CORRELATION_ID}']::uuid[]` }),
  ],
  ['no time', call(['consignment-x'], { occurred_local: 'ARRAY[NULL]::text[]' })],
  ['a time in words', call(['consignment-x'], { occurred_local: "ARRAY['yesterday']" })],
  ['a time without an offset', call(['consignment-x'], { occurred_local: "ARRAY['2026-03-01T10:00:00']" })],
  ['a day that there is not', call(['consignment-x'], { occurred_local: "ARRAY['2026-02-30T10:00:00Z']" })],
  ['a time and more', call(['consignment-x'], { occurred_local: "ARRAY['2026-03-01T10:00:00Z|']" })],
  ['a schema version of 0', call(['consignment-x'], { schema_version: 'ARRAY[0]::smallint[]' })],
  ['a tab in an actor', call(['consignment-x'], { actor: "ARRAY[E'a\\tb']" })],
  ['a tab in the name of a stream', call(['consignment-x'], { stream_id: "ARRAY[E'consignment-x\\ty']" })],
  ['a name without a category', call(['consignment-x'], { stream_id: "ARRAY['consignment']" })],
  ['the name of another stream before it', call(['obligation-1', 'consignment-x'], { prior: 'ARRAY[0,1]' })],
  ['a stream before itself', call(['consignment-1'], { prior: 'ARRAY[1]' })],
  ['a stream before it that comes behind', call(['consignment-1', 'consignment-1'], { prior: 'ARRAY[2,0]' })],
  ['less than no stream before it', call(['consignment-1'], { prior: 'ARRAY[-1]' })],
  ['a known stream twice, and nothing that says so', call(['consignment-1', 'consignment-1'])],
  ['a new stream twice, and nothing that says so', call(['consignment-x', 'consignment-x'])],
  ['one event without a type', callOne({ type: 'NULL' })],
  ['one event without data', callOne({ data: 'NULL' })],
  ['one event without an actor', callOne({ actor: 'NULL' })],
  ['one event without a correlation', callOne({ correlation_id: 'NULL' })],
  ['one event without participants', callOne({ participants: 'NULL' })],
  ['one event that is demo or not', callOne({ demo: 'NULL' })],
  ['one event without a time', callOne({ occurred_local: 'NULL' })],
  ['one event at a time in words', callOne({ occurred_local: "'yesterday'" })],
  ['one event at a time without an offset', callOne({ occurred_local: "'2026-03-01T10:00:00'" })],
  ['one event on a day that there is not', callOne({ occurred_local: "'2026-02-30T10:00:00Z'" })],
  ['one event of schema version 0', callOne({ schema_version: '0::smallint' })],
  ['one event without a schema version', callOne({ schema_version: 'NULL' })],
  ['one event with a tab in its type', callOne({ type: "E'a\\tb'" })],
  ['one event with a tab in its participants', callOne({ participants: "E'a\\tb'" })],
  ['one event for a stream with a tab', callOne({ stream_id: "E'consignment-x\\ty'", expected: '0' })],
  ['one event for a stream without a category', callOne({ stream_id: "'consignment'", expected: '0' })],
  ['one event for no stream', callOne({ stream_id: 'NULL' })],
  ['a key without the hash of its request', callOne({ key: "'k2'", answer: "'1'" })],
  ['a key without an answer', callOne({ key: "'k2'", request_hash: "'aa'" })],
  ['a key with an answer that is no JSON', callOne({ key: "'k2'", request_hash: "'aa'", answer: "'{'" })],
  ['an empty key', callOne({ key: "''", request_hash: "'aa'", answer: "'1'" })],
])('refuses %s, and leaves the log as it was', async (_, sql) => {
  const head = async () => (await reporting.query('SELECT position, hash FROM read.head')).rows;
  const before = await head();
  await expect(trade.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^2[23]/) });
  expect(await head()).toEqual(before);
  expect((await verifyLog({ pool: reporting })).breach).toBeUndefined();
  // Another service's stream holds what it held, and the next append goes where it should.
  const own = await payments.readStream('obligation-1');
  expect(
    own.every(({ streamId }, index) => streamId === 'obligation-1' && own[index]?.version === index + 1),
  ).toBe(true);
  expect(await payments.append(request('obligation-1'))).toMatchObject({ versions: [own.length + 1] });
});
