import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isPortFree,
  kafkaPidFile,
  postgresPidFile,
  runningPid,
  startPostgres,
} from '@corridor/local-servers';
import { migrate, migrationDigests } from '@corridor/migrations';
import { loadDemo } from '@corridor/seed';
import { checkArchives } from './archives.js';
import { startBus } from './bus.js';
import { catchUp } from './catch-up.js';
import { endOf, type RunningChild, startChild } from './child-process.js';
import type { DataFolder } from './data-folder.js';
import { checkDatabase, withDatabase } from './database.js';
import { ensureKeys, type KeysOutcome } from './keys.js';
import { endEverything } from './left-behind.js';
import { type Logins, makeLogins, type ServiceName } from './logins.js';
import type { StartOptions } from './options.js';
import { ensurePrivacyKey } from './privacy-key.js';
import { ensureReportKey } from './report-key.js';
import { type StartedService, startService } from './services.js';
import { StartError } from './start-error.js';
import type { Steps } from './steps.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const DEMO_SEED = 1;
const WATCH_MS = 500;

/** Starts everything, step by step, and then watches over it. */
export class LedgerStart {
  /** Each rejects when something ended that should go on. */
  private readonly ends: Promise<never>[] = [];
  private guardian: RunningChild | undefined;
  /** Settles once no server is being started any more. */
  private serversUp: Promise<unknown> = Promise.resolve();
  private watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: StartOptions,
    private readonly folder: DataFolder,
    private readonly steps: Steps,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Starts the ledger.
   * @returns its address
   * @throws StartError with what to do; the reason of the signal where it was aborted
   */
  async run(): Promise<string> {
    const { options, folder, steps, signal } = this;
    if (options.port !== 0 && !(await isPortFree(options.port))) throw portTaken(options.port);
    this.guardian = this.child('guardian', fileURLToPath(new URL('./guardian-main.js', import.meta.url)), [
      folder.path,
    ]);

    const servers = [
      steps.run('PostgreSQL', (progress) => this.database(progress)),
      steps.run('bus', async (progress) => {
        const chosen = await startBus(options, folder, progress, signal);
        progress(chosen.words);
        return chosen;
      }),
    ] as const;
    this.serversUp = Promise.allSettled(servers);
    const [databaseUrl, bus] = await Promise.all(servers);
    this.watchServers(bus.kind === 'kafka' && bus.own);
    signal.throwIfAborted();
    const privacyKey = await this.prepare(databaseUrl);

    const logins = await this.logins(databaseUrl);
    const env = {
      KAFKA_BROKERS: bus.kind === 'kafka' ? bus.brokers : undefined,
      HOST: '127.0.0.1',
      // On a database of its own it is one machine's, for trying out; another database may be a bank's.
      WEBHOOK_LOOPBACK: options.databaseUrl === undefined ? 'allowed' : undefined,
      // Of the owner, and inherited otherwise: node-postgres takes from them what a connection string leaves out.
      PGUSER: '',
      PGPASSWORD: '',
      // For the one service that seals and opens; inherited otherwise.
      LEDGER_PRIVACY_KEY: '',
      // For the gateway alone.
      LEDGER_REPORT_KEY: '',
    };
    const [trade, payments, reporting] = await this.alive(
      Promise.all(
        (['trade-events', 'payments-settlement', 'reporting'] as const).map((name) =>
          this.service(name, {
            ...env,
            DATABASE_URL: logins[name],
            PORT: '0',
            ...(name === 'trade-events' && { LEDGER_PRIVACY_KEY: privacyKey }),
          }),
        ),
      ),
    );
    const gateway = await this.alive(
      this.service('gateway', {
        ...env,
        DATABASE_URL: logins.gateway,
        PORT: String(options.port),
        TRADE_EVENTS_URL: trade?.url,
        PAYMENTS_SETTLEMENT_URL: payments?.url,
        REPORTING_URL: reporting?.url,
        LEDGER_REPORT_KEY: ensureReportKey(this.folder, options.reportKey),
      }),
    );
    const left = await this.alive(
      steps.run('catching up', (progress) =>
        withDatabase(databaseUrl, async (client) => {
          const words = await catchUp(client, progress, signal);
          progress(words === '' ? 'figures and payments stand at the end of the log' : 'not all have');
          return words;
        }),
      ),
    );
    if (left !== '') steps.line(`  ! The ledger runs, but not all of it follows: ${left}`);
    return gateway.url;
  }

  /** Rejects with a StartError when a part of the ledger ends by itself; never resolves. */
  untilSomethingEnds(): Promise<never> {
    return Promise.race(this.ends);
  }

  /** Ends all of it in good order. */
  async end(): Promise<void> {
    clearInterval(this.watch);
    // A server that comes up behind the end would be left running.
    await this.serversUp;
    await endEverything(this.folder);
    this.guardian?.process.send?.('done', () => undefined);
  }

  private async database(progress: (detail: string) => void): Promise<string> {
    const { databaseUrl } = this.options;
    if (databaseUrl !== undefined) {
      progress(`${await checkDatabase(databaseUrl)}, which DATABASE_URL names`);
      return databaseUrl;
    }
    this.folder.checkVersion(await migrationDigests());
    const server = await startPostgres({ dir: this.folder.postgres });
    const user = process.getuid?.() === 0 ? ', run by the user postgres, as it refuses to run as root' : '';
    progress(`embedded, port ${server.port}${user}`);
    return server.url();
  }

  /** Schema, keys, demo. Returns the master key of personal data. */
  private async prepare(databaseUrl: string): Promise<string> {
    const { options, folder, steps, signal } = this;
    await this.alive(
      steps.run('schema', async () => {
        await migrate(databaseUrl);
        if (options.databaseUrl === undefined) folder.noteMigrations(await migrationDigests());
        await withDatabase(databaseUrl, (client) => checkArchives(client, options.archiveDir));
      }),
    );
    await this.alive(
      steps.run('keys', async (progress) => {
        const outcome = await withDatabase(databaseUrl, (client) =>
          ensureKeys(client, { file: folder.keys, own: options.databaseUrl === undefined }),
        );
        progress(keysWords(outcome, shown(folder.keys)));
      }),
    );
    const privacyKey = await this.alive(
      withDatabase(databaseUrl, (client) => ensurePrivacyKey(client, folder.privacyKey, options.privacyKey)),
    );
    if (!options.demo || (await this.isInUse(databaseUrl))) return privacyKey;
    await this.alive(
      steps.run('demo', async (progress) => {
        const { events } = await loadDemo({
          databaseUrl,
          seed: DEMO_SEED,
          endsOn: new Date().toISOString().slice(0, 10),
          scale: options.demoScale,
          privacyKey,
          signal,
          onProgress: ({ events, share, eventsPerSecond }) =>
            progress(`${Math.round(share * 100)} %, ${events} events, ${eventsPerSecond} events/s`),
        });
        progress(`five years, ${events} events`);
      }),
    );
    return privacyKey;
  }

  /** A ledger that was begun without the demo, or holds it whole, goes on as it is. */
  private isInUse(databaseUrl: string): Promise<boolean> {
    return withDatabase(databaseUrl, async (client) => {
      const { rows } = await client.query<{ begun: boolean; whole: boolean; empty: boolean }>(
        `SELECT EXISTS (SELECT FROM ledger.demo_load) AS begun,
           EXISTS (SELECT FROM ledger.demo_load WHERE events IS NOT NULL) AS whole,
           (SELECT h.position = 0 FROM ledger.head h) AS empty`,
      );
      const [row] = rows;
      return row === undefined || row.whole || (!row.begun && !row.empty);
    });
  }

  private logins(databaseUrl: string): Promise<Logins['urls']> {
    return this.alive(
      this.steps.run('logins', async (progress) => {
        const { urls, closed } = await makeLogins(databaseUrl);
        const others = closed ? '' : '; others may connect to the database, too: its owner is another role';
        progress(`one for each service${others}`);
        return urls;
      }),
    );
  }

  private service(
    name: ServiceName,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<StartedService> {
    return this.steps.run(name, async (progress) => {
      const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const main = fileURLToPath(new URL(`../../../apps/${name}/dist/main.js`, import.meta.url));
      const places = { pidFile: `${this.folder.run}/${name}.pid`, logs: this.folder.logs };
      const service = await startService({ name, main, env: Object.fromEntries(given) }, places);
      this.ends.push(service.ended);
      progress(service.url);
      return service;
    });
  }

  private child(name: string, main: string, args: readonly string[]): RunningChild {
    const { folder } = this;
    return startChild({ name, main, args }, { pidFile: folder.guardianPid, logs: folder.logs });
  }

  /** The servers are no children of this process: whether they run has to be looked at. */
  private watchServers(kafka: boolean): void {
    const { folder, options } = this;
    const servers = [
      ...(options.databaseUrl === undefined
        ? [['PostgreSQL', postgresPidFile(folder.postgres), `${folder.postgres}/postgres.log`] as const]
        : []),
      ...(kafka ? [['Kafka', kafkaPidFile(folder.kafka), `${folder.kafka}/kafka.log`] as const] : []),
    ];
    const ended = new Promise<never>((_, reject) => {
      this.watch = setInterval(() => {
        for (const [name, pidFile, log] of servers) {
          if (runningPid(pidFile) === undefined) reject(endOf(name, null, log));
        }
      }, WATCH_MS);
    });
    ended.catch(() => undefined);
    this.ends.push(ended);
  }

  /** Goes on with `work` unless something that was started before it ends, or the start is to end. */
  private async alive<T>(work: Promise<T>): Promise<T> {
    const aborted = new Promise<never>((_, reject) => {
      const end = () => reject(this.signal.reason);
      if (this.signal.aborted) end();
      this.signal.addEventListener('abort', end, { once: true });
    });
    aborted.catch(() => undefined);
    work.catch(() => undefined);
    return Promise.race([work, aborted, ...this.ends]);
  }
}

function portTaken(port: number): StartError {
  return new StartError(
    `Port ${port} is taken by another program. End that, or choose another port: LEDGER_PORT=${port + 1} npm start`,
  );
}

function keysWords(outcome: KeysOutcome, file: string): string {
  switch (outcome) {
    case 'made':
      return `made: ${file}`;
    case 'kept':
      return file;
    case 'foreign':
      return 'the database has keys that were given out elsewhere; none were made';
  }
}

/** Where a path lies, as a person in the repository would write it. */
export const shown = (path: string): string => {
  const from = relative(root, path);
  return from.startsWith('..') ? path : from;
};
