import type { FigureDefinition } from '../figures/figure-definition.js';

export const corridorCostsFigure: FigureDefinition = {
  field: 'corridorCosts',
  title: 'Cost of sections of the corridor',
  question: 'What do 20 tonnes pay for 500 kilometres, on which section, and what for?',
  formula:
    'CPMM TFI3. Cost of a section × 500 ÷ km × 20 ÷ t, of each trip. Mean: all that was paid × 500 × 20 ÷ the sum of km × t of the trips that paid. p50 and p90 by nearest rank, of what each trip comes to. By section and direction, by kind and by mode, of the complete trips that the speed over sections counts in the same months.',
  unit: 'USD, with cents, for 20 t and 500 km; totals as they were paid',
  rounding:
    'Each cost is converted once, as it is told, at the rate of the day on which it was paid, half to even; sums are of cents; what 20 t pay for 500 km is rounded to the cent, half to even, as it is shown.',
  source:
    'CAREC Corridor Performance Measurement and Monitoring (CPMM), trade facilitation indicator 3: official and unofficial payments. TransportCostRecorded and TransportCostWithdrawn, of costs for a section; t is the net mass of the goods as they were declared or amended last; km is what the plan of a route tells of the section.',
  edgeCases: [
    'A cost is of the section whose ends it names, in that direction; what was paid at a place is in the cost of border crossings, also where a section begins or ends there.',
    'Duties and taxes are no costs of a section: they are paid by declarations.',
    'A trip of which no cost is told is out: nobody told that it was free. A cost of 0 says that nothing had to be paid: its trip is in.',
    'Costs of trips that are incomplete or an anomaly are out, and their number is told. Those of a section of which no kilometres are told are out.',
    'By kind, a trip counts for the kinds that were told of it: the means of the kinds need not sum to that of all.',
    'The mean weighs trips by tonne-kilometres: a full train counts more than a light lorry.',
    'Goods that went over a section more than once paid for the last time.',
    'What was told of a consignment before it was split is not shared among its parts.',
    'A cost that is withdrawn is out from the position on where that was told.',
    'Planned is what the plan tells that carriage costs a tonne, × 20 × 500 ÷ km, in the currency of the plan; it is never mixed with what was paid.',
    'Without a cost there is no mean and no percentile: they are absent, not 0.',
  ],
  example:
    'Karachi to Almaty by Torkham is 3,800 km, planned at $150.00 a tonne: 150 × 20 × 500 ÷ 3,800 = $394.74. One lorry with 20 t pays $3,000.00 of freight and $40.00 for tolls, 3,040 × 500 ÷ 3,800 = $400.00. Another with 10 t pays $1,900.00: 1,900 × 500 ÷ 3,800 × 20 ÷ 10 = $500.00. n 2, $4,940.00, p50 $400.00, p90 $500.00, mean 4,940 × 10,000 ÷ (3,800 × 30) = $433.33.',
};
