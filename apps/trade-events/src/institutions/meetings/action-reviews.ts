import type { KnownAction } from '@corridor/domain';
import { retryOnConflict } from '@corridor/event-store';
import { inRounds, ProblemError } from '@corridor/nest-kit';
import { appendMark, corridorTime } from '../../process/marks.js';
import { figureNow } from './action-figures.js';
import { concernsShared } from './concerns.js';
import type { MeetingLoopOptions } from './meeting-loops.js';

interface Candidate {
  readonly id: string;
  /** The later meeting whose agenda was proposed; null of what is done, or overdue, by itself. */
  readonly meeting_id: string | null;
  readonly key: string;
  readonly demo: boolean;
}

/**
 * What was looked at since then is left out; that of a meeting is told by its own stream, which knows what was proposed first: the read model shows
 * of which position the newest proposal is, which stands in where the first is archived.
 */
const CANDIDATES = `
  WITH proposed AS MATERIALIZED (
    SELECT m.meeting_id, m.countries, m.starts_on, coalesce((
      SELECT min(e.position) FROM read.streams s JOIN read.log e ON e.stream_start = s.first_position
        AND e.position BETWEEN s.first_position AND s.last_position
      WHERE s.stream_id = 'meeting-' || m.meeting_id AND e.type = 'AgendaProposed'
    ), (m.state ->> 'agendaAsOf')::bigint) AS since
    FROM read.meetings m WHERE m.status IN ('scheduled', 'opened') AND m.state ? 'agendaAsOf'
  )
  SELECT id, meeting_id, key, demo FROM (
    SELECT a.action_id AS id, NULL::uuid AS meeting_id, a.action_id::text AS key, a.demo, a.state,
      (SELECT max(s.position) FROM read.action_steps s WHERE s.action_id = a.action_id AND s.review IS NULL) AS since
    FROM read.actions a WHERE a.status IN ('overdue', 'done')
    UNION ALL
    SELECT a.action_id, m.meeting_id, a.action_id::text || m.meeting_id::text, a.demo, a.state, m.since
    FROM read.actions a JOIN read.meetings o ON o.meeting_id = a.meeting_id
      JOIN proposed m ON m.starts_on > o.starts_on AND ${concernsShared('m.countries', 'o.countries')}
    WHERE a.status <> 'dropped' AND a.position <= m.since
  ) due
  WHERE due.state -> 'action' ? 'figure' AND ($1::text IS NULL OR due.key > $1)
    AND NOT EXISTS (SELECT FROM read.action_steps r WHERE r.action_id = due.id AND (r.review -> 'to' ->> 'asOf')::bigint >= due.since)
  ORDER BY due.key LIMIT $2`;

/**
 * Makes a step that looks at the figures of actions by itself, once each: behind what is done, behind a day that has passed, and when a later meeting of
 * the same countries had its agenda proposed first. The read models may lag: the streams say what it is behind, and whether somebody has looked since;
 * a figure that has not come so far is looked at with a later round.
 */
export function reviewedActions(options: MeetingLoopOptions): () => Promise<number> {
  const { pool, store, aggregates, now, onFailed, pageMax } = options;
  return inRounds({
    now,
    page: async (last: Candidate | undefined, limit) => {
      const values = [last?.key ?? null, limit];
      const { rows } = await pool.query<Candidate>({ name: 'reviewed-actions', text: CANDIDATES, values });
      return rows;
    },
    mark: ({ id: actionId, meeting_id, demo }, nowMs) =>
      retryOnConflict(async () => {
        const { actions } = aggregates;
        const before = await actions.load(actionId);
        const { state } = before;
        if (state.status === 'unknown' || state.status === 'dropped' || !state.action.figure) return false;
        const cause =
          meeting_id === null
            ? await endedAt(options, actionId, state)
            : await proposedAt(options, meeting_id, actionId);
        if (cause === undefined || state.reviews.some(({ to }) => to.asOf >= cause)) return false;
        const figure = await figureNow(pool, state.action.figure, nowMs).catch(unlessBuilding);
        if (!figure || figure.asOf < cause) return false;
        const occurredAt = corridorTime(nowMs);
        const command = { type: 'ReviewAction', occurredAt, data: { actionId, ...figure } } as const;
        const { append } = actions.decide(actionId, command, before);
        return appendMark(store, append, { position: cause, demo });
      }),
    onFailed: ({ id }, error) => onFailed(id, error),
    pageMax,
  });
}

/** A figure that is still being built is looked at with a later round, and is no fault. */
function unlessBuilding(error: unknown): undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'read-model-not-ready') throw error;
}

type Streams = Pick<MeetingLoopOptions, 'store' | 'aggregates'>;

/** Position of the event that it is done or overdue by; `undefined` where it is neither. */
async function endedAt(
  { store, aggregates }: Streams,
  actionId: string,
  { status }: KnownAction,
): Promise<number | undefined> {
  if (status !== 'done' && status !== 'overdue') return undefined;
  const type = status === 'done' ? 'ActionDone' : 'ActionOverdue';
  const history = await store.readStream(aggregates.actions.streamOf(actionId));
  return history.findLast((event) => event.type === type)?.position;
}

/** Position of the first proposal of a meeting's agenda; `undefined` where the action was assigned behind it. */
async function proposedAt(
  { store, aggregates }: Streams,
  meetingId: string,
  actionId: string,
): Promise<number | undefined> {
  const { actions, meetings } = aggregates;
  const told = await store.readStream(meetings.streamOf(meetingId));
  const first = told.find(({ type }) => type === 'AgendaProposed');
  const [assigned] = await store.readStream(actions.streamOf(actionId));
  return first && assigned && assigned.position < first.position ? first.position : undefined;
}
