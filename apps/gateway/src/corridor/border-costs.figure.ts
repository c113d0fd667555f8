import type { FigureDefinition } from '../figures/figure-definition.js';

export const borderCostsFigure: FigureDefinition = {
  field: 'borderCosts',
  title: 'Cost of border crossings',
  question: 'What is paid at each border, at which side of it, and what for?',
  formula:
    'CPMM TFI2. Of a crossing: the sum in USD of what was paid for its goods at its two crossing points; of a side: what was paid at that one. Mean: all of it ÷ n, where n is how many crossings a cost was told of. By crossing, direction and what carried the goods, of the crossings that the time of border crossings counts in the same months, incomplete ones and anomalies too.',
  unit: 'USD, with cents',
  rounding:
    'Each cost is converted once, as it is told, at the rate of the day on which it was paid, half to even; sums are of cents; a mean is rounded to the cent, half to even, as it is shown.',
  source:
    'CAREC Corridor Performance Measurement and Monitoring (CPMM), trade facilitation indicator 2, which holds unofficial payments: TransportCostRecorded and TransportCostWithdrawn.',
  edgeCases: [
    'Duties and taxes are no costs of a crossing: they are paid by declarations.',
    'A crossing at which nothing was told to be paid is out of n and of the mean: nobody told that it was free.',
    'A cost of 0 says that nothing had to be paid: its crossing is in n and in the mean. Of ten lorries of which one pays 100 and nine 0, the mean is 10.',
    'Without a receipt is what was told to be so; a cost of which no receipt was told either way is not.',
    'A cost for a section of the way is no cost of a border, also where that begins or ends there.',
    'Of a crossing of which one side alone was seen, what was paid at that side counts.',
    'A cost that is withdrawn is out from the position on where that was told.',
    'Goods that passed a place more than once paid at the crossing that had begun last by then; what was paid before the first is of the first.',
    'What was told of a consignment before it was split is of the crossings of the whole, not of those of its parts.',
    'Without a cost there is no mean: it is absent, not 0.',
  ],
  example:
    'Two lorries go by Torkham, a third one does, too, and nothing is told of it. For the first, $45.00 were paid at PKTOR for customs clearance with a receipt and $10.00 at AFRKH without one; for the second $20.01 at AFRKH. n 2, $75.01, mean $37.50 (37.505, half to even), without a receipt $10.00; at PKTOR n 1 and mean $45.00, at AFRKH n 2 and mean $15.00 (15.005, half to even).',
};
