import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, EventStore, ledgerPool, type SignedDigest, signDigest } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { commandOn } from './command.spec-kit.js';

let ledger: TestLedger;
const folder = mkdtempSync(join(tmpdir(), 'ledger-report-'));
const file = (name: string) => join(folder, name);
const keys = generateKeyPairSync('ed25519');
const content = { title: 'Progress', position: 2, rows: [['2026-01', '300.00']] };
/** Of the chain, from position 1. */
let hashes: readonly string[];

beforeAll(async () => {
  ledger = await startTestLedger();
  const pool = ledgerPool(ledger.url);
  const store = new EventStore({ pool });
  const event = {
    type: 'Noted',
    schemaVersion: 1,
    occurredAt: '2026-03-01T10:00:00+05:00',
    participants: [],
  };
  for (const n of [1, 2, 3]) {
    await store.append({
      streams: [{ streamId: 'consignment-1', expectedVersion: 'any', events: [{ ...event, data: { n } }] }],
      actor: 'trader:demo',
      correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    });
  }
  const { rows } = await pool.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM read.events ORDER BY position`,
  );
  hashes = rows.map(({ hash }) => hash);
  await pool.end();
  writeFileSync(file('report.pub'), keys.publicKey.export({ type: 'spki', format: 'pem' }));
  const other = generateKeyPairSync('ed25519').publicKey;
  writeFileSync(file('other.pub'), other.export({ type: 'spki', format: 'pem' }));
});
afterAll(async () => {
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Checks a report that is written as it is given. */
async function verify(report: object, seal: Partial<SignedDigest>, more = '', key = 'report.pub') {
  writeFileSync(file('report.json'), JSON.stringify({ seal, report }));
  const line = `report verify ${file('report.json')} --public-key ${file(key)} ${more}`.trim();
  return commandOn({ DATABASE_URL: ledger.url }, line);
}
const sealed = (change: Partial<SignedDigest> = {}) =>
  signDigest({ digest: digestOf(content), position: 2, hash: hashes[1] ?? '', ...change }, keys.privateKey);

it('says that content and signature fit, offline, and what it did not look at', async () => {
  const { status, output } = await verify(content, sealed());
  expect([status, output.split('\n')]).toEqual([
    0,
    [
      `content: as it was signed, ${digestOf(content)}`,
      `signature: of key ${sealed().keyId}`,
      'position: 2, not held against a log; --export or --log does',
    ],
  ]);
});

it('holds the position against the ledger, or against what was exported of it', async () => {
  await commandOn({ DATABASE_URL: ledger.url }, `export --out ${file('log.gz')}`);
  for (const against of ['--log', `--export ${file('log.gz')}`]) {
    const { status, output } = await verify(content, sealed(), against);
    expect([status, output]).toEqual([
      0,
      expect.stringContaining('where the log has the hash that was signed'),
    ]);
    const other = await verify(content, sealed({ hash: hashes[0] ?? '' }), against);
    expect([other.status, other.output]).toEqual([1, expect.stringContaining('broken at position 2')]);
    const { status: unknown, output: words } = await verify(content, sealed({ hash: null }), against);
    expect([unknown, words]).toEqual([0, expect.stringContaining('no hash was at hand')]);
  }
});

it('refuses what is not as it was signed', async () => {
  const changed = { ...content, rows: [['2026-01', '300.01']] };
  expect(await verify(changed, sealed())).toMatchObject({
    status: 1,
    output: expect.stringContaining('is not the one that was signed'),
  });
  const forged = { ...sealed(), signature: Buffer.alloc(64, 7).toString('base64') };
  expect(await verify(content, forged)).toMatchObject({
    status: 1,
    output: expect.stringContaining('is not that of its key'),
  });
  expect(await verify(content, sealed(), '', 'other.pub')).toMatchObject({
    status: 1,
    output: expect.stringContaining('was signed with key'),
  });
  expect(await verify(content, sealed({ position: 3 }))).toMatchObject({
    status: 1,
    output: expect.stringContaining('The content is of position 2, and what was signed of 3'),
  });
});

it('says what a file lacks that is no report', async () => {
  const { status, output } = await verify(content, {});
  expect([status, output]).toEqual([2, expect.stringContaining('ask for it with format=json')]);
  expect(readFileSync(file('report.json'), 'utf8')).toContain('300.00');
});
