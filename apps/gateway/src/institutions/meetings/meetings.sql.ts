/** What a figure was as of a position, as its event tells it. */
export interface FigureAt {
  readonly value:
    | { readonly kind: 'money'; readonly amount: string; readonly currency: string }
    | { readonly kind: 'count'; readonly count: number; readonly unit: string };
  readonly asOf: number;
}

/** Numbers beyond 2^53 are text. */
export interface MeetingRow {
  readonly meeting_id: string;
  readonly position: string;
  readonly status: string;
  readonly name: string;
  readonly session: number | null;
  readonly place: string;
  readonly countries: readonly string[];
  readonly starts_on: string;
  readonly ends_on: string;
  readonly report_as_of: string | null;
  readonly state: {
    readonly agendaAsOf?: number;
    /** When the ledger came to the position of the report. */
    readonly reportAsOfAt?: string;
    readonly agenda: readonly {
      readonly itemId: string;
      readonly kind: string;
      readonly subject?: string;
      readonly title: string;
      readonly because: string;
    }[];
    readonly proposed: readonly string[];
    readonly minutes: Readonly<Record<string, string>>;
    readonly delegations: readonly {
      readonly country: string;
      readonly institution: string;
      readonly people: number;
    }[];
    readonly decisions: readonly {
      readonly decisionId: string;
      readonly itemId: string;
      readonly text: string;
    }[];
    readonly reminders: readonly Reminder[];
  };
}

export interface Reminder {
  readonly commitmentId: string;
  readonly lastProgressOn: string;
  readonly days: number;
  readonly asOf: number;
}

export interface ActionRow {
  readonly meeting_id: string;
  readonly action_id: string;
  readonly position: string;
  readonly owner: string;
  readonly task: string;
  readonly decision_id: string;
  readonly figure: { readonly name: string; readonly direction: string } | null;
  readonly baseline: FigureAt | null;
  readonly status: string;
  readonly due_on: string;
  readonly review: { readonly to: FigureAt; readonly moved: boolean } | null;
}

const COLUMNS = `meeting_id, position, status, name, session, place, countries, starts_on::text AS starts_on, ends_on::text AS ends_on,
  report_as_of, state`;

export const MEETING_SQL = `SELECT ${COLUMNS} FROM read.meetings WHERE meeting_id = $1`;

/** When the ledger came to position $1, where the report of a meeting is of that. */
export const REPORT_INSTANT_SQL = `SELECT state ->> 'reportAsOfAt' AS at FROM read.meetings WHERE report_as_of = $1 AND state ? 'reportAsOfAt' LIMIT 1`;

/** Those behind position $1, $2 of them. */
export const MEETINGS_SQL = `SELECT ${COLUMNS} FROM read.meetings WHERE position > $1 ORDER BY position LIMIT $2`;

const ACTION_COLUMNS = `a.meeting_id, a.action_id, a.position, a.owner, a.task, a.state -> 'action' ->> 'decisionId' AS decision_id,
  a.state -> 'action' -> 'figure' AS figure, a.state -> 'action' -> 'baseline' AS baseline, s.status, s.due_on::text AS due_on, r.review`;

/** Of an action `a`, as of position $2. */
const ACTION_STEPS = `CROSS JOIN LATERAL (SELECT status, due_on FROM read.action_steps s
      WHERE s.action_id = a.action_id AND s.position <= $2 ORDER BY s.position DESC LIMIT 1) s
    LEFT JOIN LATERAL (SELECT review FROM read.action_steps r
      WHERE r.action_id = a.action_id AND r.position <= $2 AND r.review IS NOT NULL ORDER BY r.position DESC LIMIT 1) r ON true`;

/** What the Commission wants done by meetings $1, the first 500 of each, as of position $2: the last step of each, and the last look at its figure. */
export const ACTIONS_SQL = `
  SELECT ${ACTION_COLUMNS}
  FROM unnest($1::uuid[]) AS m (id)
    CROSS JOIN LATERAL (SELECT * FROM read.actions a WHERE a.meeting_id = m.id AND a.position <= $2 ORDER BY a.position LIMIT 500) a
    ${ACTION_STEPS}
  ORDER BY a.position`;

/**
 * Those behind position $1, as of position $2: of meeting $3, in status $4, of owner $5, due before day $6; overdue or not ($7) on day $8. $9 of them.
 */
export const ACTION_LIST_SQL = `
  SELECT ${ACTION_COLUMNS}
  FROM read.actions a ${ACTION_STEPS}
  WHERE a.position > $1 AND a.position <= $2 AND ($3::uuid IS NULL OR a.meeting_id = $3) AND ($4::text IS NULL OR s.status = $4)
    AND ($5::text IS NULL OR a.owner = $5) AND ($6::date IS NULL OR s.due_on < $6)
    AND ($7::boolean IS NULL OR $7 = (s.status IN ('assigned', 'overdue') AND s.due_on < $8::date))
  ORDER BY a.position LIMIT $9`;

/** Pairs of countries $1 that have a target as of position $2. */
export const TARGET_PAIRS_SQL = `SELECT DISTINCT reporter, partner FROM read.targets
  WHERE reporter = ANY ($1) AND partner = ANY ($1) AND position <= $2 ORDER BY reporter, partner`;

/** Of commitments $1 those that participant $3 takes part in, of actions $2 those that are for it to do. */
export const OWN_SQL = `
  SELECT 'commitment' AS kind, commitment_id AS id FROM read.commitments WHERE commitment_id = ANY ($1::uuid[]) AND participants @> ARRAY[$3]
  UNION ALL SELECT 'action', action_id FROM read.actions WHERE action_id = ANY ($2::uuid[]) AND owner = $3`;
