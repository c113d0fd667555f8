import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that is told what to do and answers, by messages. */
export interface Child<Answer> {
  send(message: unknown): void;
  /** The next message. @throws Error with its words where it ends instead */
  answer(): Promise<Answer>;
  /** Waits for its end. */
  ended(): Promise<void>;
}

/** Child processes of this run; ended with it, however it ends. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  /** Starts a program of this package's `processes`. */
  start<Answer>(name: string): Child<Answer> {
    // The built one, from the sources, too: Node does not run TypeScript.
    const path = fileURLToPath(new URL(`../dist/processes/${name}.js`, import.meta.url));
    const child = fork(path, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
    this.running.add(child);
    const exit = once(child, 'exit').then(() => void this.running.delete(child));
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    const failed = exit.then(() => {
      throw new Error(`${name} ended: ${errors.trim() || `status ${child.exitCode ?? child.signalCode}`}`);
    });
    // Nobody may be waiting for an answer when it ends.
    failed.catch(() => undefined);
    return {
      send: (message) => void child.send(message as object),
      answer: async () => {
        const [message] = await Promise.race([once(child, 'message'), failed]);
        return message;
      },
      ended: () => exit,
    };
  }

  /** Kills those that still run; they keep nothing. */
  async end(): Promise<void> {
    const all = [...this.running].map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    });
    await Promise.all(all);
  }
}
