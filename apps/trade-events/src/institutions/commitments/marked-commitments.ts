import { type CommitmentCommand, legalForCommitment } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { toMoneyJson } from '@corridor/kernel';
import { inRounds } from '@corridor/nest-kit';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { appendMark, corridorDay, corridorTime } from '../../process/marks.js';
import type { Clock } from '../../tokens.js';

export interface MarkedCommitmentsOptions {
  /** Connections that may read `read.commitments`. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly commitments: TradeAggregates['commitments'];
  readonly now: Clock;
  /** Told of one that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (commitmentId: string, error: unknown) => void;
  readonly pageMax?: number;
}

/** As many cents as money has digits for: promised is never more, delivered may be. */
const MOST = '9'.repeat(18);

interface Candidate {
  readonly commitment_id: string;
  readonly demo: boolean;
  /** Of the last thing that counted. */
  readonly last_position: string;
  readonly mark: 'fulfil' | 'reopen' | 'lapse';
  /** What was delivered: USD cents, and the position that they are of. */
  readonly delivered_cents: string;
  readonly as_of: string;
}

/**
 * Makes a step that marks commitments whose day has passed, those of which as much was delivered as was promised, and those of which that is so no more,
 * page by page through the read model. That one may lag, so each candidate's own stream decides; the mark names the figure and the position that it was
 * read at.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function markedCommitments(options: MarkedCommitmentsOptions): () => Promise<number> {
  const { now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) => candidates(options, corridorDay(nowMs), last, limit),
    mark: (candidate, nowMs) => mark(options, candidate, nowMs),
    onFailed: ({ commitment_id }, error) => onFailed(commitment_id, error),
    pageMax,
  });
}

async function candidates(
  { pool }: MarkedCommitmentsOptions,
  today: string,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  // One statement, so that the figure and its position are of one moment.
  const { rows } = await pool.query<Candidate>({
    name: 'marked-commitments',
    text: `SELECT m.*, h.position AS last_position FROM (
        SELECT c.commitment_id, c.demo, p.position AS as_of, least(c.delivered_usd_cents, ${MOST})::text AS delivered_cents, CASE
            WHEN t.is AND c.status <> 'fulfilled' AND c.delivered_usd_cents >= c.value_usd_cents AND c.jobs_verified >= coalesce(c.jobs, 0)
              THEN 'fulfil'
            WHEN t.is AND c.status = 'fulfilled' AND c.delivered_usd_cents < c.value_usd_cents THEN 'reopen'
            WHEN c.status IN ('announced', 'contracted') AND c.due_on < $1::date THEN 'lapse'
          END AS mark
        FROM read.projection_status p, read.commitments c
        CROSS JOIN LATERAL (SELECT c.kind <> 'investment-pledge' AND c.value_usd_cents > 0 AS is) t
        WHERE p.name = 'commitment-realisation' AND c.status <> 'withdrawn'
      ) m JOIN read.commitment_heads h USING (commitment_id)
      WHERE mark IS NOT NULL AND ($2::uuid IS NULL OR commitment_id > $2)
      ORDER BY commitment_id LIMIT $3`,
    values: [today, last?.commitment_id ?? null, limit],
  });
  return rows;
}

/** @returns whether it had not been marked before. */
function mark(
  { store, commitments }: MarkedCommitmentsOptions,
  candidate: Candidate,
  nowMs: number,
): Promise<boolean> {
  const { commitment_id: commitmentId, demo, last_position } = candidate;
  return retryOnConflict(async () => {
    const command = commandFor(candidate, nowMs);
    const before = await commitments.load(commitmentId);
    // Withdrawn or fulfilled meanwhile: the read model will show it.
    if (!legalForCommitment(before.state).includes(command.type)) return false;
    const { append } = commitments.decide(commitmentId, command, before);
    return appendMark(store, append, { position: last_position, demo });
  });
}

function commandFor(
  { commitment_id: commitmentId, mark: what, delivered_cents, as_of }: Candidate,
  nowMs: number,
): CommitmentCommand {
  const occurredAt = corridorTime(nowMs);
  if (what === 'lapse') {
    return { type: 'LapseCommitment', occurredAt, data: { commitmentId, on: corridorDay(nowMs) } };
  }
  const deliveredUsd = toMoneyJson({ minor: BigInt(delivered_cents), currency: 'USD' });
  const type = what === 'fulfil' ? 'FulfilCommitment' : 'ReopenCommitment';
  return { type, occurredAt, data: { commitmentId, deliveredUsd, asOf: Number(as_of) } };
}
