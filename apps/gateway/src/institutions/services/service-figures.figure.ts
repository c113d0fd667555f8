import type { FigureDefinition } from '../../figures/figure-definition.js';

export const serviceFiguresFigure: FigureDefinition = {
  field: 'serviceFigures',
  title: 'Flights, trains and trucks',
  question: 'What did a service offer and carry, and how much of what cannot wait?',
  formula:
    'departures offered = days on which the schedule ran × departures a week ÷ 7; capacity = departures × what one takes; loadFactor = load on the busiest sector ÷ capacity; timeCriticalShare = time-critical goods carried ÷ time-critical goods that left the country of the first stop for that of the last.',
  unit: 'Kilograms and tonnes; departures; `loadFactor` and `timeCriticalShare` are numbers, of which 1 is 100 %.',
  rounding: 'Departures to two digits, tonnes to three, ratios to four, half to even, when they are shown.',
  source:
    'Announcements of services and their schedules, and the legs on which consignments were told to be carried.',
  edgeCases: [
    'Goods count once, on the first leg on which the service carried them.',
    'Parts that went on by the same service fill it where they are, and are not new load.',
    'What an operator reports beside the consignments is told apart.',
    'Days behind the as-of day offer nothing yet.',
  ],
  example:
    'Twice a week for 3.5 t each from 11 May on: by the end of May, 21 days × 2 ÷ 7 = 6.00 departures were offered, for 21.000 t. It carried 10.500 t on its only sector: a load factor of 0.5000.',
};
