import { fileURLToPath } from 'node:url';
import { LocalServerError } from '@corridor/local-servers';
import { DemoLoadError } from '@corridor/seed';
import { DataFolder } from './data-folder.js';
import { LedgerStart, shown } from './ledger-start.js';
import { endLeftBehind, killEverything } from './left-behind.js';
import { takeLock } from './lock.js';
import { readOptions, type StartOptions } from './options.js';
import { watchParent } from './parent.js';
import { StartError } from './start-error.js';
import { Steps } from './steps.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `npm start`: starts the ledger and stays until it is told to end, or a part of it ends by itself. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that went away, such as `head`, must not end the ledger.
  process.stdout.on('error', () => undefined);
  let status = 1;
  try {
    const options = readOptions(args, process.env, root);
    const folder = new DataFolder(options.dataDir);
    folder.open();
    const lock = await takeLock(folder.lock);
    try {
      status = await keepRunning(options, folder);
    } finally {
      lock.release();
    }
  } catch (error) {
    report(error);
  }
  process.exit(status);
}

async function keepRunning(options: StartOptions, folder: DataFolder): Promise<number> {
  const stopping = new AbortController();
  const stop = (): void => {
    if (!stopping.signal.aborted) {
      stopping.abort(new StopAsked());
      return;
    }
    // Asked a second time: whoever asks does not want to wait.
    void killEverything(folder).finally(() => process.exit(130));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  // Started by hand, it may outlive the shell; started by npm, it must not outlive npm.
  if (process.env.npm_lifecycle_event !== undefined) watchParent(stop);
  const steps = new Steps(process.stdout);
  const start = new LedgerStart(options, folder, steps, stopping.signal);
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason), { once: true });
  });
  stopped.catch(() => undefined);
  const running = (async () => {
    await endLeftBehind(folder);
    if (options.fresh) folder.empty();
    const url = await start.run();
    tell(url, folder, options);
    await start.untilSomethingEnds();
  })();
  running.catch(() => undefined);
  try {
    await Promise.race([running, stopped]);
    return 0;
  } catch (error) {
    if (!(error instanceof StopAsked)) report(error);
    return error instanceof StopAsked ? 0 : 1;
  } finally {
    await steps.run('ending', () => start.end());
  }
}

/** What to open next; the last line is for programs, too. */
function tell(url: string, folder: DataFolder, { databaseUrl }: StartOptions): void {
  // Another folder than the usual one: without it, the commands below would mean another ledger.
  const { LEDGER_PORT, LEDGER_DATA_DIR } = process.env;
  const settings = [
    LEDGER_PORT && `LEDGER_PORT=${new URL(url).port} `,
    LEDGER_DATA_DIR && `LEDGER_DATA_DIR=${folder.path} `,
  ]
    .filter(Boolean)
    .join('');
  const lines = [
    '',
    `  ask a question     ${url}/graphql in a browser, with a key from ${shown(folder.keys)}`,
    `  go the whole way   ${settings}npm run smoke`,
    `  look inside        ${shown(folder.logs)}`,
    ...(databaseUrl === undefined ? [`  begin anew         ${settings}npm start -- --fresh`] : []),
    '  Ctrl-C ends it and keeps the data.',
    '',
    `ready: ${url}`,
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

function report(error: unknown): void {
  // What a person can mend is told in words; the rest is an error of this program and shows where.
  const expected =
    error instanceof StartError || error instanceof LocalServerError || error instanceof DemoLoadError;
  process.stderr.write(`\n${expected ? error.message : ((error as Error).stack ?? String(error))}\n`);
}

class StopAsked extends Error {
  override readonly name = 'StopAsked';
}
