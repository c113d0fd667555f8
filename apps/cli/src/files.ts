import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  type Checkpoint,
  CheckpointError,
  signingKey,
  verifyCheckpoint,
  verifyingKey,
} from '@corridor/event-store';
import { CommandError } from './command-error.js';

/** @throws CommandError naming the file, where it cannot be read */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

export function readJson<T>(path: string): T {
  const text = readText(path);
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new CommandError(`${path} holds no JSON: ${(error as Error).message}`);
  }
}

export function writeJson(path: string, value: unknown): void {
  try {
    // Not over another one: what was signed once is kept.
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new CommandError(`${path} cannot be written: ${(error as Error).message}`);
  }
}

/** @throws CommandError naming the file, where `work` on it ends because it cannot be read or is no gzip */
export async function readable<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // Of the file system, or of zlib.
    const { code, message } = error as NodeJS.ErrnoException;
    if (/^(E[A-Z]+|Z_[A-Z_]+)$/.test(code ?? ''))
      throw new CommandError(`${path} cannot be read: ${message}`);
    throw error;
  }
}

/** Whether the file has a checkpoint of the same log that the same key signed: another signature would say nothing new. */
export function isSigned(path: string, { position, hash }: Checkpoint, key: KeyObject): boolean {
  if (!existsSync(path)) return false;
  const kept = readJson<Checkpoint>(path);
  if (kept.position !== position || kept.hash !== hash) return false;
  verifyCheckpoint(kept, createPublicKey(key));
  return true;
}

/** The public key of checkpoints, or of what else is signed. @throws CommandError where the file holds none */
export function keyOf(path: string, of?: string): KeyObject {
  return usable(() => verifyingKey(readText(path), of));
}

/** A key that is none is no finding about the log. */
function usable(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    if (error instanceof CheckpointError) throw new CommandError(error.message);
    throw error;
  }
}

/** The private key of checkpoints: from a file, else from `LEDGER_CHECKPOINT_KEY`. */
export function privateKeyOf(path: string | undefined, env: NodeJS.ProcessEnv): KeyObject {
  const pem = path === undefined ? env.LEDGER_CHECKPOINT_KEY : readText(path);
  if (pem) return usable(() => signingKey(pem));
  throw new CommandError(
    'A checkpoint is signed with an Ed25519 key in PEM: name its file with --key, or put it into LEDGER_CHECKPOINT_KEY. ' +
      'openssl genpkey -algorithm ed25519 -out checkpoint.key makes one.',
  );
}

/** Checkpoints whose signatures were checked. */
export function checkpointsOf(
  paths: readonly string[],
  publicKey: string | undefined,
): readonly Checkpoint[] {
  if (paths.length === 0) return [];
  if (publicKey === undefined) {
    throw new CommandError('A checkpoint proves nothing without its key: name it with --public-key.');
  }
  const key = keyOf(publicKey);
  return paths.map((path) => {
    const checkpoint = readJson<Checkpoint>(path);
    verifyCheckpoint(checkpoint, key);
    return checkpoint;
  });
}
