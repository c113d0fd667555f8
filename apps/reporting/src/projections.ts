import type { Projection } from '@corridor/projections';
import { accounts } from './accounts/accounts.js';
import { consignments } from './consignments/consignments.js';
import { epcisEvents } from './epcis-events/epcis-events.js';
import { holds } from './holds/holds.js';
import { firmConduct } from './institutions/firm-conduct.js';
import { firms } from './institutions/firms.js';
import { milestones } from './institutions/milestones.js';
import { services } from './institutions/services.js';
import { lettersOfCredit } from './letters-of-credit/letters-of-credit.js';
import { payments } from './payments/payments.js';
import { routes } from './routes/routes.js';
import { targets } from './targets/targets.js';
import { tradeFacts } from './trade-facts/trade-facts.js';
import { transits } from './transits/transits.js';

/** Every projection of the ledger. */
export const PROJECTIONS: readonly Projection[] = [
  tradeFacts,
  targets,
  consignments,
  transits,
  routes,
  epcisEvents,
  holds,
  accounts,
  payments,
  lettersOfCredit,
  firms,
  firmConduct,
  services,
  milestones,
];
