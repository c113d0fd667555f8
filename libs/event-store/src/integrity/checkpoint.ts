import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What somebody who holds the key vouches for: at this position, the chain of this ledger had this hash. It leaves the database. */
export interface Checkpoint {
  readonly position: number;
  /** Of the chain, hex. */
  readonly hash: string;
  /** RFC 3339, UTC. */
  readonly signedAt: string;
  /** Which key: the first 16 hex digits of the SHA-256 of its public half (DER, SPKI). */
  readonly keyId: string;
  /** Ed25519 over {@link checkpointText}, base64. */
  readonly signature: string;
}

/** A key that cannot be used, or a checkpoint that does not stand its test. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** The text that is signed, in UTF-8. */
export function checkpointText({
  position,
  hash,
  signedAt,
}: Omit<Checkpoint, 'keyId' | 'signature'>): string {
  return `corridor-ledger checkpoint 1\n${position}\n${hash}\n${signedAt}\n`;
}

export function signCheckpoint(
  at: { readonly position: number; readonly hash: string; readonly signedAt: string },
  privateKey: KeyObject,
): Checkpoint {
  const told = { position: at.position, hash: at.hash, signedAt: at.signedAt };
  const signature = sign(null, Buffer.from(checkpointText(told)), privateKey).toString('base64');
  return { ...told, keyId: keyIdOf(createPublicKey(privateKey)), signature };
}

/** @throws CheckpointError where the signature is not that of the key over what the checkpoint says */
export function verifyCheckpoint(checkpoint: Checkpoint, publicKey: KeyObject): void {
  const { position, keyId, signature } = checkpoint;
  if (keyId !== keyIdOf(publicKey)) {
    throw new CheckpointError(
      `The checkpoint at position ${position} was signed with key ${keyId}, not with ${keyIdOf(publicKey)}.`,
    );
  }
  const text = Buffer.from(checkpointText(checkpoint));
  if (!verify(null, text, publicKey, Buffer.from(signature, 'base64'))) {
    throw new CheckpointError(
      `The signature of the checkpoint at position ${position} is not that of its key.`,
    );
  }
}

export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** An Ed25519 key from PEM (PKCS #8), as in a file or a variable of the environment. @param of what it signs @throws CheckpointError */
export function signingKey(pem: string, of = 'checkpoints'): KeyObject {
  return ed25519(pem, of, createPrivateKey);
}

/** The public half from PEM (SPKI); a private key gives its own. @param of what it signs @throws CheckpointError */
export function verifyingKey(pem: string, of = 'checkpoints'): KeyObject {
  return ed25519(pem, of, createPublicKey);
}

function ed25519(pem: string, of: string, read: (pem: string) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch (error) {
    throw new CheckpointError(`The key of the ${of} cannot be read as PEM: ${(error as Error).message}`);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new CheckpointError(`The key of the ${of} is of the type ${key.asymmetricKeyType}, not ed25519.`);
}
