import { borderCostsFigure } from '../../corridor/border-costs.figure.js';
import { borderCrossingsFigure } from '../../corridor/border-crossings.figure.js';
import { checkpointDwellFigure } from '../../corridor/checkpoint-dwell.figure.js';
import { corridorCostsFigure } from '../../corridor/corridor-costs.figure.js';
import { corridorRoutesFigure } from '../../corridor/corridor-routes.figure.js';
import { corridorSpeedFigure } from '../../corridor/corridor-speed.figure.js';
import { clearanceTimeFigure } from '../../customs/clearance-time.figure.js';
import { guaranteeUseFigure } from '../../customs/guarantee-use.figure.js';
import { transitsFigure } from '../../customs/transits.figure.js';
import type { FigureDefinition } from '../../figures/figure-definition.js';
import { daysHeldFigure } from '../../holds/days-held.figure.js';
import { blockedGoodsFigure } from '../../institutions/cases/blocked-goods.figure.js';
import { commitmentFunnelFigure } from '../../institutions/commitments/commitment-funnel.figure.js';
import { lettersOfCreditFigure } from '../../letters-of-credit/letters-of-credit.figure.js';
import { mirrorGapFigure } from '../../mirror-gap/mirror-gap.figure.js';
import {
  daysToSettleFigure,
  localCurrencyShareFigure,
  openObligationsFigure,
  suspenseFigure,
} from '../../payments/payments.figures.js';
import { servicesTradeFigure } from '../../services-trade/services-trade.figure.js';
import { targetProgressFigure } from '../../targets/target-progress.figure.js';

/** A figure of the report with sums that are restated. */
export interface RestatedPart {
  readonly figure: FigureDefinition;
  /** Behind its title, where it is asked for twice: `{reporter}` and `{partner}` are the countries. */
  readonly of?: string;
  /** The field that it is, with its arguments. */
  readonly asked: string;
  /** Which of its restatements. */
  readonly which?: string;
}

export interface RestatedTable {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly RestatedPart[];
}

const MONTHS = 'from: $from, to: $to, asOf: $asOf';
/** A figure of the corridor, of customs or of banks is asked for by months alone. */
const ofMonths = (figure: FigureDefinition): RestatedPart => ({
  figure,
  asked: `${figure.field}(${MONTHS})`,
});
const ofPayments = (figure: FigureDefinition, which: string): RestatedPart => ({
  figure,
  asked: `payments(${MONTHS})`,
  which,
});

/**
 * What the report restates, but bilateral trade, which has a question of its own: whatever of its other sections has a restatement. Forecast, official statistics and cases
 * have none. Sums of pairs of banks are of those banks, and are in no report.
 */
export const RESTATED_TABLES: readonly RestatedTable[] = [
  {
    id: 'restated-trade',
    title: 'The target, services, the mirror gap, promises and goods that are stuck',
    parts: [
      {
        figure: targetProgressFigure,
        asked: 'targetProgress(reporter: $reporter, partner: $partner, asOf: $asOf)',
      },
      {
        figure: servicesTradeFigure,
        asked: `servicesTrade(reporter: $reporter, partner: $partner, ${MONTHS})`,
      },
      {
        figure: mirrorGapFigure,
        of: '{reporter} to {partner}',
        asked: `mirrorGap(exporter: $reporter, importer: $partner, ${MONTHS})`,
      },
      {
        figure: mirrorGapFigure,
        of: '{partner} to {reporter}',
        asked: `mirrorGap(exporter: $partner, importer: $reporter, ${MONTHS})`,
      },
      { figure: commitmentFunnelFigure, asked: 'commitmentFunnel(asOf: $asOf)' },
      { figure: blockedGoodsFigure, asked: 'valueOfGoodsBlocked(asOf: $asOf)' },
    ],
  },
  {
    id: 'restated-corridor',
    title: 'The corridor',
    parts: [
      checkpointDwellFigure,
      borderCrossingsFigure,
      borderCostsFigure,
      corridorSpeedFigure,
      corridorCostsFigure,
      corridorRoutesFigure,
    ].map(ofMonths),
  },
  {
    id: 'restated-customs',
    title: 'Customs, transits and guarantees',
    parts: [
      ...[daysHeldFigure, clearanceTimeFigure, transitsFigure].map(ofMonths),
      { figure: guaranteeUseFigure, asked: 'guaranteeUse(asOf: $asOf)' },
    ],
  },
  {
    id: 'restated-payments',
    title: 'Payments and letters of credit',
    parts: [
      ofPayments(daysToSettleFigure, 'DAYS_TO_SETTLE'),
      ofPayments(localCurrencyShareFigure, 'BY_CURRENCY'),
      ofPayments(openObligationsFigure, 'OPEN_OBLIGATIONS'),
      ofPayments(suspenseFigure, 'SUSPENSE'),
      ofMonths(lettersOfCreditFigure),
    ],
  },
];
