import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { commandOn } from './command.spec-kit.js';

let ledger: TestLedger;
let pool: pg.Pool;
const folder = mkdtempSync(join(tmpdir(), 'ledger-cli-'));
const file = (name: string) => join(folder, name);
const EVENTS = 25;

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
  const store = new EventStore({ pool });
  for (let n = 1; n <= EVENTS; n += 1) {
    const data = { n, secret: `of event ${n}: "\\"` };
    await store.append({
      streams: [
        {
          streamId: `consignment-${n % 3}`,
          expectedVersion: 'any',
          events: [
            {
              type: 'Noted',
              schemaVersion: 1,
              occurredAt: '2026-03-01T10:00:00+05:00',
              participants: [],
              data,
            },
          ],
        },
      ],
      actor: 'trader:demo',
      correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    });
  }
  for (const name of ['key', 'other']) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(file(`${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(file(`${name}.pub`), publicKey.export({ type: 'spki', format: 'pem' }));
  }
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** On this ledger, unless the environment names another. */
const ledgerCommand = (line: string, env: NodeJS.ProcessEnv = {}) =>
  commandOn({ DATABASE_URL: ledger.url, ...env }, line);

it('verifies, signs, exports, proves, and checks the proof offline', async () => {
  expect(await ledgerCommand('verify')).toMatchObject({
    status: 0,
    output: expect.stringContaining(`${EVENTS} events verified`),
  });

  const signed = await ledgerCommand(`checkpoint --out ${folder}`, {
    LEDGER_CHECKPOINT_KEY: readFileSync(file('key.pem'), 'utf8'),
  });
  expect(signed.status).toBe(0);
  const checkpoint = file(`checkpoint-${EVENTS}.json`);
  expect(JSON.parse(readFileSync(checkpoint, 'utf8'))).toMatchObject({
    position: EVENTS,
    signedAt: '2026-11-25T10:00:00.000Z',
  });
  expect(
    (await ledgerCommand(`verify --checkpoint ${checkpoint} --public-key ${file('key.pub')}`)).status,
  ).toBe(0);

  const lines = file('log.gz');
  expect((await ledgerCommand(`export --out ${lines}`)).status).toBe(0);
  const offline = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const verified = await ledgerCommand(
    `verify --export ${lines} --checkpoint ${checkpoint} --public-key ${file('key.pub')}`,
    offline,
  );
  expect(verified).toMatchObject({ status: 0, output: expect.stringContaining(`${EVENTS} events verified`) });

  const proof = file('proof.json');
  const prove = `prove 12 --export ${lines} --checkpoint ${checkpoint} --public-key ${file('key.pub')} --out ${proof}`;
  expect(await ledgerCommand(prove, offline)).toMatchObject({ status: 0 });
  expect(await ledgerCommand(`verify-proof ${proof} --public-key ${file('key.pub')}`, offline)).toMatchObject(
    {
      status: 0,
      output: expect.stringContaining('position 12 is in the log'),
    },
  );
  // It tells of its own event, and of no other.
  const text = readFileSync(proof, 'utf8');
  expect(text).toContain('of event 12');
  expect(text.match(/of event/g)).toHaveLength(1);
  expect(
    (await ledgerCommand(`verify-proof ${proof} --public-key ${file('other.pub')}`, offline)).status,
  ).toBe(1);
});

it('makes a slice that proves what is in it', async () => {
  await ledgerCommand(`checkpoint --key ${file('key.pem')} --out ${folder}`);
  // Again, it says so, and keeps what was signed first.
  const again = await ledgerCommand(`checkpoint --key ${file('key.pem')} --out ${folder}`);
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining('signed before') });
  const slice = file('slice.gz');
  await ledgerCommand(`export --out ${file('whole.gz')}`);
  await ledgerCommand(`export --out ${slice} --after 10`);
  const checkpoint = file(`checkpoint-${EVENTS}.json`);
  const prove = (position: number) =>
    ledgerCommand(
      `prove ${position} --export ${slice} --checkpoint ${checkpoint} --public-key ${file('key.pub')} --out ${file(`${position}.json`)}`,
    );
  expect((await prove(12)).status).toBe(0);
  expect(await prove(11)).toMatchObject({
    status: 2,
    output: expect.stringContaining('from position 10 to 25'),
  });
  // Its first event is hashed with one that is not in it.
  expect(await ledgerCommand(`verify --export ${slice}`)).toMatchObject({
    status: 0,
    output: expect.stringMatching(
      /14 events verified[\s\S]*position 11, the first of the file, is not checked/,
    ),
  });
  expect((await ledgerCommand(`verify --export ${file('whole.gz')}`)).output).not.toContain('not checked');
  expect(existsSync(file('11.json'))).toBe(false);
});

it('names the first broken position of a log and of a file, with exit status 1, and signs neither', async () => {
  const client = await pool.connect();
  await client.query("SET session_replication_role = 'replica'");
  await client.query("UPDATE ledger.events SET actor = 'trader:other' WHERE position = 7");
  const broken = { status: 1, output: expect.stringContaining('broken at position 7') };
  expect(await ledgerCommand('verify')).toMatchObject(broken);
  expect(await ledgerCommand(`checkpoint --key ${file('key.pem')} --out ${file('nowhere')}`)).toMatchObject(
    broken,
  );
  await client.query("UPDATE ledger.events SET actor = 'trader:demo' WHERE position = 7");
  client.release(true);
  expect((await ledgerCommand('verify')).status).toBe(0);

  const whole = file('whole.gz');
  await ledgerCommand(`export --out ${whole}`);
  const lines = gunzipSync(readFileSync(whole)).toString('utf8');
  writeFileSync(whole, gzipSync(lines.replace('of event 9', 'of event 8')));
  expect(await ledgerCommand(`verify --export ${whole}`)).toMatchObject({
    status: 1,
    output: expect.stringContaining('position 9'),
  });
  writeFileSync(whole, gzipSync(lines.slice(0, -20)));
  expect(await ledgerCommand(`verify --export ${whole}`)).toMatchObject({
    status: 2,
    output: expect.stringContaining('middle of a line'),
  });
});

it.each([
  ['checkpoint', 'LEDGER_CHECKPOINT_KEY'],
  ['verify --checkpoint nowhere.json', '--public-key'],
  ['prove x --export a --checkpoint b --public-key c --out d', '"x" is no position'],
  ['verify --export nowhere.gz', 'nowhere.gz'],
  ['certify', 'unknown command'],
])('says what "%s" lacks, with exit status 2', async (line, words) => {
  expect(await ledgerCommand(line)).toMatchObject({ status: 2, output: expect.stringContaining(words) });
});

it('tells what cannot be done from what does not hold: exit status 2', async () => {
  writeFileSync(file('short.gz'), gzipSync('1\tx\n').subarray(0, 12));
  writeFileSync(file('odd.gz'), gzipSync('{"format":"other"}\n7\n'));
  await ledgerCommand(`checkpoint --key ${file('key.pem')} --out ${folder}`);
  const prove = (position: string) =>
    `prove ${position} --export ${file('whole.gz')} --checkpoint ${file(`checkpoint-${EVENTS}.json`)} --public-key ${file('key.pub')} --out ${file('never.json')}`;
  for (const [line, words] of [
    [`verify --export ${file('short.gz')}`, 'short.gz cannot be read'],
    [`verify --export ${file('none.gz')}`, 'none.gz cannot be read'],
    [`verify --export ${file('odd.gz')}`, 'line'],
    [`checkpoint --key ${file('key.pub')} --out ${folder}`, 'cannot be read as PEM'],
    [prove('0'), 'positions 1 to 25, not for 0'],
    [prove('26'), 'positions 1 to 25, not for 26'],
  ] as const) {
    const { status, output } = await ledgerCommand(line);
    expect({ line, status, output }).toMatchObject({ status: 2, output: expect.stringContaining(words) });
    expect(output).not.toContain('    at ');
  }
});

it('says so where no ledger runs', async () => {
  const env = { DATABASE_URL: '', LEDGER_DATA_DIR: folder };
  expect(await ledgerCommand('verify', env)).toMatchObject({
    status: 2,
    output: expect.stringContaining('npm start'),
  });
});
