import { usd } from '../../graphql/money.type.js';
import type { CommitmentsOfOwnership, TradeOfCommitments } from './deal-ownership.types.js';

/** USD cents, as text. */
export interface TradeStagesRow {
  readonly promised: string;
  readonly contracted: string;
  readonly shipped: string;
  readonly delivered: string;
  readonly paid: string;
}

export interface OwnedStagesRow extends TradeStagesRow {
  readonly ownership: string;
  readonly commitments: number;
}

export const TRADE_STAGES = [
  'promised',
  'contracted',
  'shipped',
  'delivered',
  'paid',
] as const satisfies readonly (keyof TradeStagesRow)[];

/**
 * What a commitment has come to as of position $1: a lateral query with a column for each sum, its status and its consignments; one look-up, however
 * many facts it has.
 * @param commitment its id, as SQL
 */
export const standingSql = (commitment: string): string => `
      SELECT t.* FROM read.commitment_standings t WHERE t.commitment_id = ${commitment} AND t.position <= $1 ORDER BY t.position DESC LIMIT 1`;

/** Columns: what the standings `s` of commitments come to together, by stage. */
export const STAGE_SUMS = TRADE_STAGES.map((stage) => `coalesce(sum(s.${stage}), 0)::text AS ${stage}`).join(
  ', ',
);

/** Behind CTEs of which `promise` has the column `commitment_id`: what these came to as of position $1, by their owners as told last. */
export const OWNED_STAGES = `
  owned AS (
    SELECT p.commitment_id, v.ownership FROM (SELECT DISTINCT commitment_id FROM promise) p CROSS JOIN LATERAL (
      SELECT ownership FROM read.commitment_versions v WHERE v.commitment_id = p.commitment_id AND v.position <= $1
      ORDER BY v.position DESC LIMIT 1
    ) v
  )
  SELECT o.ownership, count(DISTINCT o.commitment_id)::int AS commitments, ${STAGE_SUMS}
  FROM owned o CROSS JOIN LATERAL (${standingSql('o.commitment_id')}) s
  GROUP BY 1 ORDER BY o.ownership COLLATE "C"`;

export function tradeOf(row: TradeStagesRow): TradeOfCommitments {
  const cents = (text: string) => usd(BigInt(text));
  return {
    promised: cents(row.promised),
    contracted: cents(row.contracted),
    shipped: cents(row.shipped),
    delivered: cents(row.delivered),
    paid: cents(row.paid),
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
    paid: sum('paid'),
  });
}

export function ofOwnership(row: OwnedStagesRow): CommitmentsOfOwnership {
  const { ownership, commitments } = row;
  return { ownership, commitments, ...tradeOf(row) };
}
