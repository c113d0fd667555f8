import type { FigureDefinition } from '../figures/figure-definition.js';

export const daysHeldFigure: FigureDefinition = {
  field: 'daysHeld',
  title: 'Days held',
  question: 'For how long did customs hold goods, for which reasons, at which offices, and by which holds?',
  formula:
    'The sum over consignments of the time within the months in which at least one hold stood: ended − placed, holds of one consignment that overlap once.',
  unit: 'Days of 24 hours; `seconds` is the same, exact to the millisecond.',
  rounding: 'Days to four digits, half to even, when they are shown; seconds are not rounded.',
  source: 'What customs tell of their holds: placed, released, or ended by a refusal of the declaration.',
  edgeCases: [
    'A hold that is open runs to the instant at which the ledger came to the as-of position, and is counted in `open`.',
    'Months begin and end by the clock of the customs office of the hold.',
    'By reason and by office, holds of one of them that overlap count once, those of two under each: the parts may come to more than the whole.',
    'Where holds of one consignment overlap, the time is the share of the one that began first, so that the shares sum to the figure.',
  ],
  example:
    'A consignment stood under an inspection for two days and, from its middle on, under a question about papers for two and a half: two days are the share of the inspection, one and a half that of the papers, and the figure is 3.5000 days, by reason 2.0000 and 2.5000.',
};
