import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly timeoutMs?: number;
  /** The program's environment; by default this process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end and gives what it printed.
 * @throws Error with the program's own words if it fails, cannot be started or takes longer than `timeoutMs` (60 s).
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { timeoutMs = 60_000, env = process.env, ...identity } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...identity,
      // Messages are shown to people and never parsed, but their language should not change with the machine.
      env: { ...env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    // `exit`, not `close`: a server that the program left running keeps the pipes open.
    child.once('exit', (code, signal) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ended with ${code ?? signal}: ${output.trim()}`));
    });
  });
}
