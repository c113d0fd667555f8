import { ledgerPool } from '@corridor/event-store';
import type { FiguresOptions } from '../options.js';
import { ProductProcess } from '../product.js';
import { benchAsOf } from './as-of.js';
import { benchCatchingUp } from './catching-up.js';
import { benchCost } from './cost.js';
import type { FiguresBench } from './figures-bench.js';
import { benchFreshness } from './freshness.js';

/** What figures cost on a log that has grown, how long each takes whenever it is as of, how soon they have what is recorded, and how fast they catch up. */
export async function benchFigures(bench: FiguresBench, options: FiguresOptions): Promise<void> {
  const { parts } = options;
  if (parts.includes('cost')) await benchCost(bench, options);
  if (parts.includes('as-of')) await benchAsOf(bench, options);
  if (parts.includes('freshness')) await freshness(bench, options);
  if (parts.includes('catching-up')) await benchCatchingUp(bench, options);
}

async function freshness(bench: FiguresBench, { seconds }: FiguresOptions): Promise<void> {
  const { server, endings, progress } = bench;
  const database = 'freshness';
  const url = await server.createDatabase(database);
  progress.step('the product starts');
  const started = new ProductProcess(url);
  const endProduct = endings.add(() => started.end());
  const log = ledgerPool(url);
  const endLog = endings.add(() => log.end());
  try {
    await benchFreshness(bench, { product: await started.ready(), log, seconds });
  } finally {
    await endLog();
    await endProduct();
    await server.dropDatabase(database);
  }
}
