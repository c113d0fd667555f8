import { versions } from 'node:process';
import type { Bench } from './bench.js';
import { benchBulk } from './bulk/bulk.js';
import { benchAppend } from './cases/append.js';
import { benchDelivery } from './cases/delivery.js';
import { benchGrowth } from './cases/growth.js';
import { benchIntegrity } from './cases/integrity.js';
import { benchRead } from './cases/read.js';
import { Children } from './children.js';
import { Endings } from './endings.js';
import { benchFigures } from './figures/figures.js';
import { benchInstitutions } from './institutions/institutions.js';
import {
  type BenchOptions,
  type BulkOptions,
  type EventStoreOptions,
  type FiguresOptions,
  HELP,
  type InstitutionsOptions,
  OptionsError,
  readOptions,
  type Section,
  type SettlementsOptions,
} from './options.js';
import { ProductProcess } from './product.js';
import { Progress } from './progress.js';
import { Report } from './report.js';
import { startBenchServer } from './server.js';
import { benchSettlements } from './settlements/settlements.js';

const sections: Readonly<Record<Section, (bench: Bench) => Promise<void>>> = {
  append: benchAppend,
  delivery: benchDelivery,
  read: benchRead,
  integrity: benchIntegrity,
  growth: benchGrowth,
};

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** `npm run bench`: measures what the arguments name, prints it, and ends the process with the exit status. */
export async function main(args: readonly string[]): Promise<void> {
  let status = 1;
  try {
    const options = readOptions(args);
    if (options === undefined) process.stdout.write(HELP);
    status = options === undefined ? 0 : await runUntilSignal(options);
  } catch (error) {
    // What a person wrote wrongly is no matter of where it was noticed.
    const words = error instanceof OptionsError ? error.message : `bench failed: ${(error as Error).stack}`;
    process.stderr.write(`${words}\n`);
  }
  // Not the exit code alone: after a signal, what was under way still hangs on connections that are gone.
  process.exit(status);
}

/** Runs what is measured; a signal ends it early, and everything it started. @returns the exit status */
async function runUntilSignal(options: BenchOptions): Promise<number> {
  const { run, end } = measurementOf(options);
  const signalled = new Promise<number>((resolve) => {
    // A second one changes nothing: all is being ended already.
    for (const [signal, status] of Object.entries(SIGNALS)) process.on(signal, () => resolve(status));
  });
  const running = run();
  try {
    return await Promise.race([running, signalled]);
  } finally {
    running.catch(() => undefined);
    await end();
  }
}

interface Measurement {
  /** @returns the exit status */
  readonly run: () => Promise<number>;
  /** Ends what it started, under it as well. */
  readonly end: () => Promise<void>;
}

function measurementOf(options: BenchOptions): Measurement {
  if (options.name === 'event-store') return eventStore(options);
  if (options.name === 'institutions') return institutions(options);
  return options.name === 'figures' ? figures(options) : product(options);
}

function institutions(options: InstitutionsOptions): Measurement {
  const starting = startBenchServer();
  return {
    run: () =>
      reported(options, async (print, report, progress) => {
        const server = await starting;
        print(server.description);
        print(`Node ${versions.node}; medians of ${roundsOf(options.rounds)}.`);
        await benchInstitutions(server, options, report, progress);
      }),
    end: async () => {
      const server = await starting.catch(() => undefined);
      await server?.end();
    },
  };
}

function figures(options: FiguresOptions): Measurement {
  const endings = new Endings();
  const starting = startBenchServer();
  return {
    run: () =>
      reported(options, async (print, report, progress) => {
        const server = await starting;
        print(server.description);
        print(`Node ${versions.node}; medians of ${roundsOf(options.rounds)}.`);
        await benchFigures({ server, endings, report, progress }, options);
      }),
    end: async () => {
      await endings.end();
      const server = await starting.catch(() => undefined);
      await server?.end();
    },
  };
}

function product(options: BulkOptions | SettlementsOptions): Measurement {
  const starting = new ProductProcess();
  return {
    run: () =>
      reported(options, async (print, report, progress) => {
        progress.step('the product starts');
        const product = await starting.ready();
        print(`The whole product, without its demo, at ${product.url}.`);
        print(`Node ${versions.node}; medians of ${roundsOf(options.rounds)}.`);
        if (options.name === 'bulk') await benchBulk(product, options, report, progress);
        else await benchSettlements(product, options, report, progress);
      }),
    end: () => starting.end(),
  };
}

function eventStore(options: EventStoreOptions): Measurement {
  const children = new Children();
  const starting = startBenchServer();
  const { extent } = options;
  return {
    run: () =>
      reported(options, async (print, report, progress) => {
        const server = await starting;
        print(server.description);
        print(`Node ${versions.node}; ${extent.seconds} s a case; medians of ${roundsOf(extent.rounds)}.`);
        const bench = { server, children, extent, report, progress };
        for (const section of options.sections) await sections[section](bench);
      }),
    end: async () => {
      await children.end();
      const server = await starting.catch(() => undefined);
      await server?.end();
    },
  };
}

const roundsOf = (rounds: number): string => `${rounds} round${rounds === 1 ? '' : 's'}`;

/** Prints what is measured as it comes, and how it went. @returns the exit status */
async function reported(
  { json }: BenchOptions,
  measure: (print: (line: string) => void, report: Report, progress: Progress) => Promise<void>,
): Promise<number> {
  const progress = new Progress(process.stderr);
  const table = json ? process.stderr : process.stdout;
  const print = (line: string): void => {
    progress.clear();
    table.write(`${line}\n`);
  };
  const report = new Report(print, (line) => {
    if (json) process.stdout.write(`${JSON.stringify(line)}\n`);
  });
  const began = performance.now();
  await measure(print, report, progress);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  print('');
  print(`${report.summary()}, in ${minutes} minutes`);
  return report.exitStatus;
}
