import { CONSUMER_GROUPS } from '@corridor/contracts';
import type pg from 'pg';
import type { Progress } from './steps.js';

/** How far what follows the log is behind it. */
export interface Lag {
  readonly head: number;
  /** Events that the slowest read model has yet to apply. */
  readonly events: number;
  /** Events that all read models have applied, taken together. */
  readonly applied: number;
  /** Read models that are being built for the first time. */
  readonly building: number;
  /** Streams of which a consumer has yet to apply an event. */
  readonly streams: number;
  /** Read models that stand still, with the reason. */
  readonly stopped: readonly string[];
}

const POLL_MS = 250;
const STALLED_MS = 60_000;
/** Of an old ledger only what is new is looked at: the consumers had applied the rest before the last end. */
const RECENT_EVENTS = 200_000;

/**
 * Waits until read models and consumers have applied what is in the log.
 * @returns what keeps them from it, in words; empty where they have caught up
 */
export async function catchUp(
  client: pg.ClientBase,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  let before = '';
  let moved = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const lag = await lagOf(client);
    if (lag.stopped.length > 0) return lag.stopped.join('; ');
    if (lag.events === 0 && lag.building === 0 && lag.streams === 0) return '';
    // Where one is built after the other, the slowest stands still for long.
    const now = `${lag.applied} ${lag.building} ${lag.streams}`;
    if (now !== before) {
      before = now;
      moved = performance.now();
    } else if (performance.now() - moved > STALLED_MS) {
      return `nothing has moved for ${STALLED_MS / 1_000} s: ${wordsOf(lag)}`;
    }
    progress(wordsOf(lag));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const wordsOf = ({ head, events, streams }: Lag): string =>
  `read models ${head - events} of ${head} events, payments ${streams} streams to go`;

/** @see Lag */
export async function lagOf(client: pg.ClientBase): Promise<Lag> {
  const { rows } = await client.query<
    Record<'head' | 'slowest' | 'applied' | 'building', string> & { stopped: string[] }
  >(
    // Of each read model the generation that is live, or, while there is none, the one that is to be.
    `SELECT (SELECT position FROM ledger.head) AS head, coalesce(min(position), 0) AS slowest, coalesce(sum(position), 0) AS applied,
       count(*) FILTER (WHERE state = 'building') AS building,
       coalesce(array_agg(name || ': ' || error) FILTER (WHERE error IS NOT NULL), '{}') AS stopped
     FROM (SELECT DISTINCT ON (name) name, state, position, error FROM reporting.projections
       WHERE state IN ('live', 'building') ORDER BY name, state = 'live' DESC, generation DESC) generations`,
  );
  const [row] = rows;
  const head = Number(row?.head ?? 0);
  let streams = 0;
  for (const { group, categories } of CONSUMER_GROUPS) {
    const { rows: counted } = await client.query<{ count: string }>(
      `SELECT count(*) FROM ledger.streams s
       LEFT JOIN bus.consumer_progress p ON p.consumer_group = $1 AND p.stream_id = s.stream_id
       WHERE s.last_position > $3 AND split_part(s.stream_id, '-', 1) = ANY ($2) AND coalesce(p.version, 0) < s.version`,
      [group, categories, head - RECENT_EVENTS],
    );
    streams += Number(counted[0]?.count ?? 0);
  }
  return {
    head,
    events: head - Number(row?.slowest ?? 0),
    applied: Number(row?.applied ?? 0),
    building: Number(row?.building ?? 0),
    streams,
    stopped: row?.stopped ?? [],
  };
}
