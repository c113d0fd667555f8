import { createHash, generateKeyPairSync } from 'node:crypto';
import { signCheckpoint, verifyCheckpoint } from './checkpoint.js';
import { digestOf, digestText, signDigest, verifyDigest } from './signed-digest.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const content = { rows: [['2026-01', '10.00']], title: 'Trade' };
const at = { position: 7, hash: 'ab'.repeat(32) };
const signed = signDigest({ digest: digestOf(content), ...at }, privateKey);

it('is the SHA-256 of the canonical content, by hand', () => {
  const text = '{"rows":[["2026-01","10.00"]],"title":"Trade"}';
  expect(signed.digest).toBe(createHash('sha256').update(text).digest('hex'));
  expect(digestText(signed)).toBe(`corridor-ledger digest 1\n${signed.digest}\n7\n${at.hash}\n`);
});

it('stands its test, and is the same again', () => {
  expect(() => verifyDigest(content, signed, publicKey)).not.toThrow();
  expect(signDigest({ digest: digestOf({ ...content }), ...at }, privateKey)).toEqual(signed);
});

it.each([
  ['another cell', { ...content, rows: [['2026-01', '10.01']] }, signed, 'is not the one that was signed'],
  ['another position', content, { ...signed, position: 8 }, 'not that of its key'],
  ['another log', content, { ...signed, hash: 'cd'.repeat(32) }, 'not that of its key'],
  ['a log that is not told any more', content, { ...signed, hash: null }, 'not that of its key'],
  ['another key', content, signDigest({ ...signed }, other.privateKey), 'was signed with key'],
  [
    'a signature of another key under its name',
    content,
    { ...signDigest({ ...signed }, other.privateKey), keyId: signed.keyId },
    'not that of its key',
  ],
  ['no signature', content, signDigest({ ...signed }, undefined), 'is not signed'],
])('%s is refused', (_, shown, digest, words) => {
  expect(() => verifyDigest(shown, digest, publicKey)).toThrow(words);
});

it('cannot be made from a checkpoint, nor a checkpoint from it', () => {
  const checkpoint = signCheckpoint({ ...at, signedAt: '2026-03-01T00:00:00Z' }, privateKey);
  const asDigest = { ...signed, signature: checkpoint.signature };
  expect(() => verifyDigest(content, asDigest, publicKey)).toThrow('not that of its key');
  const asCheckpoint = { ...checkpoint, signature: signed.signature ?? '' };
  expect(() => verifyCheckpoint(asCheckpoint, publicKey)).toThrow('not that of its key');
});
