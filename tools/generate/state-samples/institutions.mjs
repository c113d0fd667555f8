import { CASE, SERVICE_LEVEL } from './case.mjs';
import { TARGET } from './target.mjs';

/** The aggregates of what turns declarations into deals, each with a file of its own. */
export const INSTITUTION_MACHINES = [TARGET, CASE, SERVICE_LEVEL];
