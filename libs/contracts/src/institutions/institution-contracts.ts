import { ENGAGEMENT_CONTRACTS } from './engagement.js';
import { LEAD_CONTRACTS } from './lead.js';
import { MATCH_CONTRACTS } from './match.js';
import { NEED_CONTRACTS } from './need.js';
import { TARGET_CONTRACTS } from './target.js';

/** What the Commission, the Business Council and those whom they help say: from declarations to deals. */
export const INSTITUTION_CONTRACTS = [
  ...TARGET_CONTRACTS,
  ...ENGAGEMENT_CONTRACTS,
  ...LEAD_CONTRACTS,
  ...NEED_CONTRACTS,
  ...MATCH_CONTRACTS,
] as const;
