import type { FigureDefinition } from '../../figures/figure-definition.js';

export const blockedGoodsFigure: FigureDefinition = {
  field: 'valueOfGoodsBlocked',
  title: 'Goods that are stuck',
  question:
    'What are the goods worth that are stuck, under a hold of customs, an open case or an overdue transit, and which consignments are they?',
  formula: 'The worth of consignments under an open hold, an open case or an overdue transit, each once.',
  unit: 'US dollars in whole cents.',
  rounding: 'None.',
  source:
    'What the lines of a consignment say, where all are in dollars; else what its export declaration counted in dollars, or else its import declaration.',
  edgeCases: [
    'What was cancelled, or of which every part was, is not stuck.',
    'A whole that was split is told by those of its parts that are blocked.',
    'Goods whose worth in dollars nothing tells are counted in `unvalued` and add nothing.',
    'By age: full days since the oldest hold, case or passed limit that blocks goods still, up to the instant of the event at the position. By place: the office that has held them longest of those that hold them still, else the place at which they were scanned last. Both sum to the figure.',
    'By reason, goods that are blocked for several stand under each: the reasons may come to more than the whole.',
  ],
  example:
    'A consignment of 1,000.00, amended to 900.00, is held twice, under a case and overdue: it is stuck once, with 900.00, and stands with 900.00 under each of the three reasons.',
};
