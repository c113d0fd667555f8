import type { FigureDefinition } from '../figures/figure-definition.js';

export const bilateralTradeFigure: FigureDefinition = {
  field: 'bilateralTrade',
  title: 'Bilateral trade',
  question:
    'How much did the reporter trade with the partner, month by month, in which goods, and by which events?',
  formula:
    'total = exports + imports of one reporter. Exports: what left for the partner as its last known destination, at the value at the frontier of the reporter (FOB-type). Imports: what originates in the partner, at the value at the frontier of the reporter (CIF-type). `reExports` is the part of the exports that originates in another country.',
  unit: 'US dollars, in whole cents.',
  rounding:
    'Each line is converted once, half to even, at the rate of the day of acceptance, when customs clear it; sums add cents and round nothing.',
  source:
    'International Merchandise Trade Statistics, Concepts and Definitions 2010 (IMTS 2010), as declarations to the customs of the reporter tell it.',
  edgeCases: [
    'A line counts in the month in which customs accepted its declaration, by the clock of the office.',
    'An amendment restates the month of the original declaration: what it takes out and what it puts in instead are its share.',
    'Transit, trans-shipment, temporary movements, cancelled consignments and services do not count.',
    'Goods that come back are re-imports, never negative exports.',
    'What leaves a warehouse or inward processing does not count again.',
    'The statistics of the two countries stand side by side and never mix: each is asked for as reporter.',
  ],
  example:
    'In January, Pakistan cleared for export to Kazakhstan textiles for 100.00 and rice for 50.50, and for import medicines of Kazakhstan for 70.00; in March it exported goods of China for 20.00. The total of the three months is 240.50, of it re-exports 20.00. A later amendment of the textiles to 80.00 has the share −20.00 and counts in January: as of its position, the total is 220.50; as of the one before, it stays 240.50.',
};
