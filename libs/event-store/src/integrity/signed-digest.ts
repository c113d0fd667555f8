import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { keyIdOf } from './checkpoint.js';

/** What the ledger says of a content that it printed: made of the log up to this position, of which the chain had this hash. */
export interface SignedDigest {
  /** SHA-256 of the content's canonical JSON (RFC 8785) in UTF-8, hex. */
  readonly digest: string;
  readonly position: number;
  /** Of the chain at the position, hex; null where the event there has left the database. */
  readonly hash: string | null;
  /** Which key: the first 16 hex digits of the SHA-256 of its public half (DER, SPKI). Null where the ledger was given none. */
  readonly keyId: string | null;
  /** Ed25519 over {@link digestText}, base64. */
  readonly signature: string | null;
}

/** What is held against a digest does not fit it. */
export class DigestError extends Error {
  override readonly name = 'DigestError';
}

export function digestOf(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

type Told = Pick<SignedDigest, 'digest' | 'position' | 'hash'>;

/** The text that is signed, in UTF-8: no checkpoint reads so, and neither can be taken for the other. */
export function digestText({ digest, position, hash }: Told): string {
  return `corridor-ledger digest 1\n${digest}\n${position}\n${hash ?? '-'}\n`;
}

/** @param privateKey left out where there is none: the digest stands by itself then */
export function signDigest(
  { digest, position, hash }: Told,
  privateKey: KeyObject | undefined,
): SignedDigest {
  const told = { digest, position, hash };
  if (!privateKey) return { ...told, keyId: null, signature: null };
  const signature = sign(null, Buffer.from(digestText(told)), privateKey).toString('base64');
  return { ...told, keyId: keyIdOf(createPublicKey(privateKey)), signature };
}

/** @throws DigestError where the content is another one, or the signature is not that of the key over what the digest says */
export function verifyDigest(content: unknown, signed: SignedDigest, publicKey: KeyObject): void {
  const found = digestOf(content);
  if (found !== signed.digest) {
    throw new DigestError(
      `The content is not the one that was signed: its digest is ${found}, not ${signed.digest}.`,
    );
  }
  if (signed.signature === null || signed.keyId === null) {
    throw new DigestError('The digest is not signed: the ledger that printed it was given no key.');
  }
  if (signed.keyId !== keyIdOf(publicKey)) {
    throw new DigestError(`The digest was signed with key ${signed.keyId}, not with ${keyIdOf(publicKey)}.`);
  }
  if (!verify(null, Buffer.from(digestText(signed)), publicKey, Buffer.from(signed.signature, 'base64'))) {
    throw new DigestError('The signature of the digest is not that of its key.');
  }
}
