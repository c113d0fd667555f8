import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writePidFile } from '@corridor/local-servers';
import { logTail } from './log-tail.js';
import { StartError } from './start-error.js';

export interface ChildSpec {
  readonly name: string;
  /** The JavaScript file to run. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface ChildPlaces {
  readonly pidFile: string;
  readonly logs: string;
}

export interface RunningChild {
  readonly name: string;
  readonly log: string;
  readonly process: ChildProcess;
  /** Rejects with a StartError that shows its last words once the process has ended; never resolves. */
  readonly ended: Promise<never>;
}

const LINES = 15;

/**
 * Starts a Node process in a session of its own, so that Ctrl-C reaches the start alone, which ends the rest in order. It has
 * an IPC channel: when that closes, its owner is gone. What it prints goes to a log of this run; that of the run before is kept.
 */
export function startChild(spec: ChildSpec, { pidFile, logs }: ChildPlaces): RunningChild {
  const { name, main, args = [], env = {} } = spec;
  const log = join(logs, `${name}.log`);
  if (existsSync(log)) renameSync(log, join(logs, `${name}.before.log`));
  const output = openSync(log, 'a');
  let child: ChildProcess;
  try {
    child = spawn(process.execPath, [main, ...args], {
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...process.env, ...env },
    });
  } finally {
    closeSync(output);
  }
  if (child.pid !== undefined) writePidFile(pidFile, child.pid);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new StartError(`${name} cannot be started: ${error.message}`)));
    child.once('exit', (code, signal) => reject(endOf(name, code ?? signal, log)));
  });
  // Whoever is interested listens; an end that was asked for concerns nobody.
  ended.catch(() => undefined);
  return { name, log, process: child, ended };
}

/** What to tell of a process that ended though it should go on. */
export function endOf(name: string, how: number | string | null, log: string): StartError {
  const tail = logTail(log, LINES).map((line) => `    ${line}`);
  const words = tail.length > 0 ? `The last lines of ${log}:\n${tail.join('\n')}` : `Its log is ${log}.`;
  return new StartError(`${name} ended unexpectedly${how === null ? '' : ` with ${how}`}. ${words}`);
}
