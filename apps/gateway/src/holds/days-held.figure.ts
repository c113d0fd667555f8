import type { FigureDefinition } from '../figures/figure-definition.js';

export const daysHeldFigure: FigureDefinition = {
  field: 'daysHeld',
  title: 'Days held',
  question: 'For how long did customs hold goods, for which reasons, at which offices, and by which holds?',
  formula:
    'The sum over consignments of the time within the months in which at least one hold stood: ended − placed, holds of one consignment that overlap once. Each instant is that of the hold that was placed first, of those that stood at it.',
  unit: 'Days of 24 hours; `seconds` is the same, exact to the millisecond.',
  rounding: 'Days to four digits, half to even, when they are shown; seconds are not rounded.',
  source: 'What customs tell of their holds: placed, released, or ended by a refusal of the declaration.',
  edgeCases: [
    'A hold that is open runs to the instant at which the ledger came to the as-of position, and is counted in `open`. What is told to end behind that instant has lasted up to it.',
    'Months begin and end by the clock of the customs office of the hold that an instant is of: each instant counts in one month, and months sum to what they come to together, whatever the clocks.',
    'Of two holds that were placed in one instant, the one that the ledger was told of first is the first.',
    'By reason and by office, holds of one of them that overlap count once, those of two under each: the parts may come to more than the whole.',
    'Of a `reporter`, the figure is the part of it that holds by customs offices of that country make: what the hold of another country took first stays with that one, so that countries sum to the whole.',
    'Where holds of one consignment overlap, the time is the share of the one that was placed first, so that the shares sum to the figure. Within a reason or an office, it is that of the first of these.',
  ],
  example:
    'A consignment stood under an inspection for two days and, from its middle on, under a question about papers for two and a half: two days are the share of the inspection, one and a half that of the papers, and the figure is 3.5000 days, by reason 2.0000 and 2.5000. With two clocks: until March 2024 Almaty was an hour ahead of Karachi. Of an inspection in Karachi from noon of 31 January to noon of 1 February, and papers in Almaty from 22:00 of 31 January to 01:00 of 2 February there, January has 0.5000 days and February 1.0000, half a day of either: the last hour of January in Karachi is February in Almaty, and counts in January alone.',
};
