import { randomUUID } from 'node:crypto';
import { countryOfInstrument, INSTRUMENT_KINDS, type InstrumentKind, isNewlyOverdue } from '@corridor/domain';
import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { Supervision } from '../supervision/supervision.js';
import type { Clock } from '../tokens.js';

/** Who says that a term has passed. */
const ACTOR = 'process:payments-settlement';

export interface OverdueOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly instruments: PaymentsAggregates['instruments'];
  readonly supervision: Pick<Supervision, 'isAtHead'>;
  readonly now: Clock;
  /** Told of an instrument that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (instrumentId: string, error: unknown) => void;
  readonly pageMax?: number;
}

interface Candidate {
  readonly instrument_id: string;
  readonly kind: InstrumentKind;
  readonly due_on: string;
  readonly demo: boolean;
  readonly first_position: string;
}

/**
 * Makes a step that marks instruments whose proceeds are overdue, page by page. Each one's own stream decides, so that it is marked once for each day
 * that it missed; what came is told to it first, since the step waits for what the log holds.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function overdueProceeds(options: OverdueOptions): () => Promise<number> {
  const { supervision, now, onFailed, pageMax } = options;
  const step = inRounds({
    now,
    page: (last: Candidate | undefined, limit, nowMs) => candidates(options, instantOf(nowMs), last, limit),
    mark: (candidate, nowMs) => mark(options, candidate, instantOf(nowMs)),
    onFailed: ({ instrument_id }, error) => onFailed(instrument_id, error),
    pageMax,
  });
  return async () => ((await supervision.isAtHead()) ? step() : 0);
}

const instantOf = (nowMs: number): string => new Date(nowMs).toISOString();

/** The local day of each kind of instrument. */
export function todayOf(kind: InstrumentKind, at: string): string {
  return byClockOf(countryOfInstrument(kind), at).slice(0, 10);
}

async function candidates(
  { pool }: OverdueOptions,
  at: string,
  last: Candidate | undefined,
  limit: number,
): Promise<readonly Candidate[]> {
  const { rows } = await pool.query<Candidate>({
    name: 'overdue-proceeds',
    text: `SELECT i.instrument_id, i.kind, i.due_on::text, i.demo, i.first_position FROM payments.instruments i
        JOIN unnest($1::text[], $2::date[]) AS d(kind, today) USING (kind)
      WHERE i.status = 'open' AND i.due_on < d.today AND i.missed IS DISTINCT FROM i.due_on
        AND ($3::date IS NULL OR (i.due_on, i.instrument_id) > ($3::date, $4::uuid))
      ORDER BY i.due_on, i.instrument_id LIMIT $5`,
    values: [
      INSTRUMENT_KINDS,
      INSTRUMENT_KINDS.map((kind) => todayOf(kind, at)),
      last?.due_on ?? null,
      last?.instrument_id ?? null,
      limit,
    ],
  });
  return rows;
}

/** @returns whether it had not been marked before. */
function mark(
  { store, instruments }: OverdueOptions,
  { instrument_id: instrumentId, kind, demo, first_position }: Candidate,
  at: string,
): Promise<boolean> {
  return retryOnConflict(async () => {
    const before = await instruments.load(instrumentId);
    const occurredAt = byClockOf(countryOfInstrument(kind), at);
    // Paid, extended or cancelled meanwhile: the rows will show it.
    if (!isNewlyOverdue(before.state, occurredAt.slice(0, 10))) return false;
    const command = { type: 'MarkProceedsOverdue', occurredAt, data: { instrumentId } } as const;
    const { append } = instruments.decide(instrumentId, command, before);
    if (!append) return false;
    await store.append({
      streams: [append],
      actor: ACTOR,
      correlationId: randomUUID(),
      causationId: Number(first_position),
      demo,
    });
    return true;
  });
}
