import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { runningPid, writePidFile } from '@corridor/local-servers';
import { StartError } from './start-error.js';

// Longer than it takes another start, which found the same stale lock, to put its own in place.
const SETTLE_MS = 100;

export interface Lock {
  release(): void;
}

/**
 * Holds a data folder for one start. The lock of a process that was killed is taken over.
 * @throws StartError naming the process that holds it
 */
export async function takeLock(path: string): Promise<Lock> {
  const mine = `${path}.${process.pid}`;
  writePidFile(mine, process.pid);
  const text = readFileSync(mine, 'utf8');
  try {
    if (!linkNew(mine, path)) {
      // From here to the renaming nothing waits: no other start of this machine gets between for long.
      const holder = runningPid(path);
      if (holder !== undefined) throw heldBy(holder);
      renameSync(mine, path);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      if (readFileSync(path, 'utf8') !== text) throw heldBy(runningPid(path));
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    release: () => {
      if (readFileSync(path, 'utf8') === text) rmSync(path, { force: true });
    },
  };
}

/** Puts the lock in place where there is none: whole from the first moment. */
function linkNew(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function heldBy(pid: number | undefined): StartError {
  return new StartError(
    `A ledger runs on this data folder already${pid === undefined ? '' : ` (process ${pid})`}. ` +
      'End it with Ctrl-C where it runs, or start another beside it with LEDGER_DATA_DIR and LEDGER_PORT.',
  );
}
