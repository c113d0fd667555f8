import { createHash, createHmac } from 'node:crypto';
import { PrivacyKeyDiffers } from '../errors.js';
import { bindingOf, decrypt, encrypt, KEY_BYTES } from './sealed-text.js';

const NONCE_BYTES = 12;

/** 32 bytes in base64, as `openssl rand -base64 32` and `npm start` write them. */
const MASTER_KEY = /^[A-Za-z0-9+/]{43}=$/;

export function isMasterKey(text: string): boolean {
  return MASTER_KEY.test(text);
}

/** The key under which those of the subjects are kept. It stands in no database. */
export class MasterKey {
  /** Tells which key it is, and nothing of its bytes. */
  readonly fingerprint: string;
  private readonly bytes: Buffer;
  private readonly blinding: Buffer;

  /** @param text as {@link isMasterKey} takes it. */
  constructor(text: string) {
    if (!isMasterKey(text)) throw new RangeError('A master key is 32 bytes in base64.');
    this.bytes = Buffer.from(text, 'base64');
    this.fingerprint = createHash('sha256')
      .update('corridor-ledger master key v1\n')
      .update(this.bytes)
      .digest('hex')
      .slice(0, 16);
    this.blinding = createHmac('sha256', this.bytes).update('corridor-ledger blinding v1').digest();
  }

  wrap(subjectId: string, key: Buffer): Buffer {
    const { nonce, sealed } = encrypt(this.bytes, bindingOf('subject key', subjectId), key);
    return Buffer.concat([nonce, sealed]);
  }

  /** @throws PrivacyKeyDiffers where another master key wrapped it. */
  unwrap(subjectId: string, wrapped: Buffer, wrappedBy: string): Buffer {
    if (wrappedBy !== this.fingerprint) throw new PrivacyKeyDiffers(wrappedBy, this.fingerprint);
    const key = decrypt(this.bytes, bindingOf('subject key', subjectId), {
      nonce: wrapped.subarray(0, NONCE_BYTES),
      sealed: wrapped.subarray(NONCE_BYTES),
    });
    if (key.length !== KEY_BYTES) throw new RangeError(`The key of ${subjectId} has ${key.length} bytes.`);
    return key;
  }

  /**
   * The hash of a request that holds personal data, as it may be kept: the plain one could be found by trying names and numbers.
   */
  blind(requestHash: string): string {
    return createHmac('sha256', this.blinding).update(requestHash).digest('hex');
  }
}
