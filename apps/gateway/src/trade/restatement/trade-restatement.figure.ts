import type { FigureDefinition } from '../../figures/figure-definition.js';

export const tradeRestatementFigure: FigureDefinition = {
  field: 'tradeRestatement',
  title: 'Restatement of bilateral trade',
  question: 'What became of the trade of some months since it was reported, and by which events?',
  formula:
    'difference = bilateral trade as of `asOf` − as of `since`, of the same months = newTrade + corrections. corrections: what amendments, invalidations and cancellations change of declarations that had counted at `since`; newTrade: all else.',
  unit: 'US dollars, in whole cents.',
  rounding: 'None.',
  source: 'The events of [bilateral trade](bilateral-trade.md) behind `since`, up to `asOf`.',
  edgeCases: [
    'A correction of what came behind `since`, too, is a part of the new trade: it was never reported otherwise.',
    'A declaration that an amendment moves here from another partner corrects what was reported, with this partner and with the other one.',
    'A cancellation may take out of both: it has its share of each.',
    'Months are those of the acceptance, so that an old month may change.',
  ],
  example:
    'Reported: 100.00 of one declaration. Behind that, it is amended to 80.00, and another one of 50.00 is cleared and amended to 45.00: before 100.00, after 125.00, difference 25.00, of it new trade 45.00 and corrections −20.00.',
};
