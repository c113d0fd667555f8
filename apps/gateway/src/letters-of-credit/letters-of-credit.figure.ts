import type { FigureDefinition } from '../figures/figure-definition.js';

export const lettersOfCreditFigure: FigureDefinition = {
  field: 'lettersOfCredit',
  title: 'Use of letters of credit',
  question:
    'How are letters of credit used: what is issued, drawn, refused, paid, still available, and left to expire?',
  formula:
    'By issuing bank and currency, of the months: amounts issued, raised and lowered by amendments, drawn by presentations, paid to beneficiaries, and not drawn of credits whose last day it was. available = most that the credit is for, with its tolerance, − drawn, as of the position.',
  unit: 'The currency of the credit, in minor units; `examinationDays` in calendar days.',
  rounding: 'Mean days to two digits, half to even, when they are shown; amounts are not rounded.',
  source: 'What banks tell of credits under UCP 600.',
  edgeCases: [
    'A presentation that was refused or withdrawn is not drawn, unless the discrepancies were waived.',
    'An amendment counts when the beneficiary accepted it.',
    'Silence that binds a bank is no examination.',
    'What one bank reimburses another is not paid twice.',
  ],
  example:
    'A credit for 1,000.00 and a tenth more is raised by 200.00: 1,320.00 at most. Of 400.00 and 300.00 drawn in March, the second was refused. As of then drawn 400.00 and available 920.00; since its discrepancies were waived in April, March has drawn 700.00.',
};
