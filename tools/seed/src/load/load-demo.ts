import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '@corridor/contracts';
import { appendParameters, EventStore, encodeAppend, ledgerPool, MasterKey } from '@corridor/event-store';
import { type Demo, type DemoAppend, type DemoOptions, generateDemo } from '../generate-demo.js';
import { DemoKeys } from './demo-keys.js';
import { DemoLoadError } from './demo-load-error.js';
import { beginLoad, finishLoad, type LoadClient, takeLoadLock } from './demo-load-record.js';

export interface LoadOptions extends DemoOptions {
  /** A login that owns the ledger: only the owner may say when something was recorded. */
  readonly databaseUrl: string;
  /**
   * Master key of personal data, under which the keys of the demo's applicants and texts are kept; without it, these stay sealed for good.
   */
  readonly privacyKey?: string;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Stops the load behind the group under way; called again, it goes on from there. */
  readonly signal?: AbortSignal;
  /** Appends that are committed together (default 1 000). */
  readonly groupSize?: number;
}

export interface LoadProgress {
  /** Events in the log. */
  readonly events: number;
  /** How much of the demo's time has gone by, 0 to 1: first once more for what is in the log already, then what is loaded. */
  readonly share: number;
  /** Since this load began or went on; 0 while it finds the place where it goes on. */
  readonly eventsPerSecond: number;
}

export interface LoadResult {
  readonly outcome: 'loaded' | 'resumed' | 'loaded-before';
  /** Of the whole demo. */
  readonly events: number;
  /** The day on which it ends: that of the load that was begun, where this one went on with it. */
  readonly endsOn: string;
  /** Events that this call appended. */
  readonly appended: number;
  readonly seconds: number;
}

const GROUP_SIZE = 1_000;
const IMPORT = `SELECT ledger.import(${Array.from({ length: 17 }, (_, index) => `$${index + 1}`).join(',')}) AS head`;
/** Groups that are with the database: it works on one while the next is made. */
const IN_FLIGHT_MAX = 2;

/**
 * Loads the demo into an empty ledger, with its own times of recording. A load that was interrupted goes on where it
 * stopped; one that is there already is left alone.
 * @throws DemoLoadError where the log holds anything else; RangeError for options that make no demo; the reason of `signal`.
 */
export async function loadDemo(options: LoadOptions): Promise<LoadResult> {
  const { databaseUrl, signal } = options;
  generateDemo(options);
  const pool = ledgerPool(databaseUrl, undefined, 2);
  try {
    const client = await pool.connect();
    try {
      await takeLoadLock(client, signal);
      return await load(client, new EventStore({ pool }), options);
    } finally {
      // The lock goes with the connection, whatever became of the load.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function load(client: LoadClient, store: EventStore, options: LoadOptions): Promise<LoadResult> {
  const { onProgress, signal, groupSize = GROUP_SIZE, privacyKey } = options;
  const master = privacyKey === undefined ? undefined : new MasterKey(privacyKey);
  const { begun, head } = await beginLoad(client, options);
  const { endsOn } = begun;
  if (begun.events !== undefined) {
    return { outcome: 'loaded-before', events: begun.events, endsOn, appended: 0, seconds: 0 };
  }
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const demo = generateDemo(begun);
  const keys = new DemoKeys(client, begun.seed);
  await skip(demo, store, head, keys, options);
  const flying: Promise<number>[] = [];
  let last = head;
  const land = async (): Promise<void> => {
    last = (await flying.shift()) ?? last;
    const rate = (last - head) / seconds();
    onProgress?.({ events: last, share: demo.share, eventsPerSecond: Math.round(rate) });
  };
  let behind = head;
  try {
    for (let group = groupOf(demo, groupSize); group.length > 0; group = groupOf(demo, groupSize)) {
      signal?.throwIfAborted();
      // The key stands before what is sealed under it.
      for (const append of group) keys.see(append);
      if (master) await keys.keep(master, group);
      const sent = client.query<{ head: string }>({
        name: 'ledger-import',
        text: IMPORT,
        values: [behind, ...appendParameters(group.map(encodeAppend))],
      });
      flying.push(sent.then(({ rows }) => Number(rows[0]?.head)));
      behind += group.reduce((total, append) => total + eventsIn(append), 0);
      if (flying.length >= IN_FLIGHT_MAX) await land();
    }
    while (flying.length > 0) await land();
  } catch (error) {
    await Promise.allSettled(flying);
    throw isLogChanged(error) ? new DemoLoadError('log-changed', `${error.message}.`) : error;
  }
  await finishLoad(client, last);
  const outcome = head === 0 ? 'loaded' : 'resumed';
  return { outcome, events: last, endsOn, appended: last - head, seconds: seconds() };
}

/** Makes what the log holds already, and sees that both end in the same event. */
async function skip(
  demo: Demo,
  store: EventStore,
  head: number,
  keys: DemoKeys,
  { onProgress, signal }: LoadOptions,
): Promise<void> {
  let position = 0;
  let last: DemoAppend | undefined;
  for (let appends = 1; position < head; appends += 1) {
    const { value } = demo.next();
    if (!value) break;
    last = value;
    keys.see(value);
    position += eventsIn(value);
    if (appends % 1_000 !== 0) continue;
    // Millions of events take a while; others have their turn.
    await setImmediate();
    signal?.throwIfAborted();
    onProgress?.({ events: head, share: demo.share, eventsPerSecond: 0 });
  }
  if (last === undefined) return;
  const [recorded] = await store.readAll({ after: head - 1, limit: 1 });
  if (position === head && recorded && isEndOf(last, recorded)) return;
  throw new DemoLoadError(
    'log-holds-other-events',
    `The log ends at position ${head} in another event than the demo that was begun: another version made it. Begin with an empty ledger.`,
  );
}

/** Whether an append ends in an event as it stands in the log. */
function isEndOf(append: DemoAppend, recorded: RecordedEvent): boolean {
  const stream = append.streams.at(-1);
  const event = stream?.events.at(-1);
  return (
    event !== undefined &&
    recorded.demo &&
    recorded.streamId === stream?.streamId &&
    recorded.type === event.type &&
    recorded.occurredAt === event.occurredAt &&
    recorded.correlationId === append.correlationId &&
    recorded.causationId === append.causationId &&
    Date.parse(recorded.recordedAt) === Date.parse(append.recordedAt) &&
    JSON.stringify(recorded.data) === JSON.stringify(event.data)
  );
}

function groupOf(demo: Demo, size: number): DemoAppend[] {
  const group: DemoAppend[] = [];
  while (group.length < size) {
    const { value } = demo.next();
    if (!value) break;
    group.push(value);
  }
  return group;
}

function eventsIn({ streams }: DemoAppend): number {
  return streams.reduce((total, { events }) => total + events.length, 0);
}

/** `ledger.import` says so where the log does not end where it should. */
function isLogChanged(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'LG005';
}
