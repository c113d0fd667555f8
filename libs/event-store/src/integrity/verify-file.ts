import { GENESIS } from './chain.js';
import { type Breach, ChainCheck } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';
import { readLogFile } from './log-file.js';
import { type LogLine, parseLine } from './log-line.js';
import type { Verified } from './verify-log.js';

export interface VerifyFileOptions {
  readonly path: string;
  /** Signed checkpoints, whose signatures were checked; those beyond its last line say nothing about it. */
  readonly checkpoints?: readonly Checkpoint[];
}

/**
 * Checks the lines of an export against the chain, and the chain against checkpoints, offline. One that begins later than the log is
 * checked behind its first line: whether that one follows the one before it, which is not here, only a checkpoint can tell.
 */
export async function verifyFile({ path, checkpoints = [] }: VerifyFileOptions): Promise<Verified> {
  const signed = new Map(checkpoints.map(({ position, hash }) => [position, hash]));
  let check: ChainCheck | undefined;
  let breach: Breach | undefined;
  let events = 0;
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
        events += 1;
        return;
      }
    }
    breach = check.next(line);
    if (!breach) events += 1;
  });
  const end = check?.end ?? { position: 0, hash: GENESIS };
  return { events, breach, ...end };
}

function firstOf({ position, hash }: LogLine, signed: ReadonlyMap<number, string>): Breach | undefined {
  const expected = signed.get(position);
  return expected !== undefined && expected !== hash ? { position, reason: 'checkpoint' } : undefined;
}
