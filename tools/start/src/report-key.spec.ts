import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, signDigest, verifyDigest, verifyingKey } from '@corridor/event-store';
import { ensureReportKey } from './report-key.js';

let folder: { readonly reportKey: string; readonly reportPublicKey: string };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'report-key-'));
  folder = { reportKey: join(dir, 'report.key'), reportPublicKey: join(dir, 'report.pub') };
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const told = { digest: digestOf('x'), position: 1, hash: null };
const publicKey = () => verifyingKey(readFileSync(folder.reportPublicKey, 'utf8'));

it('makes one for its owner alone, keeps it, and writes its public half for everybody', () => {
  const pem = ensureReportKey(folder, undefined);
  expect(statSync(folder.reportKey).mode & 0o777).toBe(0o600);
  expect(ensureReportKey(folder, undefined)).toBe(pem);
  expect(() => verifyDigest('x', signDigest(told, createPrivateKey(pem)), publicKey())).not.toThrow();
  expect(readFileSync(folder.reportPublicKey, 'utf8')).not.toContain('PRIVATE');
});

it('takes the one that it is given, and its public half', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const given = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(ensureReportKey(folder, given)).toBe(given);
  expect(() => verifyDigest('x', signDigest(told, privateKey), publicKey())).not.toThrow();
});

it.each([
  ['no key', 'cannot be read as PEM'],
  [
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    'of the type rsa',
  ],
])('does not start with what is none', (text, words) => {
  expect(() => ensureReportKey(folder, text)).toThrow(`LEDGER_REPORT_KEY: The key of the reports`);
  writeFileSync(folder.reportKey, text);
  expect(() => ensureReportKey(folder, undefined)).toThrow(words);
});
