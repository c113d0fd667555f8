import { contributionsSql, type RestatedFigure } from '../../restatement/restatement.sql.js';
import { ASKED } from './commitment-funnel.sql.js';

/** The stages by the names of `FunnelStages`: in dollars, and jobs. */
const MONEY = {
  promised: 'promised',
  contracted: 'contracted',
  shipped: 'shipped',
  cleared: 'cleared',
  delivered: 'delivered',
  paid: 'paid',
  'invested-promised': 'investmentPromised',
  'invested-reported': 'investmentReported',
  'invested-verified': 'investmentVerified',
};
const JOBS = {
  'jobs-promised': 'jobsPromised',
  'jobs-reported': 'jobsReported',
  'jobs-verified': 'jobsVerified',
};
const named = (names: Readonly<Record<string, string>>) =>
  `CASE stage ${Object.entries(names)
    .map(([stage, name]) => `WHEN '${stage}' THEN '${name}'`)
    .join(' ')} END`;

/**
 * What each consignment, contract or word of a commitment has come to in a stage: goods that reach one for the first time are new, and what becomes of goods that were
 * there corrects what was told.
 */
export const RESTATED_FUNNEL: RestatedFigure = {
  contributions: contributionsSql({
    before: `${ASKED},
  fact AS (
    SELECT f.commitment_id, f.stage, f.consignment_id, CASE WHEN f.consignment_id IS NULL THEN f.contract_id END AS contract_id,
      sum(f.usd_cents) AS cents, sum(f.jobs) AS jobs, sum(f.unvalued_lines) AS unvalued, array_agg(f.position) AS positions
    FROM asked a JOIN read.commitment_facts f USING (commitment_id) WHERE f.position <= $1 AND f.stage <> 'status'
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT commitment_id, 'announced', NULL, NULL, 0, 0, 0, ARRAY[position] FROM asked
  )`,
    from: 'fact',
    key: `concat_ws('/', commitment_id, stage, consignment_id, contract_id)`,
    consignment: 'consignment_id',
    positions: 'positions',
    measures: [
      [`'commitments'`, `'count'`, `(stage = 'announced')::int`],
      [named(MONEY), `'USD'`, `CASE WHEN stage NOT LIKE 'jobs-%' THEN cents END`],
      [named(JOBS), `'count'`, `CASE WHEN stage LIKE 'jobs-%' THEN jobs END`],
      [`'unvalued'`, `'count'`, 'unvalued'],
    ],
  }),
  // What takes a commitment out of what is asked for is a word that was told of it since.
  events: `SELECT v.position FROM read.commitment_versions v WHERE v.commitment_id = split_part(e.key, '/', 1)::uuid AND e.kind = 'removed'`,
};
