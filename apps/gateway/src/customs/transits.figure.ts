import type { FigureDefinition } from '../figures/figure-definition.js';

export const transitsFigure: FigureDefinition = {
  field: 'transits',
  title: 'Transits',
  question:
    'Which goods passed in transit, from where to where and by which way; which are under way, and which are overdue?',
  formula:
    'Discharged: number, net mass and value of the transits that were discharged in the months. Under way: the same of those that were opened and not discharged as of the position. Overdue: of these, those whose goods were not presented at an office of destination and whose limit lies before the instant at which the ledger came to the position. Presented: of those under way, those whose goods were, and that wait to be discharged.',
  unit: 'kilograms and tonnes of net mass; value in USD; what has no rate in the currency in which the goods were valued, each for itself',
  rounding:
    'Kilograms and amounts are exact; a conversion is rounded half to even to the cent, once, as the transit is opened; tonnes are rounded to the kilogram, half to even, when they are shown.',
  source:
    'What offices of departure and of destination tell of transits: opened, put off, terminated, discharged, cancelled. Net mass and value are those of the opening.',
  edgeCases: [
    'A transit is of the month of its discharge, by the day of the office of departure.',
    'One that was cancelled, before the goods left, is none of the figure.',
    'Whether one is overdue is told by its limit as last extended and by the instant of the position, not by the clock of whoever asks, nor by when somebody noticed it.',
    'Goods that were presented behind the limit are overdue no more; their transit is marked as late. Told later that they were presented in time, it is not.',
    'One that is discharged though the goods never arrived, once its guarantee was called, is discharged; what was called is told by the use of guarantees.',
    'By an instant (`occurredUntil`) a transit is what it was made by then: by the limit that had been set and what had been found amiss, and under way where its discharge or cancellation came behind it.',
    'Goods that are valued in another currency are converted once, as the transit is opened, at the rate of that day that the office of departure tells with them; rate, day and source stay in the event. Where it tells none, they are beside the value in USD, by currency, and counted.',
    'The port is the one by which the corridor reaches the sea (gateway-ports.csv of libs/reference-data/data), wherever on the way it lies; or else the office of departure where that is a port by UN/LOCODE, or the office of destination; without any there is none.',
    'The way is what was planned at the opening: departure, stops in their order, destination. A passage elsewhere does not change it.',
    'Goods in transit are never part of the trade of the countries that they pass.',
  ],
  example:
    'Discharged in March: from Karachi (PKKHI) to Almaty (KZALA) 1,000.000001 kg worth $5,000.00 and 250.5 kg worth $1,000.50. n 2, 1,250.500001 kg, 1.251 t (1.250500001), $6,000.50. A third, of 400 kg, had its limit on 20 March and was not presented: as of the event that the ledger recorded on 19 March it is under way, as of that of 21 March it is overdue, too.',
};
