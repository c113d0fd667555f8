import type { ReportSection } from '../report-question.js';
import { actionsSection } from './actions.section.js';
import { clearanceSection } from './clearance.section.js';
import { commitmentsSection } from './commitments.section.js';
import { corridorSection } from './corridor.section.js';
import { crossingsSection } from './crossings.section.js';
import { forecastSection } from './forecast.section.js';
import { holdsSection } from './holds.section.js';
import { lettersOfCreditSection } from './letters-of-credit.section.js';
import { mirrorGapSection } from './mirror-gap.section.js';
import { officialSection } from './official.section.js';
import { paymentsSection } from './payments.section.js';
import { roadSection } from './road.section.js';
import { routesSection } from './routes.section.js';
import { servicesSection } from './services.section.js';
import { stuckSection } from './stuck.section.js';
import { suspenseSection } from './suspense.section.js';
import { targetSection } from './target.section.js';
import { tradeSection } from './trade.section.js';
import { transitsSection } from './transits.section.js';

/** What a progress report tells, in its order: a further part is a line here. */
export const SECTIONS: readonly ReportSection[] = [
  targetSection,
  tradeSection,
  servicesSection,
  forecastSection,
  commitmentsSection,
  stuckSection,
  corridorSection,
  crossingsSection,
  roadSection,
  routesSection,
  holdsSection,
  clearanceSection,
  transitsSection,
  paymentsSection,
  lettersOfCreditSection,
  suspenseSection,
  mirrorGapSection,
  officialSection,
  actionsSection,
];
