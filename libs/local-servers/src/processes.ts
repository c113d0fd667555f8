import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MS = 25;

/**
 * What tells the process `pid` from a later one that was given the same number, in one word; undefined where no such
 * process runs. One that has ended and waits for its parent to take notice does not run.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid);
  } catch {
    return undefined;
  }
}

/** The command line of the process `pid`; empty where no such process runs. */
export function processCommand(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

/** Whether the process `pid` runs. */
export const isRunning = (pid: number): boolean => processIdentity(pid) !== undefined;

/** Waits until the process `pid` has ended. @returns whether it has within `timeoutMs`. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isRunning(pid)) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}

export interface EndOptions {
  readonly signal: NodeJS.Signals;
  /** How long it may take to end by itself before it is killed. */
  readonly graceMs: number;
  /** Also ends what the process started, where it leads a process group. */
  readonly group?: boolean;
}

/** Asks a process to end, kills it where it does not, and returns when it is gone. Nothing happens where it does not run. */
export async function endProcess(pid: number, { signal, graceMs, group = false }: EndOptions): Promise<void> {
  if (isRunning(pid)) {
    send(pid, signal);
    if (!(await waitForEnd(pid, graceMs))) {
      send(group ? -pid : pid, 'SIGKILL');
      await waitForEnd(pid, 5_000);
    }
  }
  if (group) send(-pid, 'SIGKILL');
}

/** Sends a signal to a process, or to a group where `pid` is negative; whether there was one. */
export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function identityFromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold spaces and brackets itself; the fields behind it are plain.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startedTicks = fields[19];
  if (state === undefined || startedTicks === undefined || 'ZX'.includes(state)) return undefined;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}/${startedTicks}`;
}

function identityFromPs(pid: number): string | undefined {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  if (line === '' || line.startsWith('Z')) return undefined;
  return line.split(/\s+/).slice(1).join('-');
}
