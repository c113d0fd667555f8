import type { FigureDefinition } from '../figures/figure-definition.js';

export const guaranteeUseFigure: FigureDefinition = {
  field: 'guaranteeUse',
  title: 'Use of guarantees',
  question:
    'Up to how much do guarantees stand for goods in transit, how much of that is used, and how much was called?',
  formula:
    'Of the guarantees in force as of the position, those that are not expired or of which something is still reserved. Ceiling: what they were issued for, with every top-up. Reserved: what is reserved for transits. Called: what guarantors were called on to pay so far. Free: ceiling − reserved − called of those that are not expired. Lapsed: the same of the expired ones, of which nothing can be reserved any more. Share used = (reserved + called) ÷ ceiling. Freed: what was reserved once and is not any more. Ceiling = reserved + called + free + lapsed.',
  unit: 'money, in the currency of the guarantee; the share is a ratio',
  rounding: 'Sums are of minor units; a share has four digits, half to even, when it is shown.',
  source:
    'What guarantors and customs tell of guarantees: GuaranteeIssued, GuaranteeToppedUp, GuaranteeAmountReserved, GuaranteeAmountFreed, GuaranteeCalled, GuaranteeExpired.',
  edgeCases: [
    'An amount that is freed is there again for the next transit; one that was called is not, unless the guarantee is topped up.',
    'A guarantee that is expired still stands for what it has reserved; once nothing is, it is out, with its ceiling and what was called of it.',
    'A guarantee is expired once the ledger was told so, not by the day alone.',
    'By an instant (`occurredUntil`) counts what had been raised, reserved, called and freed by then; of a guarantee that had not been issued, nothing does.',
    'The peak is the most that was reserved of one guarantee at one time; peaks of several need not have been at the same time, so that they are not summed.',
    'Amounts of different currencies are not summed, and not converted: no event of a guarantee keeps a rate.',
    'What is reserved is told by the countries of the offices of departure and of destination, too. The rest is not: a guarantee is bound to no country.',
    'Without a ceiling there is no share: it is absent, not 0.',
  ],
  example:
    'A guarantee of an insurer over 1,000.00 PKR has 600.00 reserved for one transit and 399.99 for another; 100.01 of the first are called. Ceiling 1,000.00, reserved 899.98, called 100.01, free 0.01, share used 1.0000 (0.99999, half to even), peak 999.99. The first is freed: reserved 399.99, freed 499.99, free 500.00, share used 0.5000.',
};
