import type { ReportSection } from '../report-question.js';
import { actionsSection } from './actions.section.js';
import { commitmentsSection } from './commitments.section.js';
import { corridorSection } from './corridor.section.js';
import { forecastSection } from './forecast.section.js';
import { holdsSection } from './holds.section.js';
import { mirrorGapSection } from './mirror-gap.section.js';
import { officialSection } from './official.section.js';
import { paymentsSection } from './payments.section.js';
import { servicesSection } from './services.section.js';
import { stuckSection } from './stuck.section.js';
import { targetSection } from './target.section.js';
import { tradeSection } from './trade.section.js';

/** What a progress report tells, in its order: a further part is a line here. */
export const SECTIONS: readonly ReportSection[] = [
  targetSection,
  tradeSection,
  servicesSection,
  forecastSection,
  commitmentsSection,
  stuckSection,
  corridorSection,
  holdsSection,
  paymentsSection,
  mirrorGapSection,
  officialSection,
  actionsSection,
];
