import type { Projection } from '@corridor/projections';
import { consignments } from './consignments/consignments.js';
import { epcisEvents } from './epcis-events/epcis-events.js';
import { targets } from './targets/targets.js';
import { tradeFacts } from './trade-facts/trade-facts.js';

/** Every projection of the ledger. */
export const PROJECTIONS: readonly Projection[] = [tradeFacts, targets, consignments, epcisEvents];
