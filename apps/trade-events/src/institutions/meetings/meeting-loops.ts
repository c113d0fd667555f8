import { type EventStore, retryOnConflict } from '@corridor/event-store';
import { inRounds } from '@corridor/nest-kit';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { appendMark, corridorDay, corridorTime } from '../../process/marks.js';
import type { Clock } from '../../tokens.js';
import { concernsBetween } from './concerns.js';
import { AGENDA_RULES } from './stuck.js';

/** Days before a meeting from which it is reminded. */
const REMIND_DAYS = 30;

export interface MeetingLoopOptions {
  /** Connections that may read `read.actions`, `read.meetings`, `read.commitments` and what figures are made of. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly aggregates: Pick<TradeAggregates, 'actions' | 'meetings'>;
  readonly now: Clock;
  /** Told of one that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (id: string, error: unknown) => void;
  readonly pageMax?: number;
}

interface Candidate {
  readonly id: string;
  readonly position: string;
  readonly demo: boolean;
}

interface Fading extends Candidate {
  readonly commitment_id: string;
  readonly last_progress_on: string;
  readonly days: number;
  readonly as_of: string;
}

/** Makes a step that marks actions whose day has passed, once each; an action's own stream decides. */
export function overdueActions(options: MeetingLoopOptions): () => Promise<number> {
  const { pool, aggregates, now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: async (last: Candidate | undefined, limit, nowMs) => {
      const { rows } = await pool.query<Candidate>({
        name: 'overdue-actions',
        text: `SELECT action_id AS id, position, demo FROM read.actions
          WHERE status = 'assigned' AND due_on < $1::date AND ($2::uuid IS NULL OR action_id > $2) ORDER BY action_id LIMIT $3`,
        values: [corridorDay(nowMs), last?.id ?? null, limit],
      });
      return rows;
    },
    mark: (candidate, nowMs) =>
      retryOnConflict(async () => {
        const { actions } = aggregates;
        const before = await actions.load(candidate.id);
        const data = { actionId: candidate.id, on: corridorDay(nowMs) };
        const command = { type: 'MarkActionOverdue', occurredAt: corridorTime(nowMs), data } as const;
        return appendMark(options.store, actions.decide(candidate.id, command, before).append, candidate);
      }),
    onFailed: ({ id }, error) => onFailed(id, error),
    pageMax,
  });
}

/**
 * Makes a step that reminds of commitments of which nothing has come for so many days, before a meeting: once for each stretch in which nothing
 * came. The read models may lag, so the meeting's own stream decides.
 */
export function fadingMomentum(options: MeetingLoopOptions): () => Promise<number> {
  const { pool, aggregates, now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: async (last: Fading | undefined, limit, nowMs) => {
      const { rows } = await pool.query<Fading>({
        name: 'fading-momentum',
        text: `SELECT m.meeting_id AS id, m.position, m.demo, c.commitment_id, c.progress_on::text AS last_progress_on,
            ($1::date - c.progress_on)::int AS days, p.position AS as_of
          FROM read.projection_status p, read.meetings m, read.commitments c
          WHERE p.name = 'commitment-realisation' AND m.status = 'scheduled' AND m.starts_on BETWEEN $1::date AND $1::date + $2::int
            AND ${concernsBetween('m.countries', 'c.from_countries', 'c.to_countries')}
            AND c.status IN ('announced', 'contracted') AND $1::date - c.progress_on >= $3
            AND NOT coalesce(m.state -> 'reminders', '[]') @> jsonb_build_array(
              jsonb_build_object('commitmentId', c.commitment_id::text, 'lastProgressOn', c.progress_on::text))
            AND ($4::uuid IS NULL OR (m.meeting_id, c.commitment_id) > ($4, $5::uuid))
          ORDER BY m.meeting_id, c.commitment_id LIMIT $6`,
        values: [
          corridorDay(nowMs),
          REMIND_DAYS,
          AGENDA_RULES.momentumDays,
          last?.id ?? null,
          last?.commitment_id ?? null,
          limit,
        ],
      });
      return rows;
    },
    mark: (candidate, nowMs) =>
      retryOnConflict(async () => {
        const { meetings } = aggregates;
        const { id: meetingId, commitment_id: commitmentId, last_progress_on, days, as_of } = candidate;
        const before = await meetings.load(meetingId);
        // Opened or called off meanwhile: the read model will show it.
        if (before.state.status !== 'scheduled') return false;
        const data = { meetingId, commitmentId, lastProgressOn: last_progress_on, days, asOf: Number(as_of) };
        const command = { type: 'RemindOfMomentum', occurredAt: corridorTime(nowMs), data } as const;
        return appendMark(options.store, meetings.decide(meetingId, command, before).append, candidate);
      }),
    onFailed: ({ id }, error) => onFailed(id, error),
    pageMax,
  });
}
