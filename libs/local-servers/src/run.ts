import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly timeoutMs?: number;
  /** The program's environment; by default this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the program. */
  readonly signal?: AbortSignal;
}

// How long what the program printed may be on its way after its end.
const LAST_WORDS_MS = 300;

/**
 * Runs a program to its end and gives what it printed.
 * @throws Error with the program's own words if it fails, cannot be started or takes longer than `timeoutMs` (60 s); the
 * reason of `signal` if that is aborted.
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { timeoutMs = 60_000, env = process.env, signal, ...identity } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...identity,
      // Messages are shown to people and never parsed, but their language should not change with the machine.
      env: { ...env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Not the option of `spawn`: its timer stays where the program cannot be started.
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const abort = (): void => void child.kill('SIGKILL');
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', () => {
      settle();
      // A server that the program left running may keep the pipes open.
      const grace = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LAST_WORDS_MS);
      child.once('close', () => clearTimeout(grace));
    });
    child.once('close', (code, killedBy) => {
      if (code === 0) return resolve(output);
      if (signal?.aborted) return reject(signal.reason);
      const how = late ? `did not end within ${timeoutMs} ms` : `ended with ${code ?? killedBy}`;
      reject(new Error(`${program} ${how}: ${output.trim()}`));
    });
  });
}
