import { derivedId } from '@corridor/contracts';
import type { AgendaItem } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';

/** By when something counts as stuck. A meeting talks about weeks and months, not about the day before. */
export const AGENDA_RULES = {
  /** Days for which nothing may come of a commitment. */
  momentumDays: 90,
  /** Days before its day from which a commitment that is short of what was promised counts as behind. */
  dueDays: 90,
  /** Days for which a case may be open. */
  caseDays: 30,
  /** Share of the exports by which what one country says differs from what the other says, over twelve months of a chapter. */
  mirrorShare: 0.1,
  /** The same difference in USD cents, at least. */
  mirrorCents: 10_000_000,
  /** Items of one kind. */
  itemsMax: 40,
} as const;

/** The read models that the agenda is made of: it is as of the one that has come least far. */
const READ_MODELS = ['commitment-realisation', 'routes', 'trade-facts', 'cases', 'meetings'];

interface StuckRow {
  readonly kind: AgendaItem['kind'];
  readonly subject: string;
  readonly title: string;
  readonly because: string;
}

const COMMITMENTS = `
  SELECT 'commitment' AS kind, c.commitment_id::text AS subject, c.title,
    c.status || ': $' || to_char(trunc(d.delivered / 100), 'FM999,999,999,999,999') || ' of $' || to_char(trunc(c.value_usd_cents / 100), 'FM999,999,999,999,999')
      || ' delivered, nothing for ' || ($1::date - d.progress_on) || ' days' || coalesce(', due ' || c.due_on::text, '') AS because,
    c.value_usd_cents - d.delivered AS weight
  FROM read.commitments c CROSS JOIN LATERAL (
    SELECT coalesce(sum(f.usd_cents) FILTER (WHERE f.stage = 'delivered'), 0) AS delivered,
      max(f.on_day) FILTER (WHERE f.usd_cents > 0 OR f.jobs > 0) AS progress_on
    FROM read.commitment_facts f WHERE f.commitment_id = c.commitment_id
  ) d
  WHERE c.kind <> 'investment-pledge' AND c.status IN ('announced', 'contracted', 'lapsed') AND d.delivered < c.value_usd_cents
    AND (c.status = 'lapsed' OR $1::date - d.progress_on >= $2 OR c.due_on - $1::date <= $3)`;

const ROUTES = `
  SELECT 'route' AS kind, route_id AS subject, name AS title, 'suspended since ' || (suspension ->> 'since') || ': ' || (suspension ->> 'reason') AS because,
    0 AS weight
  FROM read.routes WHERE status = 'suspended'`;

const CASES = `
  SELECT 'case' AS kind, case_id::text AS subject, left(text, 280) AS title,
    kind || ', ' || status || CASE WHEN escalated THEN ', escalated' ELSE '' END || ', open since ' || left(opened_at, 10) AS because,
    EXTRACT(epoch FROM now() - opened_at::timestamptz) AS weight
  FROM read.cases WHERE status NOT IN ('foreseen', 'averted', 'resolved', 'withdrawn')
    AND (escalated OR $1::date - left(opened_at, 10)::date >= $4)`;

const ACTIONS = `
  SELECT 'action' AS kind, action_id::text AS subject, left(task, 280) AS title, 'overdue since ' || due_on::text || ', for ' || owner AS because, 0 AS weight
  FROM read.actions WHERE status = 'overdue'`;

/** Full months, the two newest left out: they are provisional. */
const GAPS = `
  SELECT 'mirror-gap' AS kind, g.exporter || '-' || g.importer || '-' || g.chapter AS subject,
    'Chapter ' || g.chapter || ' from ' || g.exporter || ' to ' || g.importer AS title,
    g.importer || ' tells of $' || to_char(trunc(g.imports / 100), 'FM999,999,999,999,999') || ' imported, ' || g.exporter || ' of $'
      || to_char(trunc(g.exports / 100), 'FM999,999,999,999,999') || ' exported in twelve months' AS because,
    abs(g.imports - g.exports) AS weight
  FROM (
    SELECT e.country AS exporter, i.country AS importer, left(t.hs6, 2) AS chapter,
      coalesce(sum(t.value_usd_cents) FILTER (WHERE t.flow = 'export' AND t.reporter = e.country), 0) AS exports,
      coalesce(sum(t.value_usd_cents) FILTER (WHERE t.flow = 'import' AND t.reporter = i.country), 0) AS imports
    FROM unnest($5::text[]) AS e (country) CROSS JOIN unnest($5::text[]) AS i (country)
      JOIN read.trade_facts t ON (t.flow = 'export' AND t.reporter = e.country AND t.partner = i.country)
        OR (t.flow = 'import' AND t.reporter = i.country AND t.partner = e.country)
    WHERE e.country <> i.country AND t.month >= date_trunc('month', $1::date) - interval '14 months'
      AND t.month < date_trunc('month', $1::date) - interval '2 months'
    GROUP BY 1, 2, 3
  ) g
  WHERE abs(g.imports - g.exports) >= $6 AND abs(g.imports - g.exports) > $7 * g.exports`;

const PARTS = [CASES, COMMITMENTS, ROUTES, ACTIONS, GAPS];

const STUCK_SQL = `
  SELECT p.as_of, s.* FROM (SELECT min(position) AS as_of, count(*) AS built FROM read.projection_status WHERE name = ANY ($8)) p
    LEFT JOIN LATERAL (
      ${PARTS.map((part) => `(SELECT kind, subject, title, because FROM (${part}) one ORDER BY weight DESC, subject LIMIT ${AGENDA_RULES.itemsMax})`).join(' UNION ALL ')}
    ) s ON true
  WHERE p.built = cardinality($8::text[])`;

/**
 * What is stuck on a day, as the read models show it: cases that are open too long, commitments that are behind, routes that are suspended, actions that are
 * overdue, and goods that one country says it sent and the other does not say it got.
 * @param countries of the meeting
 * @throws ProblemError 503 `read-model-not-ready` while one of the read models is built for the first time.
 */
export async function whatIsStuck(
  pool: Pick<pg.Pool, 'query'>,
  meetingId: string,
  countries: readonly string[],
  today: string,
): Promise<{ readonly items: readonly AgendaItem[]; readonly asOf: number }> {
  const { momentumDays, dueDays, caseDays, mirrorCents, mirrorShare } = AGENDA_RULES;
  // One statement, so that all of it is of one moment.
  const { rows } = await pool.query<{ as_of: string } & (StuckRow | { kind: null })>(STUCK_SQL, [
    today,
    momentumDays,
    dueDays,
    caseDays,
    countries,
    mirrorCents,
    mirrorShare,
    READ_MODELS,
  ]);
  const [first] = rows;
  if (!first) {
    const message = 'What is stuck is being found out for the first time. Ask again in a moment.';
    throw new ProblemError(503, 'read-model-not-ready', message);
  }
  const items = rows.flatMap((row) => {
    if (row.kind === null) return [];
    const { kind, subject, title, because } = row;
    // The same of one meeting each time that it is proposed, so that what was taken off stays off.
    return { itemId: derivedId('agenda', meetingId, kind, subject), kind, subject, title, because };
  });
  return { items, asOf: Number(first.as_of) };
}

/**
 * The position that all read models of a progress report have come to: what it says as of that is the same for ever.
 * @throws ProblemError 503 `read-model-not-ready` while one of them is built for the first time.
 */
export async function reportPosition(pool: Pick<pg.Pool, 'query'>): Promise<number> {
  const { rows } = await pool.query<{ as_of: string }>(
    `SELECT min(position) AS as_of FROM read.projection_status WHERE name = ANY ($1) HAVING count(*) = cardinality($1::text[])`,
    [READ_MODELS],
  );
  const [row] = rows;
  if (row) return Number(row.as_of);
  const message = 'What the report is made of is being built for the first time. Ask again in a moment.';
  throw new ProblemError(503, 'read-model-not-ready', message);
}
