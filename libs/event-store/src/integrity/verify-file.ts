import { GENESIS } from './chain.js';
import { type Breach, ChainCheck } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';
import { readLogFile } from './log-file.js';
import { type LogLine, parseLine } from './log-line.js';
import type { Verified } from './verify-log.js';

export interface VerifyFileOptions {
  readonly path: string;
  /** Signed checkpoints that it has to reach, whose signatures were checked. */
  readonly checkpoints?: readonly Pick<Checkpoint, 'position' | 'hash'>[];
}

export interface VerifiedFile extends Verified {
  /** The position of the first line, where it is not checked: neither is the hash before it here, nor was it signed. */
  readonly unchecked?: number;
}

/**
 * Checks the lines of an export or an archived file against the chain, and the chain against checkpoints, offline. One that begins later than the log is
 * checked behind its first line, which is not counted: the one before it, that it is hashed with, is not here.
 */
export async function verifyFile({ path, checkpoints = [] }: VerifyFileOptions): Promise<VerifiedFile> {
  const signed = new Map(checkpoints.map(({ position, hash }) => [position, hash]));
  let check: ChainCheck | undefined;
  let breach: Breach | undefined;
  let events = 0;
  let unchecked: number | undefined;
  await readLogFile(path, (buffer, start, end) => {
    if (breach) return;
    const line = parseLine(buffer, start, end);
    if (!check) {
      check =
        line.position === 1
          ? new ChainCheck(0, GENESIS, signed)
          : new ChainCheck(line.position, line.hash, signed);
      if (line.position > 1) {
        breach = firstOf(line, signed);
        if (!signed.has(line.position)) unchecked = line.position;
        return;
      }
    }
    breach = check.next(line);
    if (!breach) events += 1;
  });
  const end = check?.end ?? { position: 0, hash: GENESIS };
  // A checkpoint that it should reach, and does not: it was cut.
  breach ??=
    check?.finish() ??
    (check === undefined && signed.size > 0 ? { position: 1, reason: 'unsigned-end' } : undefined);
  return { events, breach, ...end, ...(unchecked !== undefined && { unchecked }) };
}

function firstOf({ position, hash }: LogLine, signed: ReadonlyMap<number, string>): Breach | undefined {
  const expected = signed.get(position);
  return expected !== undefined && expected !== hash ? { position, reason: 'checkpoint' } : undefined;
}
