import { CASE, SERVICE_LEVEL } from './case.mjs';
import { ALLOCATION, COMMITMENT, EVIDENCE, SALE_CONTRACT } from './commitment.mjs';
import { ENGAGEMENT_MACHINES } from './engagement.mjs';
import { FIRM, FIRM_ID } from './firm.mjs';
import { ACTION, MEETING } from './meeting.mjs';
import { MILESTONE } from './milestone.mjs';
import { RELEASE_CALENDAR } from './release-calendar.mjs';
import { CARRIAGE, SERVICE } from './service.mjs';
import { STATISTIC } from './statistic.mjs';
import { GOAL, TARGET } from './target.mjs';
import { SUBJECT, VISA } from './visa.mjs';

/** The aggregates of what turns declarations into deals, each with a file of its own. */
export const INSTITUTION_MACHINES = [
  TARGET,
  GOAL,
  COMMITMENT,
  ALLOCATION,
  SALE_CONTRACT,
  EVIDENCE,
  MEETING,
  ACTION,
  CASE,
  SERVICE_LEVEL,
  SUBJECT,
  VISA,
  ...ENGAGEMENT_MACHINES,
  FIRM,
  FIRM_ID,
  SERVICE,
  CARRIAGE,
  MILESTONE,
  STATISTIC,
  RELEASE_CALENDAR,
];
