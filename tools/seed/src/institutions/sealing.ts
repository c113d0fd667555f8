import { createCipheriv, createHmac } from 'node:crypto';
import { derivedId } from '@corridor/contracts';
import type { SealedPerson, SealedText } from '@corridor/domain';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BLOCK_BYTES = 64;

export interface Applicant {
  readonly name: string;
  readonly passportNumber: string;
  readonly birthDate: string;
}

/**
 * The key of an applicant of the demo, who does not exist, or of a text: it follows from the seed, so that the demo is the same to the byte wherever it is
 * made. It keeps nothing secret; of real people, keys are drawn.
 */
export function demoKey(seed: number, keyId: string): Buffer {
  return createHmac('sha256', `corridor-ledger demo ${seed}`).update(keyId).digest();
}

/**
 * What somebody wrote in a case, under a key of its own, as trade-events seals it.
 * @param said tells this text from all others of the case.
 */
export function caseTextSealed(
  text: string,
  seed: number,
  { caseId, said }: { readonly caseId: string; readonly said: readonly string[] },
): SealedText {
  const keyId = derivedId('corridor-ledger demo case text', caseId, ...said);
  return sealed(text, `case ${caseId}`, keyId, demoKey(seed, keyId));
}

/** Sealed as the services seal, but for the nonce, which follows from what is sealed: no other text of the same key has it. */
export function applicantSealed(
  { name, passportNumber, birthDate }: Applicant,
  keyId: string,
  key: Buffer,
): SealedPerson {
  return {
    name: sealed(name, 'name', keyId, key),
    passportNumber: sealed(passportNumber, 'passportNumber', keyId, key),
    birthDate: sealed(birthDate, 'birthDate', keyId, key),
  };
}

function sealed(text: string, field: string, keyId: string, key: Buffer): SealedPerson['name'] {
  const nonce = createHmac('sha256', key).update(`${field} ${text}`).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(JSON.stringify(['corridor-ledger sealed v1', keyId, field]), 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(padded(text)), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AES-256-GCM',
    keyId,
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  };
}

/** One byte 0x80 behind the text, and zeros to the end of the block. */
function padded(text: string): Buffer {
  const plain = Buffer.from(text, 'utf8');
  const whole = Buffer.alloc(Math.ceil((plain.length + 1) / BLOCK_BYTES) * BLOCK_BYTES);
  plain.copy(whole);
  whole[plain.length] = 0x80;
  return whole;
}
