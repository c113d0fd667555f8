import { readFileSync, writeFileSync } from 'node:fs';
import { processIdentity } from './processes.js';

/** Notes that `pid` runs, with what tells it from a later process of the same number. */
export function writePidFile(path: string, pid: number): void {
  writeFileSync(path, `${pidLine(pid)}\n`);
}

/** What stands in a pid file of `pid`: its number and, while it runs, its identity. */
export const pidLine = (pid: number): string => [pid, processIdentity(pid) ?? 'ended'].join(' ');

/**
 * The process that a pid file names, if it still runs. Reads `postmaster.pid` too, whose first line has the number only.
 */
export function runningPid(path: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const [number = '', identity] = (text.split('\n')[0] ?? '').trim().split(' ');
  const pid = Number(number);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const running = processIdentity(pid);
  return running !== undefined && (identity === undefined || identity === running) ? pid : undefined;
}
