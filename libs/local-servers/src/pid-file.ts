import { readFileSync, writeFileSync } from 'node:fs';
import { processCommand, processIdentity } from './processes.js';

/** Notes that `pid` runs, with what tells it from a later process of the same number. */
export function writePidFile(path: string, pid: number): void {
  writeFileSync(path, `${pidLine(pid)}\n`);
}

/** What stands in a pid file of `pid`: its number and, while it runs, its identity. */
export const pidLine = (pid: number): string => [pid, processIdentity(pid) ?? 'ended'].join(' ');

/**
 * The process that a pid file names, if it still runs. `postmaster.pid`, which PostgreSQL writes, has the number alone in its first line
 * and its data folder in the second: a process of that number counts if its command line names that folder.
 */
export function runningPid(path: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const [first = '', dataFolder = ''] = text.split('\n');
  const [number = '', identity] = first.trim().split(' ');
  const pid = Number(number);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const running = processIdentity(pid);
  if (running === undefined) return undefined;
  const same = identity === undefined ? processCommand(pid).includes(dataFolder) : identity === running;
  return same ? pid : undefined;
}
