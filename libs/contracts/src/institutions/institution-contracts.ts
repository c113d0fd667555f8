import { COMMITMENT_CONTRACTS } from './commitment.js';
import { MEETING_CONTRACTS } from './meeting.js';
import { TARGET_CONTRACTS } from './target.js';

/** What the Commission, the Business Council and those whom they help say: from declarations to deals. */
export const INSTITUTION_CONTRACTS = [
  ...TARGET_CONTRACTS,
  ...COMMITMENT_CONTRACTS,
  ...MEETING_CONTRACTS,
] as const;
