import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Product } from '../product.js';
import { ProductConnection } from '../product-connection.js';
import { percentile } from '../statistics.js';
import type { FiguresBench } from './figures-bench.js';
import { load, type Yield, yieldOf } from './load.js';

/** The rate that is held against the goal, and those at which it is looked for where figures stop keeping up. */
const RATE = 500;
const RATES = [RATE, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000] as const;
const GOAL_MS = 250;
/** Services that run for weeks are measured behind their first minute and a half, in which they compile what they run: what it takes from their start on is told beside it. */
const WARM_UP_S = 90;
/** Figures that lie so far behind when the load ends have not kept up with it. */
const BEHIND_MAX_MS = 2_000;
/** Of what is asked for, this share at least is to come, else it is not figures that are too slow. */
const CAME_MIN = 0.9;
const POLL_MS = 10;
const DRAIN_MAX_MS = 300_000;

/** When a figure as of a position was first answered, by the clock of this machine. */
interface Sight {
  readonly position: number;
  readonly atMs: number;
}

interface Fresh {
  /** Events a second that were committed. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the last event of the load. */
  readonly lastMs: number;
}

/**
 * How long it takes from an event's being recorded to an answer of GraphQL that all read models stand behind, with the whole product and the client on one
 * machine. What is recorded is a moment ahead of its commit, so that the time is rather too long than too short.
 */
export async function benchFreshness(
  { report, progress }: FiguresBench,
  { product, log, seconds }: { readonly product: Product; readonly log: pg.Pool; readonly seconds: number },
): Promise<void> {
  const connection = new ProductConnection(product, 64);
  try {
    const tag = randomUUID().slice(0, 6);
    progress.step('freshness: what follows from what is sent');
    const each = await yieldOf(connection, tag);
    report.measurements('from an event to a figure that has it, with everything running');
    progress.step('freshness: just started');
    const started = await freshAt(connection, log, each, { tag: `${tag}-s`, rate: RATE, seconds });
    report.measurement({ name: `just started, ${RATE} events/s`, ...measured(started) });
    progress.step('freshness: warming up');
    await load(connection, each, { tag: `${tag}-w`, rate: RATE, seconds: WARM_UP_S });
    await connection.atRest();
    let kept = 0;
    let stops: string | undefined;
    for (const rate of RATES) {
      progress.step(`freshness: ${rate} events/s`);
      const fresh = await freshAt(connection, log, each, { tag: `${tag}-${rate}`, rate, seconds });
      report.measurement({ name: `asked for ${rate.toLocaleString('en-GB')} events/s`, ...measured(fresh) });
      if (rate === RATE) {
        report.checks('freshness');
        const goal = { goal: GOAL_MS, atMost: true };
        report.check({ name: `${RATE} events/s, 99th percentile`, value: fresh.p99, unit: 'ms', ...goal });
      }
      if (fresh.lastMs > BEHIND_MAX_MS) stops = 'figures fell behind';
      else if (fresh.rate < rate * CAME_MIN) stops = 'what takes events in took no more';
      if (stops !== undefined) break;
      kept = fresh.rate;
    }
    report.measurement({
      name: `figures kept up with; then ${stops ?? 'no more was asked for'}`,
      value: kept,
      unit: 'events/s',
    });
  } finally {
    connection.close();
  }
}

const measured = ({ rate, p50, p99 }: Fresh) =>
  ({ value: rate, unit: 'events/s', latencyMsP50: p50, latencyMsP99: p99 }) as const;

async function freshAt(
  connection: ProductConnection,
  log: pg.Pool,
  each: Yield,
  asked: { readonly tag: string; readonly rate: number; readonly seconds: number },
): Promise<Fresh> {
  const { head } = await connection.atRest();
  const sights: Sight[] = [];
  let loading = true;
  let endedMs = Number.POSITIVE_INFINITY;
  const watching = (async () => {
    let last = head;
    while (loading || last < (await headOf(log))) {
      const { ledger } = await connection.ask<{ readonly ledger: { readonly position: number } }>(
        '{ ledger { position } }',
      );
      if (ledger.position > last) sights.push({ position: ledger.position, atMs: Date.now() });
      last = ledger.position;
      if (!loading && Date.now() - endedMs > DRAIN_MAX_MS) throw new Error('Figures do not catch up.');
      await pause(POLL_MS);
    }
  })();
  try {
    await load(connection, each, asked);
  } finally {
    endedMs = Date.now();
    loading = false;
    await watching;
  }
  const { rows } = await log.query<{ position: string; recorded: number }>(
    `SELECT position, (extract(epoch FROM recorded_at) * 1000)::float8 AS recorded FROM ledger.events WHERE position > $1 ORDER BY position`,
    [head],
  );
  const inLoad = rows.filter(({ recorded }) => recorded <= endedMs);
  const first = inLoad[0];
  const last = inLoad.at(-1);
  if (!first || !last) throw new Error('Nothing was recorded.');
  let at = 0;
  const latenciesMs = inLoad.map(({ position, recorded }) => {
    while ((sights[at]?.position ?? Number.POSITIVE_INFINITY) < Number(position)) at += 1;
    return (sights[at]?.atMs ?? Number.NaN) - recorded;
  });
  return {
    rate: inLoad.length / ((last.recorded - first.recorded) / 1_000),
    p50: percentile(latenciesMs, 0.5),
    p99: percentile(latenciesMs, 0.99),
    lastMs: latenciesMs.at(-1) ?? Number.NaN,
  };
}

async function headOf(log: pg.Pool): Promise<number> {
  const { rows } = await log.query<{ position: string }>('SELECT position FROM ledger.head');
  return Number(rows[0]?.position ?? 0);
}
