import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerPool, SubjectKeys } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { ensurePrivacyKey } from './privacy-key.js';

const GIVEN = Buffer.alloc(32, 9).toString('base64');

let ledger: TestLedger;
let pool: ReturnType<typeof ledgerPool>;
let dir: string;
let file: string;
beforeEach(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
  dir = mkdtempSync(join(tmpdir(), 'privacy-key-'));
  file = join(dir, 'privacy.key');
});
afterEach(async () => {
  rmSync(dir, { recursive: true, force: true });
  await pool.end();
  await ledger.stop();
});

const seals = (key: string) => new SubjectKeys(pool, key).create(randomUUID());

it('makes one for its owner alone, and keeps it', async () => {
  const key = await ensurePrivacyKey(pool, file, undefined);
  expect(readFileSync(file, 'utf8')).toBe(`${key}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await seals(key);
  expect(await ensurePrivacyKey(pool, file, undefined)).toBe(key);
});

it('takes the one that it is given, and makes none then', async () => {
  expect(await ensurePrivacyKey(pool, file, GIVEN)).toBe(GIVEN);
  expect(existsSync(file)).toBe(false);
});

it('does not go on with another one than the data was sealed under, nor makes a new one for it', async () => {
  const key = await ensurePrivacyKey(pool, file, undefined);
  await seals(key);
  await expect(ensurePrivacyKey(pool, file, GIVEN)).rejects.toThrow('sealed under another master key');
  rmSync(file);
  await expect(ensurePrivacyKey(pool, file, undefined)).rejects.toThrow(`put it back as ${file}`);
  expect(existsSync(file)).toBe(false);
  expect(await ensurePrivacyKey(pool, file, key)).toBe(key);
});

it('says what is wrong with a file that holds none, and does not repeat what it holds', async () => {
  writeFileSync(file, 'half a k');
  const starting = ensurePrivacyKey(pool, file, undefined);
  await expect(starting).rejects.toThrow('does not hold 32 bytes in base64');
  await expect(starting).rejects.not.toThrow('half a k');
});
