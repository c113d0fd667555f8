import { contributionsSql, type RestatedFigure } from '../../restatement/restatement.sql.js';
import { ASKED } from './commitment-funnel.sql.js';
import { known } from './trade-stages.js';

/** The stages by the names of `FunnelStages`: in dollars, and jobs. */
const MONEY = {
  promised: 'promised',
  contracted: 'contracted',
  shipped: 'shipped',
  cleared: 'cleared',
  delivered: 'delivered',
  'delivered-uncleared': 'deliveredUncleared',
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
/** What is of services is a sum of its own. */
const ofLine = (name: string) => `CASE WHEN of_services THEN 'services.' ELSE '' END || ${name}`;
const named = (names: Readonly<Record<string, string>>) =>
  ofLine(
    `CASE stage ${Object.entries(names)
      .map(([stage, name]) => `WHEN '${stage}' THEN '${name}'`)
      .join(' ')} END`,
  );

/** Of what is not of a consignment. */
const CONTRACT = 'CASE WHEN f.consignment_id IS NULL THEN f.contract_id END';
/** Of fact `f`. */
const KEY = `concat_ws('/', f.commitment_id, f.stage, f.consignment_id, ${CONTRACT})`;

/**
 * What each consignment, contract or word of a commitment has come to in a stage: goods that reach one for the first time are new, and what becomes of goods that were
 * there corrects what was told.
 */
export const RESTATED_FUNNEL: RestatedFigure = {
  contributions: contributionsSql({
    before: `${ASKED},
  fact AS (
    SELECT f.commitment_id, a.of_services, f.stage, f.consignment_id, ${CONTRACT} AS contract_id,
      sum(f.usd_cents) AS cents, sum(f.jobs) AS jobs, sum(f.unvalued_lines) AS unvalued, array_agg(f.position) AS positions
    FROM asked a JOIN read.commitment_facts f USING (commitment_id) WHERE ${known('f')} AND f.stage <> 'status'
    GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT commitment_id, of_services, 'announced', NULL, NULL, 0, 0, 0, ARRAY[position] FROM asked
  )`,
    from: 'fact f',
    key: KEY,
    consignment: 'consignment_id',
    positions: 'positions',
    measures: [
      [ofLine(`'commitments'`), `'count'`, `(stage = 'announced')::int`],
      [named(MONEY), `'USD'`, `CASE WHEN stage NOT LIKE 'jobs-%' THEN cents END`],
      [named(JOBS), `'count'`, `CASE WHEN stage LIKE 'jobs-%' THEN jobs END`],
      [ofLine(`'unvalued'`), `'count'`, 'unvalued'],
    ],
  }),
  // Goods that are out of a stage have no part that would name what took them out. A word on a commitment explains its things only where it takes the
  // commitment itself into what is asked for, or out of it; one that was announced since is explained by its own events.
  events: `SELECT f.position FROM read.commitment_facts f
    WHERE f.commitment_id = split_part(e.key, '/', 1)::uuid AND f.stage <> 'status' AND ${KEY} = e.key
    UNION ALL
    SELECT v.position FROM read.commitments c JOIN read.commitment_versions v USING (commitment_id)
    WHERE c.commitment_id = split_part(e.key, '/', 1)::uuid AND c.position <= $1
      AND c.commitment_id IN (SELECT split_part(x.key, '/', 1)::uuid FROM entry x WHERE split_part(x.key, '/', 2) = 'announced')`,
};
