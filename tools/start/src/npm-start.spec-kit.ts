import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { send } from '@corridor/local-servers';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the tests need of the environment to be that of a machine where nothing was set. */
const UNSET = { DATABASE_URL: '', KAFKA_BROKERS: '', LEDGER_URL: '', JAVA_HOME: '' };

export interface Run {
  /** npm's own process. */
  readonly process: ChildProcess & { readonly pid: number };
  /** All that was printed so far. */
  output(): string;
  /** Its exit status, or the signal it ended by. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** An `npm start` on a data folder of its own, on any free port, as a person in a terminal would give it. */
export class NpmStart {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'npm-start-'));
  private last: Run | undefined;

  constructor(private readonly env: NodeJS.ProcessEnv = {}) {
    // PostgreSQL may run as another user and has to get through.
    chmodSync(this.dataDir, 0o755);
  }

  begin(...args: readonly string[]): Run {
    this.last = this.npm(['start', '--', ...args], { LEDGER_PORT: '0' });
    return this.last;
  }

  /** Starts and waits until it is ready. @throws Error with what it printed if it ends instead */
  async ready(...args: readonly string[]): Promise<Run & { readonly url: string }> {
    const run = this.begin(...args);
    const ended = run.ended.then((status) => {
      throw new Error(`npm start ended with ${status}:\n${run.output()}`);
    });
    ended.catch(() => undefined);
    return { ...run, url: await Promise.race([printed(run, /^ready: (http:\S+)$/m), ended]) };
  }

  /** Any other script of the repository, against this ledger. */
  npm(args: readonly string[], more: NodeJS.ProcessEnv = {}): Run {
    const child = spawn('npm', [...args], {
      cwd: root,
      // A process group of its own, as a terminal gives it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...UNSET, LEDGER_DATA_DIR: this.dataDir, ...this.env, ...more },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        child.emit('printed');
      });
    }
    const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? signal ?? 0));
    });
    return { process: child as Run['process'], ended, output: () => output };
  }

  keys(): Readonly<Record<string, string>> {
    return JSON.parse(readFileSync(join(this.dataDir, 'keys.json'), 'utf8'));
  }

  /** Asks a question in GraphQL as the holder of a role's key. */
  async ask<Data>(url: string, query: string, role = 'reporter'): Promise<Data> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.keys()[role]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** The ids of the processes that work on this data folder, with what they are. */
  processes(): ReadonlyMap<number, string> {
    // With their environment, which names the folder where the command line does not.
    const flags = process.platform === 'darwin' ? ['-axEww'] : ['axeww'];
    const lines = execFileSync('ps', [...flags, '-o', 'pid=,stat=,command='], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }).split('\n');
    const found = lines
      .filter((line) => line.includes(this.dataDir))
      .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
      .filter((match) => match !== null && !match[2]?.startsWith('Z') && !match[3]?.startsWith('ps '));
    return new Map(found.map((match) => [Number(match?.[1]), String(match?.[3]).slice(0, 150)]));
  }

  /** The one Node process that runs the script whose path ends with `script`. */
  pidOf(script: string): number {
    const runs = new RegExp(`^\\S*node \\S*${script.replaceAll('.', '\\.')}`);
    const pids = [...this.processes()].filter(([, command]) => runs.test(command)).map(([pid]) => pid);
    if (pids.length === 1 && pids[0] !== undefined) return pids[0];
    throw new Error(`not one process of ${script}: ${JSON.stringify([...this.processes()])}`);
  }

  /** The command line and the environment of the one Node process of `script`. */
  environmentOf(script: string): string {
    const flags = process.platform === 'darwin' ? ['-Eww'] : ['eww'];
    return execFileSync('ps', [...flags, '-o', 'command=', '-p', String(this.pidOf(script))], {
      encoding: 'utf8',
    });
  }

  /** Waits until no process works on this data folder any more; gives those that are left after 20 s. */
  async allGone(): Promise<readonly string[]> {
    const deadline = Date.now() + 20_000;
    while (this.processes().size > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return [...this.processes().values()];
  }

  /** As Ctrl-C does: every process of the terminal's group is told. Waits until all is gone, and gives what is left. */
  async interrupt(run: Run): Promise<readonly string[]> {
    send(-run.process.pid, 'SIGINT');
    await run.ended;
    return this.allGone();
  }

  /** Ends and deletes what a test left. */
  async discard(): Promise<void> {
    if (this.last !== undefined) send(-this.last.process.pid, 'SIGINT');
    for (const left of await this.allGone()) console.error(`killed: ${left}`);
    for (const pid of this.processes().keys()) send(pid, 'SIGKILL');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Waits until a run has printed what `pattern` finds, and gives its first group. */
export function printed(run: Run, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = pattern.exec(run.output());
      if (found === null) return;
      run.process.off('printed', look);
      resolve(found[1] ?? found[0]);
    };
    run.process.on('printed', look);
    look();
  });
}

/** A folder with every program of PATH but those whose name begins with one of `hidden`, to be the whole PATH. */
export function pathWithout(...hidden: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'path-'));
  chmodSync(folder, 0o755);
  for (const dir of (process.env.PATH ?? '').split(delimiter).filter((part) => part !== '')) {
    let names: readonly string[] = [];
    try {
      names = readdirSync(dir);
    } catch {}
    for (const name of names.filter((name) => !hidden.some((start) => name.startsWith(start)))) {
      try {
        symlinkSync(join(dir, name), join(folder, name));
      } catch {}
    }
  }
  return folder;
}
