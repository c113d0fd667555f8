import { FIRM_CONTRACTS, FIRM_ID_CONTRACTS } from './firm.js';
import { MILESTONE_CONTRACTS } from './milestone.js';
import { CARRIAGE_CONTRACTS, SERVICE_CONTRACTS } from './service.js';
import { TARGET_CONTRACTS } from './target.js';

/** What the Commission, the Business Council and those whom they help say: from declarations to deals. */
export const INSTITUTION_CONTRACTS = [
  ...TARGET_CONTRACTS,
  ...FIRM_CONTRACTS,
  ...FIRM_ID_CONTRACTS,
  ...SERVICE_CONTRACTS,
  ...CARRIAGE_CONTRACTS,
  ...MILESTONE_CONTRACTS,
] as const;
