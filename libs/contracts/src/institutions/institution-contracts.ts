import { CASE_CONTRACTS } from './case.js';
import { COMMITMENT_CONTRACTS } from './commitment.js';
import { ENGAGEMENT_CONTRACTS } from './engagement.js';
import { FIRM_CONTRACTS, FIRM_ID_CONTRACTS } from './firm.js';
import { LEAD_CONTRACTS } from './lead.js';
import { MATCH_CONTRACTS } from './match.js';
import { MEETING_CONTRACTS } from './meeting.js';
import { MILESTONE_CONTRACTS } from './milestone.js';
import { NEED_CONTRACTS } from './need.js';
import { RELEASE_CALENDAR_CONTRACTS } from './release-calendar.js';
import { CARRIAGE_CONTRACTS, SERVICE_CONTRACTS } from './service.js';
import { SERVICE_LEVEL_CONTRACTS } from './service-level.js';
import { STATISTIC_CONTRACTS } from './statistic.js';
import { SUBJECT_CONTRACTS } from './subject.js';
import { TARGET_CONTRACTS } from './target.js';
import { VISA_CONTRACTS } from './visa.js';

/** What the Commission, the Business Council and those whom they help say: from declarations to deals. */
export const INSTITUTION_CONTRACTS = [
  ...TARGET_CONTRACTS,
  ...COMMITMENT_CONTRACTS,
  ...MEETING_CONTRACTS,
  ...CASE_CONTRACTS,
  ...SERVICE_LEVEL_CONTRACTS,
  ...SUBJECT_CONTRACTS,
  ...VISA_CONTRACTS,
  ...ENGAGEMENT_CONTRACTS,
  ...LEAD_CONTRACTS,
  ...NEED_CONTRACTS,
  ...MATCH_CONTRACTS,
  ...FIRM_CONTRACTS,
  ...FIRM_ID_CONTRACTS,
  ...SERVICE_CONTRACTS,
  ...CARRIAGE_CONTRACTS,
  ...MILESTONE_CONTRACTS,
  ...STATISTIC_CONTRACTS,
  ...RELEASE_CALENDAR_CONTRACTS,
] as const;
