import type { FigureDefinition } from '../figures/figure-definition.js';

export const trialBalanceFigure: FigureDefinition = {
  field: 'trialBalance',
  title: 'Trial balance',
  question: 'What did every account come to at a position, and do debits equal credits in each currency?',
  formula:
    'balance = debits − credits of the account up to the position; the sums of a currency add all accounts.',
  unit: 'The currency of the account, in minor units.',
  rounding: 'None.',
  source: 'Double-entry postings, which stand in the event that made them.',
  edgeCases: [
    'Debits equal credits in each currency at every position.',
    'What belongs to the demo is told apart from what is real.',
    'A bank sees its own accounts.',
  ],
  example:
    'A credit of 100.00 waits in suspense, 60.00 of it is matched, and 15.00 goes back: nostro 85.00, suspense −25.00, vostro −60.00; debits and credits are 175.00 each.',
};
