import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BulkOptions } from '../options.js';
import type { Product } from '../product.js';
import type { Progress } from '../progress.js';
import type { Report } from '../report.js';
import { median } from '../statistics.js';
import { csvOf, ndjsonOf } from './lines.js';

/** What follows an answer (the bus, payments, read models) comes to rest meanwhile, so that no request pays for the one before. */
const REST_MS = 5_000;
const REQUEST_MAX_MS = 300_000;

const NDJSON = 'application/x-ndjson';

/** Consignments in bulk, one request at a time through the gateway, with everything running. */
export async function benchBulk(
  product: Product,
  { rounds, lines }: BulkOptions,
  report: Report,
  progress: Progress,
): Promise<void> {
  const tag = randomUUID();
  const sent = async (name: string, body: string, type: string, status: string): Promise<number> => {
    progress.step(name);
    const rate = await rateOf(product, body, type, { count: lines, status });
    await pause(REST_MS);
    return rate;
  };
  const first = await sent('the first request', ndjsonOf(`${tag}-first`, lines), NDJSON, 'accepted');
  const rates = { ndjson: [] as number[], again: [] as number[], csv: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const at = `round ${round} of ${rounds}`;
    const body = ndjsonOf(`${tag}-${round}`, lines);
    rates.ndjson.push(await sent(`${at}: NDJSON`, body, NDJSON, 'accepted'));
    rates.again.push(await sent(`${at}: sent again`, body, NDJSON, 'duplicate'));
    rates.csv.push(await sent(`${at}: CSV`, csvOf(`${tag}-${round}-csv`, lines), 'text/csv', 'accepted'));
  }
  const unit = 'lines/s';
  report.measurements(`${lines.toLocaleString('en-GB')} consignments in one request`);
  report.measurement({ name: 'the first after the start', value: first, unit });
  report.measurement({ name: 'sent again', value: median(rates.again), unit });
  report.measurement({ name: 'CSV', value: median(rates.csv), unit });
  report.checks('bulk');
  report.check({ name: 'lines of NDJSON', value: median(rates.ndjson), unit, goal: 3_000 });
  const memory = { name: 'peak resident memory of trade-events', unit: 'MB', goal: 300, atMost: true };
  const peak = product.peakMemoryMb('trade-events');
  if (peak === undefined) report.notRun({ ...memory, why: 'this system does not tell it' });
  else report.check({ ...memory, value: peak });
}

/**
 * From the first byte sent to the last one answered.
 * @returns lines a second
 * @throws Error where a line is answered otherwise than expected: a rate of refusals is none
 */
async function rateOf(
  { url, keys }: Product,
  body: string,
  type: string,
  expected: { readonly count: number; readonly status: string },
): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/v1/consignments/bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.trader}`, 'content-type': type },
    body,
    signal: AbortSignal.timeout(REQUEST_MAX_MS),
  });
  const text = await response.text();
  const seconds = (performance.now() - began) / 1_000;
  const answers = text.trimEnd().split('\n');
  const other = answers.find((line) => !line.includes(`"status":"${expected.status}"`));
  if (response.status !== 200 || other !== undefined || answers.length !== expected.count) {
    throw new Error(
      `${response.status}, ${answers.length} answers of ${expected.count}; not "${expected.status}": ${other?.slice(0, 500)}`,
    );
  }
  return expected.count / seconds;
}
