import { usd } from '../../graphql/money.type.js';
import type { CommitmentsOfOwnership, TradeOfCommitments } from './deal-ownership.types.js';

/** USD cents, as text: of goods, and beside them of services. */
export type TradeStagesRow = Readonly<Record<(typeof TRADE_STAGES)[number], string>>;

export interface OwnedStagesRow extends TradeStagesRow {
  readonly ownership: string;
  readonly commitments: number;
}

export const TRADE_STAGES = [
  'promised',
  'contracted',
  'shipped',
  'delivered',
  'delivered_uncleared',
  'paid',
  'services_promised',
  'services_contracted',
] as const;

/** As facts name them. */
export const USD_STAGES = [
  'promised',
  'contracted',
  'shipped',
  'cleared',
  'delivered',
  'delivered-uncleared',
  'paid',
  'invested-promised',
  'invested-reported',
  'invested-verified',
] as const;
export const JOB_STAGES = ['jobs-promised', 'jobs-reported', 'jobs-verified'] as const;
export const ALL_STAGES: readonly string[] = [...USD_STAGES, ...JOB_STAGES];

/** The column in which a stage is added up. */
const columnOf = (stage: string): string => stage.replace('-', '_');
/** Those of all stages, and how much of them has no value. */
export const STAGE_COLUMNS: readonly string[] = [...ALL_STAGES.map(columnOf), 'unvalued'];

const SUMS = [...STAGE_COLUMNS, 'consignments', 'status'];

/**
 * What a commitment has come to as of position $1: a lateral query with a column for each sum, its status and its consignments. That of its head where nothing told of it since, else one
 * look-up, however many facts it has.
 * @param commitment its id, as SQL
 */
export const standingSql = (commitment: string): string => `
      SELECT s.* FROM read.commitment_heads h CROSS JOIN LATERAL (
        SELECT ${SUMS.map((sum) => `h.${sum}`).join(', ')} WHERE h.position <= $1
        UNION ALL (
          SELECT ${SUMS.map((sum) => `t.${sum}`).join(', ')} FROM read.commitment_standings t
          WHERE h.position > $1 AND t.commitment_id = h.commitment_id AND t.position <= $1 ORDER BY t.position DESC LIMIT 1)
      ) s WHERE h.commitment_id = ${commitment}`;

/**
 * What a commitment of goods has come to as of position $1, and what one of services is promised and contracted: a lateral query with a column for each of {@link TRADE_STAGES}.
 * @param commitment its id, as SQL
 */
export const tradeSql = (commitment: string): string => `
      SELECT CASE WHEN v.of_services THEN 0 ELSE t.promised END AS promised, CASE WHEN v.of_services THEN 0 ELSE t.contracted END AS contracted,
        t.shipped, t.delivered, t.delivered_uncleared, t.paid,
        CASE WHEN v.of_services THEN t.promised ELSE 0 END AS services_promised, CASE WHEN v.of_services THEN t.contracted ELSE 0 END AS services_contracted
      FROM (${standingSql(commitment)}) t CROSS JOIN LATERAL (
        SELECT of_services FROM read.commitment_versions v WHERE v.commitment_id = ${commitment} AND v.position <= $1 ORDER BY v.position DESC LIMIT 1
      ) v`;

/** Columns: what commitments, by their trade `s`, come to together, by stage. */
export const STAGE_SUMS = TRADE_STAGES.map((stage) => `coalesce(sum(s.${stage}), 0)::text AS ${stage}`).join(
  ', ',
);

/** Of a row that an event at its position told: whether it is known as of position $1. */
export const known = (row: string): string => `${row}.position <= $1`;

/** What facts `f` come to in a stage. */
export const sumOf = (stage: string): string =>
  `coalesce(sum(f.${stage.startsWith('jobs-') ? 'jobs' : 'usd_cents'}) FILTER (WHERE f.stage = '${stage}'), 0) AS ${columnOf(stage)}`;

/** The same from its facts and links, for what had happened by an instant: what stands behind an event counts those before it that had not. */
export const standingUntilSql = (commitment: string): string => `
      SELECT t.*, (
        SELECT count(*)::int FROM (
          SELECT DISTINCT ON (k.id) k.commitment_id FROM read.commitment_links k
          WHERE k.kind = 'consignment' AND k.id IN (SELECT o.id FROM read.commitment_links o WHERE o.commitment_id = ${commitment} AND o.kind = 'consignment') AND ${known('k')}
          ORDER BY k.id, k.position DESC
        ) newest WHERE newest.commitment_id = ${commitment}) AS consignments
      FROM (
        SELECT ${ALL_STAGES.map(sumOf).join(', ')}, coalesce(sum(f.unvalued_lines), 0) AS unvalued,
          (array_agg(f.status ORDER BY f.position DESC, f.fact DESC) FILTER (WHERE f.status IS NOT NULL))[1] AS status
        FROM read.commitment_facts f WHERE f.commitment_id = ${commitment} AND ${known('f')}
      ) t`;

/** Behind CTEs of which `promise` has the column `commitment_id`: what these came to as of position $1, by their owners as told last. */
export const OWNED_STAGES = `
  owned AS (
    SELECT p.commitment_id, v.ownership FROM (SELECT DISTINCT commitment_id FROM promise) p CROSS JOIN LATERAL (
      SELECT ownership FROM read.commitment_versions v WHERE v.commitment_id = p.commitment_id AND v.position <= $1
      ORDER BY v.position DESC LIMIT 1
    ) v
  )
  SELECT o.ownership, count(DISTINCT o.commitment_id)::int AS commitments, ${STAGE_SUMS}
  FROM owned o CROSS JOIN LATERAL (${tradeSql('o.commitment_id')}) s
  GROUP BY 1 ORDER BY o.ownership COLLATE "C"`;

export function tradeOf(row: TradeStagesRow): TradeOfCommitments {
  const cents = (text: string) => usd(BigInt(text));
  return {
    promised: cents(row.promised),
    contracted: cents(row.contracted),
    shipped: cents(row.shipped),
    delivered: cents(row.delivered),
    deliveredUncleared: cents(row.delivered_uncleared),
    paid: cents(row.paid),
    servicesPromised: cents(row.services_promised),
    servicesContracted: cents(row.services_contracted),
  };
}

/** The stages of all rows together. */
export function tradeOfAll(rows: readonly TradeStagesRow[]): TradeOfCommitments {
  const sum = (stage: keyof TradeStagesRow) =>
    String(rows.reduce((total, row) => total + BigInt(row[stage]), 0n));
  return tradeOf({
    promised: sum('promised'),
    contracted: sum('contracted'),
    shipped: sum('shipped'),
    delivered: sum('delivered'),
    delivered_uncleared: sum('delivered_uncleared'),
    paid: sum('paid'),
    services_promised: sum('services_promised'),
    services_contracted: sum('services_contracted'),
  });
}

export function ofOwnership(row: OwnedStagesRow): CommitmentsOfOwnership {
  const { ownership, commitments } = row;
  return { ownership, commitments, ...tradeOf(row) };
}
