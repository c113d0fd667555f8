import { isToBeMarked } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import type pg from 'pg';
import type { TradeAggregates } from '../aggregates.js';
import { appendMark } from '../process/marks.js';
import type { Clock } from '../tokens.js';

export interface OverdueOptions {
  /** Connections that may read `read.transits`. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly transits: TradeAggregates['transits'];
  readonly now: Clock;
  /** Told of a transit that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (transitId: string, error: unknown) => void;
  readonly pageMax?: number;
}

/** A transit whose limit has passed as far as the read model knows. */
interface Candidate {
  readonly transit_id: string;
  /** As PostgreSQL writes it, to be told the same again. */
  readonly due_by: string;
  readonly demo: boolean;
  /** Position of its opening. */
  readonly first_position: string;
}

/**
 * Makes a step that marks transits whose time limit has passed, page by page through the read model. That one may lag, so each
 * candidate's own stream decides: a transit is marked once for each limit that it missed, however often and by however many
 * processes it is looked at.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function overdueTransits(options: OverdueOptions): () => Promise<number> {
  const { now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) => candidates(options, nowMs, last, limit),
    mark: (candidate, nowMs) => mark(options, candidate, nowMs),
    onFailed: ({ transit_id }, error) => onFailed(transit_id, error),
    pageMax,
  });
}

async function candidates(
  { pool }: OverdueOptions,
  nowMs: number,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'overdue-transits',
    text: `SELECT transit_id, due_by::text AS due_by, demo, first_position FROM read.transits
      WHERE status IN ('opened', 'under-way') AND overdue_since IS NULL AND due_by < $1::timestamptz
        AND ($2::timestamptz IS NULL OR (due_by, transit_id) > ($2::timestamptz, $3::uuid))
      ORDER BY due_by, transit_id LIMIT $4`,
    values: [new Date(nowMs).toISOString(), last?.due_by ?? null, last?.transit_id ?? null, limit],
  });
  return rows;
}

/** @returns whether it had not been marked before. */
function mark(
  { store, transits }: OverdueOptions,
  { transit_id: transitId, demo, first_position }: Candidate,
  nowMs: number,
): Promise<boolean> {
  return retryOnConflict(async () => {
    const before = await transits.load(transitId);
    // Marked, extended, terminated or cancelled meanwhile: the read model will show it.
    if (!isToBeMarked(before.state, nowMs)) return false;
    const occurredAt = new Date(nowMs).toISOString();
    const command = { type: 'MarkOverdue', occurredAt, data: { transitId } } as const;
    const { append } = transits.decide(transitId, command, before);
    return appendMark(store, append, { position: first_position, demo });
  });
}
