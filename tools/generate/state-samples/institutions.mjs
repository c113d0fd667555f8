import { TARGET } from './target.mjs';
import { SUBJECT, VISA } from './visa.mjs';

/** The aggregates of what turns declarations into deals, each with a file of its own. */
export const INSTITUTION_MACHINES = [TARGET, SUBJECT, VISA];
