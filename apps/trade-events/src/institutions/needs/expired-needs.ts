import { isNeedOver } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { appendMark } from '../../process/marks.js';
import type { Clock } from '../../tokens.js';

/** No clock of the world is further ahead: what is over nowhere is not looked at. */
const AHEAD_MS = 14 * 3_600_000;

export interface ExpiryOptions {
  /** Connections that may read `read.needs`. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly needs: TradeAggregates['needs'];
  readonly now: Clock;
  /** Told of a need that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (needId: string, error: unknown) => void;
  readonly pageMax?: number;
}

interface Candidate {
  readonly need_id: string;
  readonly valid_until: string;
  readonly demo: boolean;
  /** Of its posting. */
  readonly position: string;
}

/**
 * Makes a step that marks needs whose last day is over by the clock of their country, page by page through the read model. That one may lag, so the stream of
 * each decides.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function expiredNeeds(options: ExpiryOptions): () => Promise<number> {
  const { now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) => candidates(options, nowMs, last, limit),
    mark: (candidate, nowMs) => mark(options, candidate, nowMs),
    onFailed: ({ need_id }, error) => onFailed(need_id, error),
    pageMax,
  });
}

async function candidates(
  { pool }: ExpiryOptions,
  nowMs: number,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'expired-needs',
    text: `SELECT need_id, valid_until::text AS valid_until, demo, position FROM read.needs
      WHERE status = 'open' AND valid_until < $1::date
        AND ($2::date IS NULL OR (valid_until, need_id) > ($2::date, $3::uuid))
      ORDER BY valid_until, need_id LIMIT $4`,
    values: [
      new Date(nowMs + AHEAD_MS).toISOString().slice(0, 10),
      last?.valid_until ?? null,
      last?.need_id ?? null,
      limit,
    ],
  });
  return rows;
}

/** @returns whether it was marked now. */
function mark(
  { store, needs }: ExpiryOptions,
  { need_id: needId, demo, position }: Candidate,
  nowMs: number,
): Promise<boolean> {
  return retryOnConflict(async () => {
    const before = await needs.load(needId);
    if (before.state.status !== 'open') return false;
    const occurredAt = byClockOf(before.state.subject.country, new Date(nowMs).toISOString());
    // Amended meanwhile, or not over there yet.
    if (!isNeedOver(before.state, occurredAt)) return false;
    const { append } = needs.decide(needId, { type: 'ExpireNeed', occurredAt, data: { needId } }, before);
    return appendMark(store, append, { position, demo });
  });
}
