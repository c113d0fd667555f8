import { ENGAGEMENT_MACHINES } from './engagement.mjs';
import { TARGET } from './target.mjs';

/** The aggregates of what turns declarations into deals, each with a file of its own. */
export const INSTITUTION_MACHINES = [TARGET, ...ENGAGEMENT_MACHINES];
