import { CONSUMER_GROUPS } from '@corridor/contracts';
import type pg from 'pg';
import type { Progress } from './steps.js';

/** How far what follows the log is behind it. */
export interface Lag {
  /** The end of the log, or where it was to be gone to. */
  readonly head: number;
  /** Events up to the target that the slowest read model has yet to apply. */
  readonly events: number;
  /** Events up to the target that all read models have applied, taken together. */
  readonly applied: number;
  /** Read models that are being built for the first time. */
  readonly building: number;
  /** Streams of which a consumer has yet to apply an event of its types. */
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
  // What comes meanwhile is not waited for: under steady traffic there would be no end.
  const { head } = await lagOf(client);
  let best = Number.NEGATIVE_INFINITY;
  let moved = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const lag = await lagOf(client, head);
    if (lag.stopped.length > 0) return lag.stopped.join('; ');
    if (lag.events === 0 && lag.building === 0 && lag.streams === 0) return '';
    // Taken together: where one is built after the other, the slowest stands still for long.
    const done = lag.applied - lag.streams - lag.building;
    if (done > best) {
      best = done;
      moved = performance.now();
    } else if (performance.now() - moved > STALLED_MS) {
      return `nothing has moved for ${STALLED_MS / 1_000} s: ${wordsOf(lag)}`;
    }
    progress(wordsOf(lag));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const wordsOf = ({ head, events, building, streams }: Lag): string =>
  `read models ${head - events} of ${head} events${building > 0 ? `, ${building} being built` : ''}, payments ${streams} streams to go`;

/** How far what follows the log is behind `target`; behind the end of the log where there is none. */
export async function lagOf(client: pg.ClientBase, target?: number): Promise<Lag> {
  const { rows } = await client.query<
    Record<'head' | 'slowest' | 'applied' | 'building', string> & { stopped: string[] }
  >(
    // Of each read model the generation that is live, or, while there is none, the one that is to be.
    `SELECT max(target) AS head, min(least(coalesce(position, 0), target)) AS slowest, sum(least(coalesce(position, 0), target)) AS applied,
       -- Before the first step of the first one, there is none to be seen.
       greatest(count(*) FILTER (WHERE state = 'building'), CASE count(name) WHEN 0 THEN 1 ELSE 0 END) AS building,
       coalesce(array_agg(name || ': ' || error) FILTER (WHERE error IS NOT NULL), '{}') AS stopped
     FROM (SELECT coalesce($1, position) AS target FROM ledger.head) head
     LEFT JOIN (SELECT DISTINCT ON (name) name, state, position, error FROM reporting.projections
       WHERE state IN ('live', 'building') ORDER BY name, state = 'live' DESC, generation) generations ON true`,
    [target ?? null],
  );
  const [row] = rows;
  const head = Number(row?.head ?? 0);
  let streams = 0;
  for (const { group, types, categories } of CONSUMER_GROUPS) {
    const { rows: counted } = await client.query<{ count: string }>(
      `SELECT count(*) FROM ledger.streams s
       LEFT JOIN bus.consumer_progress p ON p.consumer_group = $1 AND p.stream_id = s.stream_id
       WHERE s.last_position > $3 AND s.last_position <= $4 AND split_part(s.stream_id, '-', 1) = ANY ($2) AND coalesce(p.version, 0) < s.version
         AND EXISTS (SELECT FROM ledger.events e WHERE e.stream_start = s.first_position AND e.version > coalesce(p.version, 0)
           AND e.position BETWEEN s.first_position AND s.last_position AND e.type = ANY ($5))`,
      [group, categories, head - RECENT_EVENTS, head, types],
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
