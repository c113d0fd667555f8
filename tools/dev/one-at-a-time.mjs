// Lets one process of this machine at a time do what two would spoil for each other. Plain JavaScript without dependencies:
// on a bare clone it runs before anything is installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const LOOK_AGAIN_MS = 200;
// Longer than it takes another process, which found the same stale lock, to put its own in place.
const SETTLE_MS = 100;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Does `work` while this process holds the lock `path`, and gives what it gives. Where another one holds it, says so in one line
 * and waits; the lock of a process that is dead is taken over.
 * @param what the others do, for that line: "another install"
 */
export async function oneAtATime(path, what, work) {
  await take(path, what);
  const release = () => {
    if (holderOf(path) === process.pid) rmSync(path, { force: true });
  };
  // Also where the work ends the process.
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function take(path, what) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  let said = false;
  for (;;) {
    writeFileSync(mine, `${process.pid}\n`);
    if (linked(mine, path)) return;
    const holder = holderOf(path);
    // Given back a moment ago.
    if (holder === undefined) continue;
    if (!isRunning(holder)) {
      // From the look at the holder to the renaming nothing waits: no other process gets between for long.
      renameSync(mine, path);
      await sleep(SETTLE_MS);
      if (holderOf(path) === process.pid) return;
      continue;
    }
    rmSync(mine, { force: true });
    if (!said)
      console.log(`${what} is at work in this folder (process ${holder}, by ${path}): waiting for it …`);
    said = true;
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Puts the lock in place where there is none: whole from the first moment. */
function linked(mine, path) {
  try {
    linkSync(mine, path);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  rmSync(mine, { force: true });
  return true;
}

/** The process that a lock names; `undefined` where there is none. */
function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isRunning(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is one, of another user.
    return error.code === 'EPERM';
  }
}
