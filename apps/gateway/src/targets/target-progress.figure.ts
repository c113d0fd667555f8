import type { FigureDefinition } from '../figures/figure-definition.js';

export const targetProgressFigure: FigureDefinition = {
  field: 'targetProgress',
  title: 'Progress towards the target',
  question: 'How far has the reporter come towards its target of yearly trade with the partner?',
  formula:
    'realised = bilateral trade of the last 12 full months; share = realised ÷ target in force; runRate = trade of the last 3 full months × 4; growthNeeded = (target ÷ realised)^(1 ÷ years left) − 1.',
  unit: 'US dollars in whole cents; `share` and `growthNeeded` are numbers, of which 1 is 100 %.',
  rounding: 'Ratios to four digits, half to even, when they are shown; amounts are not rounded.',
  source:
    'The target that was set or revised last as of the position (`TargetSet`, `TargetRevised`), against [bilateral trade](bilateral-trade.md) of its own reporter.',
  edgeCases: [
    'Full months end before the month of the as-of instant, in the time zone of the reporter.',
    'Asked by `occurredUntil`, months end before that of the earlier of the two instants, and targets count that had been set by then.',
    'With under 12 months of history, `realised` is the sum of those that there are, and `months` says how many.',
    '`runRate` is absent under 3 months of history.',
    'A year has 365.25 days. `growthNeeded` is absent without a target with a day, once that day has come, and with nothing realised.',
    '`share` is absent without a target.',
    '`restatement` compares two positions. `realised` changes by declarations that are new and by corrections, of the months of the newer figure, each with its events, and by months that came to be among the last 12 or left them, as they were known at the earlier position (`moved`, which no event told of): the three sum to the change. A change of the target is a sum of its own. What is made of `realised`, as `share` and `runRate`, is not restated: ask for it as of both positions.',
  ],
  example:
    'Ten dollars a month since January 2025, and a target of 1,000.00 a year by 22 February 2030, asked as of 22 February 2026: realised 120.00 from February 2025 to January 2026, share 0.1200, run rate 3 × 10.00 × 4 = 120.00, and, with four years left, growth needed (1000 ÷ 120)^(1 ÷ 4) − 1 = 0.6990.',
};
