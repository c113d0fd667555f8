import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { commandOn } from './command.spec-kit.js';

const SIZE = 10;
const EVENTS = 25;
const FIRST = 'events-000000000001-000000000010.log.gz';
const SECOND = 'events-000000000011-000000000020.log.gz';

let ledger: TestLedger;
let pool: pg.Pool;
let folder: string;
let archives: string;

/** The event that the consumer applies. */
const CONSUMED = 14;

beforeEach(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
  folder = mkdtempSync(join(tmpdir(), 'ledger-archive-'));
  archives = join(folder, 'archives');
  // The first segment has room for a million events: it, and those to come, are made small.
  await pool.query(`ALTER TABLE ledger.events DETACH PARTITION ledger.events_000000000001;
    ALTER TABLE ledger.events ATTACH PARTITION ledger.events_000000000001 FOR VALUES FROM (1) TO (${SIZE + 1});
    UPDATE ledger.segments SET last_position = ${SIZE};
    UPDATE ledger.head SET segment_size = ${SIZE}, segmented_to = ${SIZE}`);
  const noted = {
    type: 'Noted',
    schemaVersion: 1,
    occurredAt: '2026-03-01T10:00:00+05:00',
    data: {},
    participants: [],
  };
  // One of them is for a consumer; the others pass by it.
  const events = Array.from({ length: EVENTS }, (_, index) =>
    index + 1 === CONSUMED ? { ...noted, type: 'ConsignmentDelivered' } : noted,
  );
  await new EventStore({ pool }).append({
    streams: [{ streamId: 'consignment-1', expectedVersion: 'noStream', events }],
    actor: 'trader:demo',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
  });
  await apply(EVENTS);
});
afterEach(async () => {
  await pool.end();
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

const command = (line: string, env: NodeJS.ProcessEnv = {}) =>
  commandOn({ DATABASE_URL: ledger.url, ...env }, line);

/** As if the consumer had applied so many events of the stream. */
const apply = (version: number) =>
  pool.query(
    `INSERT INTO bus.consumer_progress VALUES ('payments-settlement', 'consignment-1', $1)
     ON CONFLICT (consumer_group, stream_id) DO UPDATE SET version = $1`,
    [version],
  );

it('is refused for what consumers and read models have yet to apply', async () => {
  await pool.query("INSERT INTO reporting.projections VALUES ('trade', 1, 'live', 5)");
  await apply(3);
  const refused = await command(`archive --up-to 20 --folder ${archives}`);
  expect(refused).toMatchObject({
    status: 2,
    output: expect.stringMatching(
      /read model trade is at position 5, the consumer payments-settlement is at position 13/,
    ),
  });
  expect(existsSync(archives)).toBe(false);
  await pool.query('UPDATE reporting.projections SET position = 25');
  expect(await command(`archive --up-to 20 --folder ${archives}`)).toMatchObject({ status: 2 });
  expect(await command(`archive --up-to 12 --folder ${archives}`)).toMatchObject({ status: 0 });
  expect(readdirSync(archives)).toEqual([FIRST]);
  expect(await command(`archive --up-to 20 --behind --folder ${archives}`)).toMatchObject({ status: 0 });
  expect(readdirSync(archives).sort()).toEqual([FIRST, SECOND]);
});

it('archives, names each file and where it is read from, and goes on from there', async () => {
  const first = await command(`archive --up-to 19 --folder ${archives}`);
  expect(first).toEqual({
    status: 0,
    output: [
      `positions 1 to 10: ${join(archives, FIRST)}`,
      `archived to position 10: services and commands read it with LEDGER_ARCHIVE_DIR=${archives}`,
    ].join('\n'),
  });
  const second = await command('archive --up-to 1000', { LEDGER_ARCHIVE_DIR: archives });
  expect(second).toMatchObject({
    status: 0,
    output: expect.stringContaining(`positions 11 to 20: ${join(archives, SECOND)}`),
  });
  expect(readdirSync(archives).sort()).toEqual([FIRST, SECOND]);
});

it('says so where there is nothing to archive', async () => {
  expect(await command(`archive --up-to 9 --folder ${archives}`)).toEqual({
    status: 0,
    output: 'no segment is full and ends at position 9 or before: nothing is archived',
  });
});

it('is refused in words, with exit status 2', async () => {
  for (const [line, words] of [
    ['archive --up-to 10', 'LEDGER_ARCHIVE_DIR'],
    [`archive --folder ${archives}`, '--up-to'],
    ['archive --up-to all', '"all" is no position'],
  ] as const)
    expect(await command(line)).toMatchObject({ status: 2, output: expect.stringContaining(words) });
  writeFileSync(join(folder, FIRST), 'of another ledger');
  const refused = await command(`archive --up-to 10 --folder ${folder}`);
  expect(refused.status).toBe(2);
  // Words for a person, not the place in the source.
  expect(refused.output).toMatch(/^\S+events-000000000001-000000000010\.log\.gz is there already[^\n]*$/);
});

it('verifies, signs and exports the archived part by LEDGER_ARCHIVE_DIR, and asks for it where it is not set', async () => {
  await command(`archive --up-to 20 --folder ${archives}`);
  const key = join(folder, 'key.pem');
  writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const out = join(folder, 'log.gz');
  const lines = ['verify', `checkpoint --key ${key} --out ${folder}`, `export --out ${out}`];
  for (const line of lines) {
    const asked = await command(line);
    expect(asked).toMatchObject({ status: 2, output: expect.stringContaining('LEDGER_ARCHIVE_DIR') });
    expect(asked.output).not.toContain('\n');
  }
  expect(existsSync(out)).toBe(false);
  for (const line of lines)
    expect(await command(line, { LEDGER_ARCHIVE_DIR: archives })).toMatchObject({ status: 0 });
  // The archived file itself too, as far as it goes.
  expect(await command(`verify --export ${join(archives, FIRST)}`)).toMatchObject({
    status: 0,
    output: expect.stringContaining('10 events verified, to position 10'),
  });
  expect(await command(`verify --export ${out}`)).toMatchObject({
    status: 0,
    output: expect.stringContaining(`${EVENTS} events verified`),
  });
});

it('names an archived file that is another one, with exit status 1', async () => {
  await command(`archive --up-to 20 --folder ${archives}`);
  appendFileSync(join(archives, SECOND), 'x');
  const env = { LEDGER_ARCHIVE_DIR: archives };
  for (const line of ['verify', `export --out ${join(folder, 'log.gz')}`])
    expect(await command(line, env)).toMatchObject({ status: 1, output: expect.stringContaining(SECOND) });
});
