import { FIRM, FIRM_ID } from './firm.mjs';
import { MILESTONE } from './milestone.mjs';
import { CARRIAGE, SERVICE } from './service.mjs';
import { TARGET } from './target.mjs';

/** The aggregates of what turns declarations into deals, each with a file of its own. */
export const INSTITUTION_MACHINES = [TARGET, FIRM, FIRM_ID, SERVICE, CARRIAGE, MILESTONE];
