import { generateKeyPairSync } from 'node:crypto';
import type pg from 'pg';
import { EventStore, InclusionProver, signCheckpoint, verifyInclusion, verifyLog } from '../index.js';
import { copyRows } from '../read/copy-rows.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';
import { checkpointText } from './checkpoint.js';
import { LINE_FIELDS } from './log-line.js';

let world: StoreWorld;
let owner: pg.Pool;
let store: EventStore;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** Values that PostgreSQL prints with escapes, in any script, deep and empty. */
const DATA = [
  { text: 'plain' },
  { text: 'a "quote", a \\ backslash, a \n line, a \t tab, \u0000 and \ud800' },
  { text: 'қазақ тілі, اردو, 中文 and 🚚' },
  { nested: [{ a: null }, [], {}, 0.1, -1e21] },
  'a text alone',
  null,
];

beforeAll(async () => {
  world = await StoreWorld.start();
  owner = world.poolOf();
  store = new EventStore({ pool: owner });
  for (let n = 0; n < 10; n += 1) {
    const events = DATA.map((data) => ({ ...event(data), occurredAt: `2026-03-01T10:00:0${n}.5+05:00` }));
    const streams = [{ streamId: `consignment-${n % 4}`, expectedVersion: 'any' as const, events }];
    await store.append(
      request('', {
        streams,
        ...(n % 2 === 0 && { causationId: 7 + n, demo: true }),
        // Before 1970 too: the eight bytes of a time may be negative.
        ...(n === 0 && { recordedAt: '1969-12-31T23:59:59.999999Z' }),
      }),
    );
  }
});
afterAll(() => world.stop());

const END = 10 * DATA.length;

/** Changes the log behind the ledger's back, asks, and changes it back. */
async function tampered<T>(sql: string, ask: () => Promise<T>): Promise<T> {
  const client = await owner.connect();
  await client.query('CREATE TABLE IF NOT EXISTS public.kept AS SELECT * FROM ledger.events');
  // What a superuser can do.
  await client.query("SET session_replication_role = 'replica'");
  try {
    await client.query(sql);
    return await ask();
  } finally {
    await client.query('TRUNCATE ledger.events; INSERT INTO ledger.events SELECT * FROM public.kept');
    await client.query("SET session_replication_role = 'origin'");
    client.release();
  }
}

const breachOf = async () => (await verifyLog({ pool: owner })).breach;

describe('verify', () => {
  it('finds every event in its place, to the end', async () => {
    const { rows } = await owner.query<{ hash: string }>("SELECT encode(hash, 'hex') AS hash FROM read.head");
    const progress: number[] = [];
    const verified = await verifyLog({ pool: owner, onProgress: ({ position }) => progress.push(position) });
    expect(verified).toEqual({ events: END, breach: undefined, position: END, hash: rows[0]?.hash });
    expect(progress.at(-1)).toBe(END);
  });

  it.each<[string, string, number, string]>([
    ['edited data', `UPDATE ledger.events SET data = '{"text":"plane"}' WHERE position = 1`, 1, 'changed'],
    [
      'edited white space',
      `UPDATE ledger.events SET data = (data::text || ' ')::json WHERE position = 9`,
      9,
      'changed',
    ],
    ['another type', "UPDATE ledger.events SET type = 'Noded' WHERE position = 31", 31, 'changed'],
    [
      'another schema version',
      'UPDATE ledger.events SET schema_version = 2 WHERE position = 31',
      31,
      'changed',
    ],
    [
      'another time of happening',
      "UPDATE ledger.events SET occurred_local = '2026-03-01T10:00:00+06:00' WHERE position = 2",
      2,
      'changed',
    ],
    [
      'another time of recording',
      "UPDATE ledger.events SET recorded_at = recorded_at - interval '1 microsecond' WHERE position = 2",
      2,
      'changed',
    ],
    ['another actor', "UPDATE ledger.events SET actor = 'trader:demi' WHERE position = 60", 60, 'changed'],
    ['another participant', "UPDATE ledger.events SET participants = 'b' WHERE position = 60", 60, 'changed'],
    [
      'another correlation',
      'UPDATE ledger.events SET correlation_id = gen_random_uuid() WHERE position = 12',
      12,
      'changed',
    ],
    ['another cause', 'UPDATE ledger.events SET causation_id = 8 WHERE position = 1', 1, 'changed'],
    ['a cause less', 'UPDATE ledger.events SET causation_id = NULL WHERE position = 1', 1, 'changed'],
    ['no demo', 'UPDATE ledger.events SET demo = false WHERE position = 1', 1, 'changed'],
    [
      'another stream',
      "UPDATE ledger.events SET stream_id = 'consignment-9' WHERE position = 13",
      13,
      'changed',
    ],
    [
      'another start of its stream',
      'UPDATE ledger.events SET stream_start = 7 WHERE position = 13',
      13,
      'changed',
    ],
    ['another version', 'UPDATE ledger.events SET version = version + 1 WHERE position = 13', 13, 'changed'],
    ['a removed event', 'DELETE FROM ledger.events WHERE position = 20', 20, 'missing'],
    ['a removed beginning', 'DELETE FROM ledger.events WHERE position = 1', 1, 'missing'],
    ['a removed end', 'DELETE FROM ledger.events WHERE position > 57', 58, 'missing'],
    [
      'a removed event, the rest moved up',
      'DELETE FROM ledger.events WHERE position = 20; UPDATE ledger.events SET position = position - 1 WHERE position > 20',
      20,
      'changed',
    ],
    [
      'an inserted event',
      `UPDATE ledger.events SET position = position + 1000 WHERE position >= 20; UPDATE ledger.events SET position = position - 999 WHERE position > 1000;
       INSERT INTO ledger.events SELECT 20, stream_start, recorded_at, causation_id, correlation_id, version, schema_version, demo, stream_id,
         type, occurred_local, actor, participants, data, hash FROM ledger.events WHERE position = 19`,
      20,
      'changed',
    ],
    [
      'two events in each other\u2019s place',
      'UPDATE ledger.events SET position = CASE position WHEN 33 THEN 500 ELSE 33 END WHERE position IN (33, 40); UPDATE ledger.events SET position = 40 WHERE position = 500',
      33,
      'changed',
    ],
    [
      'an event behind the end',
      `INSERT INTO ledger.events SELECT 61, stream_start, recorded_at, causation_id, correlation_id, version, schema_version, demo, stream_id,
         type, occurred_local, actor, participants, data, hash FROM ledger.events WHERE position = 19`,
      61,
      'changed',
    ],
    ['another hash', "UPDATE ledger.events SET hash = sha256('') WHERE position = 44", 44, 'changed'],
  ])('names the first broken position of %s', async (_, sql, position, reason) => {
    expect(await tampered(sql, breachOf)).toEqual({ position, reason });
    expect(await breachOf()).toBeUndefined();
  });
});

it('finds an end that is told to be another', async () => {
  const { rows } = await owner.query('SELECT hash FROM ledger.head');
  await owner.query("UPDATE ledger.head SET hash = sha256('')");
  expect(await breachOf()).toEqual({ position: END, reason: 'changed' });
  await owner.query('UPDATE ledger.head SET hash = $1', [rows[0].hash]);
  expect(await breachOf()).toBeUndefined();
});

describe('a signed checkpoint', () => {
  const at = async (position: number) => {
    const { rows } = await owner.query<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM read.log WHERE position = $1",
      [position],
    );
    const hash = rows[0]?.hash ?? '';
    return signCheckpoint({ position, hash, signedAt: '2026-11-25T10:00:00Z' }, privateKey);
  };

  it('stands beside the log that it was signed for', async () => {
    const checkpoints = [await at(30), await at(END)];
    expect(await verifyLog({ pool: owner, checkpoints })).toMatchObject({ breach: undefined, events: END });
  });

  it('finds a log that was made anew, chain and all', async () => {
    const checkpoint = await at(30);
    const other = { ...checkpoint, hash: (await at(29)).hash };
    expect(await verifyLog({ pool: owner, checkpoints: [other] })).toMatchObject({
      breach: { position: 30, reason: 'checkpoint' },
    });
  });

  it('finds a log whose end was cut off, and all that told of it', async () => {
    const checkpoints = [await at(END)];
    const cut = `DELETE FROM ledger.events WHERE position > 50; UPDATE ledger.head SET position = 50`;
    const head = await owner.query('SELECT position FROM ledger.head');
    const found = await tampered(cut, () => verifyLog({ pool: owner, checkpoints }));
    await owner.query('UPDATE ledger.head SET position = $1', [head.rows[0].position]);
    expect(found.breach).toEqual({ position: 51, reason: 'unsigned-end' });
  });
});

describe('a proof of inclusion', () => {
  const prove = async (
    position: number,
    checkpointAt: number,
    query = `SELECT ${LINE_FIELDS} FROM read.log ORDER BY position`,
  ) => {
    const { rows } = await owner.query<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM read.log WHERE position = $1",
      [checkpointAt],
    );
    const hash = rows[0]?.hash ?? '';
    const checkpoint = signCheckpoint(
      { position: checkpointAt, hash, signedAt: '2026-11-25T10:00:00Z' },
      privateKey,
    );
    const prover = new InclusionProver(position, checkpoint);
    const client = await owner.connect();
    try {
      await copyRows(client, query, (buffer, start, end) => prover.next(buffer, start, end));
    } finally {
      client.release(true);
    }
    return prover.proof();
  };

  it.each([
    [1, 1],
    [1, END],
    [2, 40],
    [END, END],
  ])('of position %i holds against a checkpoint at %i', async (position, checkpointAt) => {
    const proof = await prove(position, checkpointAt);
    expect(verifyInclusion(JSON.parse(JSON.stringify(proof)), publicKey)).toBe(position);
    // Of the others it tells nothing but 32 bytes each.
    expect(proof.leaves.join('')).toHaveLength(64 * (checkpointAt - position));
  });

  it('does not hold for another event, another chain, another key, or a checkpoint that was touched', async () => {
    const proof = await prove(10, 20);
    const other = generateKeyPairSync('ed25519').publicKey;
    const { checkpoint } = proof;
    expect(() =>
      verifyInclusion({ ...proof, line: proof.line.replace('Noted', 'Noded') }, publicKey),
    ).toThrow('does not lead to the hash');
    expect(() => verifyInclusion({ ...proof, hashBefore: 'ab'.repeat(32) }, publicKey)).toThrow(
      'does not lead to the hash',
    );
    expect(() => verifyInclusion({ ...proof, leaves: proof.leaves.slice(1) }, publicKey)).toThrow('9 leaves');
    expect(() => verifyInclusion({ ...proof, hashBefore: 'ab' }, publicKey)).toThrow('64 hex digits');
    expect(() => verifyInclusion(proof, other)).toThrow('was signed with key');
    const touched = { ...checkpoint, signedAt: '2026-11-25T10:00:01Z' };
    expect(() => verifyInclusion({ ...proof, checkpoint: touched }, publicKey)).toThrow(
      'is not that of its key',
    );
  });

  it('is not made where lines are missing', async () => {
    await expect(
      prove(10, 20, `SELECT ${LINE_FIELDS} FROM read.log WHERE position >= 10 ORDER BY position`),
    ).rejects.toThrow('from position 9 to 20');
    await expect(
      prove(10, 20, `SELECT ${LINE_FIELDS} FROM read.log WHERE position <> 15 ORDER BY position`),
    ).rejects.toThrow('lack position 15');
    await expect(prove(21, 20)).rejects.toThrow('vouches for positions up to it');
  });

  it('signs a text that says what it is', () => {
    expect(checkpointText({ position: 7, hash: 'ab', signedAt: '2026-11-25T10:00:00Z' })).toBe(
      'corridor-ledger checkpoint 1\n7\nab\n2026-11-25T10:00:00Z\n',
    );
  });
});
