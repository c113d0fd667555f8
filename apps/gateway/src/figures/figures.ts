import { trialBalanceFigure } from '../accounts/trial-balance.figure.js';
import { borderCostsFigure } from '../corridor/border-costs.figure.js';
import { borderCrossingsFigure } from '../corridor/border-crossings.figure.js';
import { checkpointDwellFigure } from '../corridor/checkpoint-dwell.figure.js';
import { corridorCostsFigure } from '../corridor/corridor-costs.figure.js';
import { corridorRoutesFigure } from '../corridor/corridor-routes.figure.js';
import { corridorSpeedFigure } from '../corridor/corridor-speed.figure.js';
import { clearanceTimeFigure } from '../customs/clearance-time.figure.js';
import { customsDutiesFigure } from '../customs/customs-duties.figure.js';
import { guaranteeUseFigure } from '../customs/guarantee-use.figure.js';
import { transitsFigure } from '../customs/transits.figure.js';
import { daysHeldFigure } from '../holds/days-held.figure.js';
import { blockedGoodsFigure } from '../institutions/cases/blocked-goods.figure.js';
import { casesFigure } from '../institutions/cases/cases.figure.js';
import { commitmentFunnelFigure } from '../institutions/commitments/commitment-funnel.figure.js';
import { engagementsFigure } from '../institutions/engagements/engagements.figure.js';
import { trustFigure } from '../institutions/firms/trust.figure.js';
import { needsFigure } from '../institutions/needs/needs.figure.js';
import { serviceFiguresFigure } from '../institutions/services/service-figures.figure.js';
import { visaFiguresFigure } from '../institutions/visas/visa-figures.figure.js';
import { lettersOfCreditFigure } from '../letters-of-credit/letters-of-credit.figure.js';
import { mirrorGapFigure } from '../mirror-gap/mirror-gap.figure.js';
import { officialTradeFigure } from '../official-trade/official-trade.figure.js';
import {
  bankPairsFigure,
  daysToSettleFigure,
  localCurrencyShareFigure,
  openObligationsFigure,
  returnsFigure,
  suspenseFigure,
} from '../payments/payments.figures.js';
import { servicesTradeFigure } from '../services-trade/services-trade.figure.js';
import { tradeForecastFigure } from '../targets/forecast/trade-forecast.figure.js';
import { targetProgressFigure } from '../targets/target-progress.figure.js';
import { bilateralTradeFigure } from '../trade/bilateral-trade.figure.js';
import { tradeByPartnerFigure } from '../trade/by-partner/trade-by-partner.figure.js';
import { tradeRestatementFigure } from '../trade/restatement/trade-restatement.figure.js';
import type { FigureDefinition } from './figure-definition.js';

/** Every figure of the ledger, in the order in which docs/figures lists them. */
export const FIGURES: readonly FigureDefinition[] = [
  bilateralTradeFigure,
  tradeByPartnerFigure,
  tradeRestatementFigure,
  servicesTradeFigure,
  officialTradeFigure,
  mirrorGapFigure,
  targetProgressFigure,
  tradeForecastFigure,
  commitmentFunnelFigure,
  daysHeldFigure,
  clearanceTimeFigure,
  customsDutiesFigure,
  transitsFigure,
  guaranteeUseFigure,
  checkpointDwellFigure,
  borderCrossingsFigure,
  borderCostsFigure,
  corridorSpeedFigure,
  corridorCostsFigure,
  corridorRoutesFigure,
  blockedGoodsFigure,
  daysToSettleFigure,
  openObligationsFigure,
  localCurrencyShareFigure,
  returnsFigure,
  bankPairsFigure,
  suspenseFigure,
  lettersOfCreditFigure,
  trialBalanceFigure,
  trustFigure,
  casesFigure,
  visaFiguresFigure,
  serviceFiguresFigure,
  engagementsFigure,
  needsFigure,
];

/** Name of the page of a figure, without its folder: `days-to-settle`. */
export function pageOfFigure({ title }: FigureDefinition): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}
