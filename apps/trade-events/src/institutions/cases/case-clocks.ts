import { nextLimitOf, TELLING_MS } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { appendMark } from '../../process/marks.js';
import type { Clock } from '../../tokens.js';
import { CaseCauses } from './case-cause.js';
import { endOf } from './case-process.js';

export interface CaseClocksOptions {
  /** Connections that may read `read.cases`. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly aggregates: Pick<TradeAggregates, 'cases' | 'consignments'>;
  readonly now: Clock;
  /** Told of a case that could not be told; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (caseId: string, error: unknown) => void;
  readonly pageMax?: number;
}

/** A case of which a limit has passed as far as the read model knows. */
interface Candidate {
  readonly case_id: string;
  /** As PostgreSQL writes it, to be told the same again. */
  readonly next_limit_at: string;
  readonly demo: boolean;
  readonly last_position: string;
}

/**
 * Makes a step that tells cases which limits have passed: what was foreseen opens, what was not done is missed, what was not resolved goes before the
 * Commission. The read model may lag, so each case's own stream decides: each limit is told once, however often and by however many processes it is
 * looked at.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function caseClocks(options: CaseClocksOptions): () => Promise<number> {
  const { onFailed, pageMax } = options;
  const now = (): number => options.now() - TELLING_MS;
  return inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) => candidates(options, nowMs, last, limit),
    mark: (candidate, nowMs) => tell(options, candidate, nowMs),
    onFailed: ({ case_id }, error) => onFailed(case_id, error),
    pageMax,
  });
}

async function candidates(
  { pool }: CaseClocksOptions,
  nowMs: number,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'case-clocks',
    text: `SELECT case_id, next_limit_at::text AS next_limit_at, demo, last_position FROM read.cases
      WHERE next_limit_at < $1::timestamptz
        AND ($2::timestamptz IS NULL OR (next_limit_at, case_id) > ($2::timestamptz, $3::uuid))
      ORDER BY next_limit_at, case_id LIMIT $4`,
    values: [new Date(nowMs).toISOString(), last?.next_limit_at ?? null, last?.case_id ?? null, limit],
  });
  return rows;
}

/** @returns whether it had not been told before. */
function tell(
  { store, aggregates, now }: CaseClocksOptions,
  { case_id: caseId, demo, last_position }: Candidate,
  nowMs: number,
): Promise<boolean> {
  return retryOnConflict(async () => {
    const before = await aggregates.cases.load(caseId);
    const next = nextLimitOf(before.state);
    // Done, resolved or averted meanwhile: the read model will show it.
    if (next === undefined || Date.parse(next) >= nowMs) return false;
    const occurredAt = new Date(nowMs).toISOString();
    if (before.state.status !== 'foreseen') {
      const command = { type: 'MarkCaseLimits', occurredAt, data: { caseId } } as const;
      const { append } = aggregates.cases.decide(caseId, command, before);
      return appendMark(store, append, { position: last_position, demo });
    }
    // The bus may not have brought yet that the cause is over: its own stream has it.
    const { foreseen } = before.state;
    const cause = await new CaseCauses(store, aggregates).of(foreseen.subject);
    const command = cause?.ended
      ? endOf(caseId, cause.ended, now)
      : ({ type: 'OpenForeseenCase', occurredAt, data: { caseId } } as const);
    const { append } = aggregates.cases.decide(caseId, command, before);
    return appendMark(store, append, {
      position: cause?.ended?.position ?? foreseen.causePosition,
      correlationId: (cause?.ended ?? cause?.began)?.correlationId,
      demo,
    });
  });
}
