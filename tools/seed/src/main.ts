import { parseArgs } from 'node:util';
import { DemoLoadError } from './load/demo-load-error.js';
import { type LoadProgress, loadDemo } from './load/load-demo.js';

const USAGE = `Loads the demo into an empty ledger, or goes on with a load that was interrupted. A ledger that holds anything else is refused.

  node tools/seed/dist/main.js --database postgres://… [--seed 1] [--scale 1] [--ends-on YYYY-MM-DD]

--ends-on is today in UTC where it is left out. DATABASE_URL is not read: demo data never comes into a ledger by its being set.`;

try {
  await main();
} catch (error) {
  if (!(error instanceof DemoLoadError || error instanceof RangeError || error instanceof TypeError))
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
      'ends-on': { type: 'string', default: new Date().toISOString().slice(0, 10) },
      help: { type: 'boolean', default: false },
    },
  });
  const { database: databaseUrl } = values;
  if (values.help || databaseUrl === undefined) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const stopping = new AbortController();
  process.once('SIGINT', () =>
    stopping.abort(new DemoLoadError('stopped', 'Stopped; the next load goes on here.')),
  );
  let shownMs = 0;
  const onProgress = ({ events, share, eventsPerSecond }: LoadProgress): void => {
    if (performance.now() - shownMs < 1_000) return;
    shownMs = performance.now();
    process.stdout.write(`${Math.floor(share * 100)} %, ${events} events, ${eventsPerSecond} a second\n`);
  };
  const { outcome, events, endsOn, appended, seconds } = await loadDemo({
    databaseUrl,
    seed: Number(values.seed),
    scale: Number(values.scale),
    endsOn: values['ends-on'],
    onProgress,
    signal: stopping.signal,
  });
  const rate = appended === 0 ? '' : `, ${Math.round(appended / seconds)} events a second`;
  process.stdout.write(`${outcome}: ${events} events up to ${endsOn}${rate}\n`);
}
