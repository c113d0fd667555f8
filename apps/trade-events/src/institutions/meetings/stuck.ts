import { derivedId } from '@corridor/contracts';
import type { AgendaItem } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import { concernsBetween, concernsShared } from './concerns.js';

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
const READ_MODELS = [
  'commitment-realisation',
  'routes',
  'trade-facts',
  'cases',
  'meetings',
  'consignments',
  'visa-applications',
  'firms',
];

/** The countries of the meeting. */
const MEETING = '$5::text[]';

const TITLE_MAX = 280;
const BECAUSE_MAX = 512;

interface StuckRow {
  readonly kind: AgendaItem['kind'];
  readonly subject: string;
  readonly title: string;
  readonly because: string;
}

const dollars = (cents: string) => `'$' || to_char(trunc(${cents} / 100), 'FM999,999,999,999,999,999')`;

/**
 * What is behind: goods that were promised and not delivered, an investment, and jobs, that were promised and not verified. That of which most is missing
 * comes first: by money, then by jobs. Nothing here tells how many days ago something was: what stands still reads the same on the next day.
 */
const COMMITMENTS = `
  SELECT 'commitment' AS kind, c.commitment_id::text AS subject, c.title,
    c.status || ': ' || concat_ws(', ',
        CASE WHEN c.value_usd_cents > 0 THEN ${dollars('came.cents')} || ' of ' || ${dollars('c.value_usd_cents')} || came.how END,
        CASE WHEN c.jobs > 0 THEN c.jobs_verified || ' of ' || c.jobs || ' jobs verified' END)
      || coalesce(', nothing since ' || c.progress_on::text, '') || coalesce(', due ' || c.due_on::text, '') AS because,
    ARRAY[greatest(c.value_usd_cents - came.cents, 0), greatest(c.jobs - c.jobs_verified, 0)] AS weight
  FROM read.commitments c CROSS JOIN LATERAL (
    SELECT c.delivered_usd_cents AS cents, ' delivered' AS how WHERE c.kind <> 'investment-pledge'
    UNION ALL
    SELECT (SELECT coalesce(sum(f.usd_cents), 0) FROM read.commitment_facts f WHERE f.commitment_id = c.commitment_id AND f.stage = 'invested-verified'),
      ' verified' WHERE c.kind = 'investment-pledge'
  ) came
  WHERE c.status IN ('announced', 'contracted', 'lapsed') AND (came.cents < c.value_usd_cents OR c.jobs_verified < c.jobs)
    AND (c.status = 'lapsed' OR $1::date - c.progress_on >= $2 OR c.due_on - $1::date <= $3)
    AND ${concernsBetween(MEETING, 'c.from_countries', 'c.to_countries')}`;

const ROUTES = `
  SELECT 'route' AS kind, route_id AS subject, name AS title,
    'suspended since ' || left(suspension ->> 'since', 10) || ': ' || (suspension ->> 'reason') AS because, 0 AS weight
  FROM read.routes CROSS JOIN LATERAL (
    SELECT array_agg(left(place, 2)) AS countries
    FROM json_array_elements(legs) AS leg CROSS JOIN LATERAL (VALUES (leg ->> 'from'), (leg ->> 'to')) AS ends (place)
  ) way
  WHERE status = 'suspended' AND ${concernsShared(MEETING, 'way.countries')}`;

/** The oldest first. A case is of the countries that its goods go between, or its traveller; else of those of its firms, as far as they are registered. */
// Whoever has a key reads an agenda: what a firm wrote is for those who take part in its case.
const CASES = `
  SELECT 'case' AS kind, c.case_id::text AS subject, 'A case of ' || replace(c.kind, '-', ' ') AS title,
    c.kind || ', ' || c.status || CASE WHEN c.escalated THEN ', escalated' ELSE '' END || ', open since ' || left(c.opened_at, 10) AS because,
    - EXTRACT(epoch FROM c.opened_at::timestamptz) AS weight
  FROM read.cases c LEFT JOIN read.consignments g ON g.consignment_id = c.consignment_id
    LEFT JOIN read.visa_applications v ON v.visa_id = (c.subject ->> 'applicationId')::uuid
    CROSS JOIN LATERAL (
      SELECT array_agg(f.country) AS countries FROM unnest(c.firms) AS firm (id) CROSS JOIN LATERAL (
        SELECT country FROM read.firm_versions WHERE participant_id = firm.id ORDER BY position DESC LIMIT 1
      ) f
    ) registered
  WHERE c.status IN ('open', 'triaged', 'assigned', 'answered') AND (c.escalated OR $1::date - left(c.opened_at, 10)::date >= $4)
    AND ${concernsShared(
      MEETING,
      `CASE WHEN g.consignment_id IS NOT NULL THEN ARRAY[g.exporter_country, g.importer_country]
        WHEN v.visa_id IS NOT NULL THEN ARRAY[v.nationality, v.destination] ELSE registered.countries END`,
    )}`;

const ACTIONS = `
  SELECT 'action' AS kind, a.action_id::text AS subject, a.task AS title, 'overdue since ' || a.due_on::text || ', for ' || a.owner AS because,
    0 AS weight
  FROM read.actions a LEFT JOIN read.meetings m ON m.meeting_id = a.meeting_id
  WHERE a.status = 'overdue' AND ${concernsShared(MEETING, 'm.countries')}`;

/** Twelve full months, the two newest left out: they are provisional. */
const GAPS = `
  SELECT 'mirror-gap' AS kind, g.exporter || '-' || g.importer || '-' || g.chapter AS subject,
    'Chapter ' || g.chapter || ' from ' || g.exporter || ' to ' || g.importer AS title,
    g.importer || ' tells of ' || ${dollars('g.imports')} || ' imported, ' || g.exporter || ' of ' || ${dollars('g.exports')}
      || ' exported in twelve months' AS because,
    abs(g.imports - g.exports) AS weight
  FROM (
    SELECT side.exporter, side.importer, c.key AS chapter, sum(side.exports) AS exports, sum(side.imports) AS imports
    FROM read.trade_cell_heads c
      CROSS JOIN LATERAL (VALUES (reporter, partner, exports, 0), (partner, reporter, 0, imports)) AS side (exporter, importer, exports, imports)
    WHERE reporter = ANY (${MEETING}) AND partner = ANY (${MEETING}) AND reporter <> partner AND cut = 'chapter'
      AND month >= (date_trunc('month', $1::timestamp) - interval '14 months')::date
      AND month < (date_trunc('month', $1::timestamp) - interval '2 months')::date
    GROUP BY 1, 2, 3
  ) g
  WHERE abs(g.imports - g.exports) >= $6 AND abs(g.imports - g.exports) > $7 * g.exports`;

const PARTS = [CASES, COMMITMENTS, ROUTES, ACTIONS, GAPS].map(
  (part, index) => `
    (SELECT ${index} AS part, row_number() OVER (ORDER BY weight DESC, subject COLLATE "C") AS place, kind, subject, title, because
     FROM (${part}) one ORDER BY place LIMIT ${AGENDA_RULES.itemsMax})`,
);

const STUCK_SQL = `
  SELECT p.as_of, s.kind, s.subject, s.title, s.because
  FROM (SELECT min(position) AS as_of, count(*) AS built FROM read.projection_status WHERE name = ANY ($8::text[])) p
    LEFT JOIN (${PARTS.join(' UNION ALL ')}) s ON true
  WHERE p.built = cardinality($8::text[]) ORDER BY s.part, s.place`;

/** What an item may hold of a text, its last character whole. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * What of those who meet is stuck on a day, as the read models show it: cases that are open too long, commitments that are behind, routes that are suspended, actions that are
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
    const { kind, subject } = row;
    const title = cut(row.title, TITLE_MAX);
    const because = cut(row.because, BECAUSE_MAX);
    // The same of one meeting each time that it is proposed, so that what was taken off stays off.
    return { itemId: derivedId('agenda', meetingId, kind, subject), kind, subject, title, because };
  });
  return { items, asOf: Number(first.as_of) };
}
