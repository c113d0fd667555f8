import { randomUUID } from 'node:crypto';
import { measure } from '../measure.js';
import type { SettlementsOptions } from '../options.js';
import type { Product } from '../product.js';
import { ProductConnection } from '../product-connection.js';
import type { Progress } from '../progress.js';
import type { Report } from '../report.js';
import { median } from '../statistics.js';
import { notificationOf } from './notification.js';

/** Banks that post at the same time. */
const CONCURRENCY = 64;

/** What banks send, through the gateway, with everything running: files of camt.054, and single posts in JSON. */
export async function benchSettlements(
  product: Product,
  { rounds, entries, seconds }: SettlementsOptions,
  report: Report,
  progress: Progress,
): Promise<void> {
  const bank = new ProductConnection(product, CONCURRENCY);
  const tag = randomUUID().slice(0, 8);
  // What follows an answer (the bus, matching, read models) comes to rest behind it, so that no request pays for the one before.
  const fileOf = async (name: string, tag: string, status: string) => {
    progress.step(name);
    const body = notificationOf(tag, entries);
    const began = performance.now();
    await bank.file(body, { count: entries, status });
    const answeredMs = performance.now() - began;
    const { ms } = await bank.atRest();
    return { rate: entries / (answeredMs / 1_000), wholeRate: entries / ((answeredMs + ms) / 1_000) };
  };
  const first = await fileOf('the first file', `${tag}-first`, 'accepted');
  const files = { sent: [] as number[], whole: [] as number[], again: [] as number[] };
  const posts = { rate: [] as number[], p50: [] as number[], p99: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const at = `round ${round} of ${rounds}`;
    const sent = await fileOf(`${at}: a camt.054`, `${tag}-${round}`, 'accepted');
    files.sent.push(sent.rate);
    files.whole.push(sent.wholeRate);
    const again = await fileOf(`${at}: sent again`, `${tag}-${round}`, 'duplicate');
    files.again.push(again.rate);
    progress.step(`${at}: single posts`);
    let number = 0;
    const turn = async (): Promise<number> => {
      number += 1;
      await bank.post(`${tag}-post-${round}-${number}`);
      return 1;
    };
    const measured = await measure({ concurrency: CONCURRENCY, seconds, turn });
    posts.rate.push(measured.rate);
    posts.p50.push(measured.latencyMsP50);
    posts.p99.push(measured.latencyMsP99);
    await bank.atRest();
  }
  const { head } = await bank.atRest();
  await fileOf('the last file once more', `${tag}-${rounds}`, 'duplicate');
  const added = (await bank.atRest()).head - head;
  progress.step('what is left of it: every account');
  const unequal = await bank.currenciesOutOfBalance();
  bank.close();

  const unit = 'entries/s';
  report.measurements(`a camt.054 of ${entries.toLocaleString('en-GB')} entries`);
  report.measurement({ name: 'the first after the start', value: first.rate, unit });
  report.measurement({ name: 'until all that follows is done', value: median(files.whole), unit });
  report.measurement({ name: 'sent again', value: median(files.again), unit });
  report.measurements(`single posts in JSON, ${CONCURRENCY} at a time`);
  report.measurement({
    name: 'posts',
    value: median(posts.rate),
    unit: 'posts/s',
    latencyMsP50: median(posts.p50),
    latencyMsP99: median(posts.p99),
  });
  report.checks('settlements');
  report.check({ name: 'entries of a camt.054', value: median(files.sent), unit, goal: 5_000 });
  report.check({ name: 'single posts', value: median(posts.rate), unit: 'posts/s', goal: 2_500 });
  const p99 = { name: 'single posts, 99th percentile', unit: 'ms', goal: 60, atMost: true };
  report.check({ ...p99, value: median(posts.p99) });
  report.check({
    name: 'events that a file sent again adds',
    value: added,
    unit: 'events',
    goal: 0,
    atMost: true,
  });
  report.check({
    name: 'currencies whose debits are not their credits',
    value: unequal,
    unit: '',
    goal: 0,
    atMost: true,
  });
}
