// Lets one process of this machine at a time do what two would spoil for each other. Plain JavaScript without dependencies:
// on a bare clone it runs before anything is installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const LOOK_AGAIN_MS = 200;
// Longer than it takes another process, which found the same stale lock, to put its own in place.
const SETTLE_MS = 100;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** What stands in a lock of this process: its number, and when it began, which tells it from a later one of the same number. */
const MINE = `${process.pid} ${beginningOf(process.pid) ?? performance.timeOrigin}\n`;

/**
 * Does `work` while this process holds the lock `path`, and gives what it gives. Where another one holds it, says so in one line
 * and waits; the lock of a process that is dead is taken over.
 * @param what the others do, for that line: "another install"
 * @throws Error where `path` cannot be read.
 */
export async function oneAtATime(path, what, work) {
  await take(path, what);
  const release = () => {
    if (isMine(path)) rmSync(path, { force: true });
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
    writeFileSync(mine, MINE);
    if (linked(mine, path)) return;
    let holder;
    try {
      holder = holderOf(path);
    } catch (error) {
      rmSync(mine, { force: true });
      throw error;
    }
    if (holder !== undefined && !isAtWork(holder)) {
      // From the look at the holder to the renaming nothing waits: no other process gets between for long.
      renameSync(mine, path);
      await sleep(SETTLE_MS);
      if (isMine(path)) return;
      continue;
    }
    rmSync(mine, { force: true });
    if (holder !== undefined && !said) {
      console.log(`${what} is at work in this folder (process ${holder.pid}, by ${path}): waiting for it …`);
      said = true;
    }
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

function isMine(path) {
  try {
    return readFileSync(path, 'utf8') === MINE;
  } catch {
    return false;
  }
}

/**
 * The process that a lock names; `undefined` where there is none: it was given back a moment ago.
 * @throws Error where it cannot be read.
 */
function holderOf(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(
      `The lock ${path} cannot be read (${error.code}): remove it, where nobody else is at work.`,
    );
  }
  const [number, began] = text.trim().split(' ');
  return { pid: Number(number), began, text };
}

/** Whether the process that holds a lock still runs, and is not a later one that was given its number. */
function isAtWork({ pid, began, text }) {
  if (pid === process.pid) return text === MINE;
  if (!isRunning(pid)) return false;
  const now = beginningOf(pid);
  if (now === 'ended') return false;
  return began === undefined || now === undefined || began === now;
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

/** When a process began, in one word; `ended` of one that waits for its parent to take notice; `undefined` where no /proc tells it. */
function beginningOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces and brackets itself; the fields behind it are plain.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if ('ZX'.includes(fields[0])) return 'ended';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
}
