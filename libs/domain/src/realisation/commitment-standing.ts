import type { CommitmentFact } from './commitment-fact.js';
import type { CommitmentRow } from './commitment-rows.js';

const USD_COLUMNS = {
  promised: 'promised',
  contracted: 'contracted',
  shipped: 'shipped',
  cleared: 'cleared',
  delivered: 'delivered',
  'delivered-uncleared': 'delivered_uncleared',
  paid: 'paid',
  'invested-promised': 'invested_promised',
  'invested-reported': 'invested_reported',
  'invested-verified': 'invested_verified',
} as const;
const JOB_COLUMNS = {
  'jobs-promised': 'jobs_promised',
  'jobs-reported': 'jobs_reported',
  'jobs-verified': 'jobs_verified',
} as const;

/** USD cents of each stage, jobs, and lines in a currency whose rate was not told. */
export const STANDING_SUMS = [
  ...Object.values(USD_COLUMNS),
  ...Object.values(JOB_COLUMNS),
  'unvalued',
] as const;
type Sum = (typeof STANDING_SUMS)[number];

/** What one commitment has come to; as text, since sums have no bound. */
type Sums = Readonly<Record<Sum, string>> & {
  /** Consignments that serve it. */
  readonly consignments: number;
};

/** A row of `reporting.commitment_standings`, without its generation. */
export interface CommitmentStanding extends Sums {
  readonly commitment_id: string;
  readonly position: number;
  readonly status: string;
}

const NONE: Sums = {
  ...(Object.fromEntries(STANDING_SUMS.map((sum) => [sum, '0'])) as Record<Sum, string>),
  consignments: 0,
};

/** What a commitment has come to behind an event: by one more fact, or by one more consignment or one fewer. */
export function standingAfter(
  before: CommitmentStanding | undefined,
  { commitment_id, status }: CommitmentRow,
  position: number,
  change: { readonly fact: CommitmentFact } | { readonly consignments: 1 | -1 },
): CommitmentStanding {
  const sums = before ?? NONE;
  const changed = 'fact' in change ? plus(sums, change.fact) : {};
  const consignments = sums.consignments + ('fact' in change ? 0 : change.consignments);
  return { ...sums, ...changed, consignments, commitment_id, position, status };
}

function plus(sums: Sums, { stage, usd_cents, jobs, unvalued_lines }: CommitmentFact): Partial<Sums> {
  const added = (sum: Sum, value: bigint) => ({ [sum]: (BigInt(sums[sum]) + value).toString() });
  return {
    ...added('unvalued', BigInt(unvalued_lines)),
    ...(isOf(USD_COLUMNS, stage) && added(USD_COLUMNS[stage], BigInt(usd_cents))),
    ...(isOf(JOB_COLUMNS, stage) && added(JOB_COLUMNS[stage], BigInt(jobs))),
  };
}

function isOf<Columns extends object>(
  columns: Columns,
  stage: string,
): stage is Extract<keyof Columns, string> {
  return Object.hasOwn(columns, stage);
}
