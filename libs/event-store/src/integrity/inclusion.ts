import type { KeyObject } from 'node:crypto';
import { chained, GENESIS } from './chain.js';
import { type Checkpoint, verifyCheckpoint } from './checkpoint.js';
import { type LogLine, parseLine } from './log-line.js';

/**
 * Proves to whoever trusts a checkpoint's key that an event is in the ledger, without the ledger and without the other events: of
 * those it tells the leaves only, which say nothing of what they are made from.
 */
export interface InclusionProof {
  /** The event's line of the log, as it is hashed. */
  readonly line: string;
  /** Of the chain before the event, hex. */
  readonly hashBefore: string;
  /** Of the events behind it, up to the checkpoint, hex. */
  readonly leaves: readonly string[];
  readonly checkpoint: Checkpoint;
}

const HASH = /^[0-9a-f]{64}$/;

/** A proof cannot be made of these lines, or for this checkpoint; it says nothing about the log. */
export class LinesMissing extends Error {
  override readonly name = 'LinesMissing';
}

/** A proof that proves nothing. */
export class InclusionError extends Error {
  override readonly name = 'InclusionError';
}

/** Gathers a proof from the lines of a log or an export, in order; lines before the event and behind the checkpoint are passed by. */
export class InclusionProver {
  private line: string | undefined;
  private before: string | undefined;
  private expected = 0;
  private readonly leaves: string[] = [];

  constructor(
    private readonly position: number,
    private readonly checkpoint: Checkpoint,
  ) {
    if (position < 1 || position > checkpoint.position) {
      throw new LinesMissing(
        `A checkpoint at position ${checkpoint.position} vouches for positions up to it, positions 1 to ${checkpoint.position}, not for ${position}.`,
      );
    }
    if (position === 1) this.before = GENESIS;
  }

  next(buffer: Buffer, start: number, end: number): void {
    const { position, hash, leaf }: LogLine = parseLine(buffer, start, end);
    if (position === this.position - 1) this.before = hash;
    if (position < this.position || position > this.checkpoint.position) return;
    if (position === this.position) this.line = buffer.toString('utf8', start, end);
    else if (position === this.expected) this.leaves.push(leaf);
    else throw new LinesMissing(`The lines lack position ${this.expected}.`);
    this.expected = position + 1;
  }

  /** @throws LinesMissing where the lines lack the event, the one before it, or one up to the checkpoint */
  proof(): InclusionProof {
    if (
      this.before === undefined ||
      this.line === undefined ||
      this.expected !== this.checkpoint.position + 1
    ) {
      throw new LinesMissing(
        `A proof takes the lines from position ${Math.max(1, this.position - 1)} to ${this.checkpoint.position}, and not all of them are here.`,
      );
    }
    return {
      line: this.line,
      hashBefore: this.before,
      leaves: this.leaves,
      checkpoint: this.checkpoint,
    };
  }
}

/**
 * Checks a proof offline.
 * @returns the position that it proves
 * @throws InclusionError or CheckpointError saying what does not fit
 */
export function verifyInclusion(
  { line, hashBefore, leaves, checkpoint }: InclusionProof,
  publicKey: KeyObject,
): number {
  verifyCheckpoint(checkpoint, publicKey);
  if (![hashBefore, ...leaves].every((hash) => HASH.test(hash))) {
    throw new InclusionError('The proof holds something else where a hash of 64 hex digits should be.');
  }
  const buffer = Buffer.from(line);
  const { position, leaf } = parseLine(buffer, 0, buffer.length);
  if (position + leaves.length !== checkpoint.position) {
    throw new InclusionError(
      `The proof has ${leaves.length} leaves between position ${position} and the checkpoint at ${checkpoint.position}.`,
    );
  }
  let hash = chained(hashBefore, leaf);
  for (const next of leaves) hash = chained(hash, next);
  if (hash !== checkpoint.hash) {
    throw new InclusionError(
      `What the proof says of position ${position} does not lead to the hash that was signed.`,
    );
  }
  return position;
}
