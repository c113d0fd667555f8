import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealedText } from '@corridor/contracts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** A ciphertext is as long as what it hides: so rounded up, most names, numbers and days are of one length. */
const BLOCK_BYTES = 64;

/** The key of one subject, by its id. */
export interface SubjectKey {
  readonly keyId: string;
  readonly key: Buffer;
}

/** @param field whose value it is: sealed for one field, a text opens in no other. */
export function seal(text: string, field: string, { keyId, key }: SubjectKey): SealedText {
  const { nonce, sealed } = encrypt(key, bindingOf(keyId, field), padded(Buffer.from(text, 'utf8')));
  return {
    algorithm: 'AES-256-GCM',
    keyId,
    nonce: nonce.toString('base64'),
    ciphertext: sealed.toString('base64'),
  };
}

/** @throws Error for what was sealed under another key, for another subject or field, or was changed since. */
export function unseal({ nonce, ciphertext }: SealedText, field: string, { keyId, key }: SubjectKey): string {
  const sealed = Buffer.from(ciphertext, 'base64');
  return unpadded(
    decrypt(key, bindingOf(keyId, field), { nonce: Buffer.from(nonce, 'base64'), sealed }),
  ).toString('utf8');
}

/** What a ciphertext is bound to, as JSON: no two bindings spell the same bytes. */
export function bindingOf(...parts: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['corridor-ledger sealed v1', ...parts]), 'utf8');
}

interface Encrypted {
  readonly nonce: Buffer;
  /** The ciphertext and, behind it, its tag. */
  readonly sealed: Buffer;
}

/** A nonce is drawn for each text; of one key that are few, so none comes twice. */
export function encrypt(key: Buffer, binding: Buffer, plain: Buffer): Encrypted {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(binding);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, sealed: Buffer.concat([body, cipher.getAuthTag()]) };
}

export function decrypt(key: Buffer, binding: Buffer, { nonce, sealed }: Encrypted): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(binding);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
}

/** One byte 0x80 behind the text, and zeros to the end of the block (ISO/IEC 7816-4). */
function padded(plain: Buffer): Buffer {
  const whole = Buffer.alloc(Math.ceil((plain.length + 1) / BLOCK_BYTES) * BLOCK_BYTES);
  plain.copy(whole);
  whole[plain.length] = 0x80;
  return whole;
}

function unpadded(whole: Buffer): Buffer {
  return whole.subarray(0, whole.lastIndexOf(0x80));
}
