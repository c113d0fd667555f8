import type { Projection } from '@corridor/projections';
import { accounts } from './accounts/accounts.js';
import { consignments } from './consignments/consignments.js';
import { epcisEvents } from './epcis-events/epcis-events.js';
import { holds } from './holds/holds.js';
import { cases } from './institutions/cases.js';
import { commitmentRealisation } from './institutions/commitments/commitment-realisation.js';
import { engagements } from './institutions/engagements.js';
import { firmConduct } from './institutions/firm-conduct.js';
import { firms } from './institutions/firms.js';
import { goodsValues } from './institutions/goods-values.js';
import { leads } from './institutions/leads.js';
import { matches } from './institutions/matches.js';
import { meetings } from './institutions/meetings/meetings.js';
import { milestones } from './institutions/milestones.js';
import { needs } from './institutions/needs.js';
import { services } from './institutions/services.js';
import { visaApplications } from './institutions/visa-applications.js';
import { lettersOfCredit } from './letters-of-credit/letters-of-credit.js';
import { mirrorGap } from './mirror-gap/mirror-gap.js';
import { officialTrade } from './official-trade/official-trade.js';
import { payments } from './payments/payments.js';
import { routes } from './routes/routes.js';
import { servicesTrade } from './services-trade/services-trade.js';
import { targets } from './targets/targets.js';
import { tradeFacts } from './trade-facts/trade-facts.js';
import { transits } from './transits/transits.js';
import { transportCosts } from './transport-costs/transport-costs.js';
import { visits } from './visits/visits.js';

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
  commitmentRealisation,
  meetings,
  cases,
  goodsValues,
  visaApplications,
  engagements,
  leads,
  needs,
  matches,
  firms,
  firmConduct,
  services,
  milestones,
  visits,
  officialTrade,
  mirrorGap,
  transportCosts,
  servicesTrade,
];
