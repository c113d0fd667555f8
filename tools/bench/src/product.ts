import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningPid } from '@corridor/local-servers';

const START = fileURLToPath(new URL('../../dev/start.mjs', import.meta.url));

type Service = 'trade-events' | 'payments-settlement' | 'reporting';

/** The whole product as `npm start` runs it, without the demo, on a data folder of its own below `TMPDIR`. */
export interface Product {
  readonly url: string;
  readonly keys: { readonly trader: string; readonly bank: string; readonly operator: string };
  /** The most memory that a service has held since it started, MB of 2^20 bytes; `undefined` where the system does not tell. */
  peakMemoryMb(service: Service): number | undefined;
  /** Holds a service where it is, until it is told to go on: to all others it is a process that does not answer. */
  halt(service: Service): void;
  goOn(service: Service): void;
}

export class ProductProcess {
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  private readonly child: ChildProcess;
  private output = '';
  private readonly url: Promise<string>;

  /** @param databaseUrl Of an empty database that it is to work on; else it starts one of its own. */
  constructor(databaseUrl?: string) {
    // PostgreSQL may run as another user and has to get through.
    chmodSync(this.dataDir, 0o755);
    const env = { ...process.env, LEDGER_DATA_DIR: this.dataDir, LEDGER_PORT: '0' };
    this.child = spawn(process.execPath, [START, '--no-demo'], {
      env: databaseUrl === undefined ? env : { ...env, DATABASE_URL: databaseUrl },
      // In a process group of its own: Ctrl-C reaches this process, which ends it in good order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.url = new Promise((resolve, reject) => {
      for (const stream of [this.child.stdout, this.child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          this.output += text;
          const [, url] = /^ready: (http:\S+)$/m.exec(this.output) ?? [];
          if (url !== undefined) resolve(url);
        });
      }
      this.child.once('exit', () => reject(new Error(`The product did not start:\n${this.output}`)));
    });
    // Whoever waits for it is told; nobody may.
    this.url.catch(() => undefined);
  }

  /** @throws Error with what it printed if it ends instead */
  async ready(): Promise<Product> {
    const url = await this.url;
    const keys = JSON.parse(readFileSync(join(this.dataDir, 'keys.json'), 'utf8')) as Product['keys'];
    const pidOf = (service: Service) => runningPid(join(this.dataDir, 'run', `${service}.pid`));
    const signal = (service: Service, name: NodeJS.Signals): void => {
      const pid = pidOf(service);
      if (pid === undefined) throw new Error(`${service} does not run.`);
      process.kill(pid, name);
    };
    return {
      url,
      keys,
      peakMemoryMb: (service) => peakOf(pidOf(service)),
      halt: (service) => signal(service, 'SIGSTOP'),
      goOn: (service) => signal(service, 'SIGCONT'),
    };
  }

  /** Ends it and deletes its data. */
  async end(): Promise<void> {
    if (!this.hasEnded) {
      const exit = once(this.child, 'exit');
      this.child.kill('SIGINT');
      await exit;
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** By the kernel's own high-water mark, which only Linux tells. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) / 1_024;
  } catch {
    return undefined;
  }
}
