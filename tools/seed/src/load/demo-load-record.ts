import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '@corridor/event-store';
import type { DemoOptions } from '../generate-demo.js';
import { DemoLoadError } from './demo-load-error.js';

/** A connection to the ledger. */
export type LoadClient = Parameters<EventStore['appendIn']>[0];

/** The demo that was begun, and the events of all of it once it is loaded. */
export type BegunLoad = Required<DemoOptions> & { readonly events?: number };

interface Row {
  readonly seed: string;
  readonly ends_on: string;
  readonly years: number;
  readonly scale: number;
  readonly events: string | null;
}

const LOCK_WAIT_MS_MAX = 20_000;
const LOCK_RETRY_MS = 100;

/**
 * One load at a time. The connection of one that was killed may hold the lock a moment longer, until the server notices.
 * @throws DemoLoadError `load-under-way`; the reason of `signal`.
 */
export async function takeLoadLock(client: LoadClient, signal: AbortSignal | undefined): Promise<void> {
  for (let waited = 0; ; waited += LOCK_RETRY_MS) {
    signal?.throwIfAborted();
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(hashtext('demo load'), 0) AS taken`,
    );
    if (rows[0]?.taken) return;
    if (waited >= LOCK_WAIT_MS_MAX) {
      throw new DemoLoadError('load-under-way', 'Another process is loading the demo into this ledger.');
    }
    await setTimeout(LOCK_RETRY_MS);
  }
}

/**
 * Begins a load, or finds the one that was begun: it keeps the day on which it ends.
 * @throws DemoLoadError where the log holds other events, where a demo with another seed, scale or length was begun, or where
 *   the demo would end in the future.
 */
export async function beginLoad(
  client: LoadClient,
  { seed, endsOn, years = 5, scale = 1 }: DemoOptions,
): Promise<{ readonly begun: BegunLoad; readonly head: number }> {
  const found = await client.query<Row>(
    'SELECT seed, ends_on::text, years, scale, events FROM ledger.demo_load',
  );
  const { rows } = await client.query<{ head: string; other: string | null }>(
    'SELECT coalesce(max(position), 0) AS head, min(position) FILTER (WHERE NOT demo) AS other FROM ledger.events',
  );
  const head = Number(rows[0]?.head ?? 0);
  const begun = found.rows[0] && toBegunLoad(found.rows[0]);
  if (begun && (head > 0 || begun.events !== undefined)) {
    checkSame(begun, { seed, years, scale });
    if (begun.events === undefined) checkOnlyDemo(rows[0]?.other ?? undefined);
    return { begun, head };
  }
  if (head > 0) {
    throw new DemoLoadError(
      'log-holds-other-events',
      `The log holds ${head} events, and no load of the demo was begun. The demo goes into an empty ledger only.`,
    );
  }
  const { rowCount } = await client.query(
    `INSERT INTO ledger.demo_load AS l (seed, ends_on, years, scale)
     SELECT $1, $2::date, $3, $4 WHERE $2::date <= (now() AT TIME ZONE 'UTC')::date
     ON CONFLICT (one_row) DO UPDATE SET seed = $1, ends_on = $2, years = $3, scale = $4, begun_at = now()`,
    [seed, endsOn, years, scale],
  );
  if (rowCount === 0) {
    const message = `The demo cannot end on ${endsOn}: that day has not begun yet, and what comes later would be recorded before it.`;
    throw new DemoLoadError('ends-in-future', message);
  }
  return { begun: { seed, endsOn, years, scale }, head };
}

/** Says that all of the demo is there, and lets the planner know how large the log has become. */
export async function finishLoad(client: LoadClient, events: number): Promise<void> {
  await client.query('UPDATE ledger.demo_load SET events = $1', [events]);
  await client.query('ANALYZE ledger.events');
}

function toBegunLoad({ seed, ends_on, years, scale, events }: Row): BegunLoad {
  const options = { seed: Number(seed), endsOn: ends_on, years, scale };
  return events === null ? options : { ...options, events: Number(events) };
}

function checkSame(
  begun: BegunLoad,
  asked: { readonly seed: number; readonly years: number; readonly scale: number },
): void {
  for (const name of ['seed', 'years', 'scale'] as const) {
    if (begun[name] === asked[name]) continue;
    const message = `This ledger has the demo with ${name} ${begun[name]}; one with ${name} ${asked[name]} needs an empty ledger.`;
    throw new DemoLoadError('another-demo-begun', message);
  }
}

function checkOnlyDemo(other: string | undefined): void {
  if (other === undefined) return;
  const message = `The demo was interrupted, and the log goes on with other events from position ${other}: it cannot be completed any more.`;
  throw new DemoLoadError('log-holds-other-events', message);
}
