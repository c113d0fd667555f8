import { engagements } from './engagements.js';
import { leads } from './leads.js';
import { matches } from './matches.js';
import { needs } from './needs.js';

/** What turns declarations into deals. */
export const ENGAGEMENT_PROJECTIONS = [engagements, leads, needs, matches];
