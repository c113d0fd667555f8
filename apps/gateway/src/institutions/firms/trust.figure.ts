import type { FigureDefinition } from '../../figures/figure-definition.js';

export const trustFigure: FigureDefinition = {
  field: 'firm.trust',
  title: 'Trust score of a firm',
  question: 'How far did the firm keep its word?',
  formula:
    'score = 100 × weighted mean of four parts: on-time delivery 30, on-time payment 30, no customs irregularity 20, no dispute lost 20; each part = (successes + 2) ÷ (cases + 4).',
  unit: 'Points from 0 to 100.',
  rounding: 'Exact until the end, then to two digits, half to even; parts to four.',
  source:
    'Deliveries against contracts, payments against due dates, declarations, and disputes before the Business Council.',
  edgeCases: [
    'Under five cases in all parts together there is no score.',
    'Cases older than three years are out.',
    'A part without cases is a half.',
  ],
  example:
    '8 of 8 deliveries and 3 of 4 payments in time, 6 of 6 declarations without irregularity, no dispute: 30 × 10 ÷ 12 + 30 × 5 ÷ 8 + 20 × 8 ÷ 10 + 20 × 2 ÷ 4 = 69.75.',
};
