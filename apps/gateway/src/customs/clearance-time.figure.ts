import type { FigureDefinition } from '../figures/figure-definition.js';

export const clearanceTimeFigure: FigureDefinition = {
  field: 'clearanceTime',
  title: 'Clearance time',
  question:
    'How long does customs take over declarations, at which office and for which procedure, and which ones wait?',
  formula:
    'Cleared − lodged of each declaration that was cleared in the months. Mean: all of their time ÷ n. p50 and p90 by nearest rank: the time that half, or nine tenths, of the declarations did not exceed. Open: the declarations that were lodged by the end of the months and neither cleared nor refused as of the position; their time runs to the instant at which the ledger came to it.',
  unit: 'hours',
  rounding: 'In milliseconds until it is shown; then to one decimal, half to even. Seconds are exact.',
  source:
    'What customs offices tell of declarations: lodged (that is, accepted), looked at, cleared, refused. The measure is that of a time release study (WCO) from the lodgement to the clearance.',
  edgeCases: [
    'A declaration is of the month of its clearance, by the day of the customs office.',
    'Open ones are counted, and out of the percentiles and the mean: how long they take in the end is not known.',
    'One that was refused, or that the declarant withdrew, was never cleared: it is out, and no longer open.',
    'An export that was cleared and then taken back was cleared all the same; an amendment does not clear again.',
    'What customs looked at is the strictest inspection that was recorded before the clearance: of the goods, by a scan, of the papers, or none. Customs tell no channel of risk (green, yellow, red).',
    'What had happened by an instant (`occurredUntil`) counts as if nothing else were known: what was cleared behind it waited at it, to no later than it, and an inspection behind it was not there yet.',
    'The time runs day and night: opening hours of offices are not known.',
    'A `reporter` is the country of the customs office. Where the goods came from or went to is not told apart.',
    'A declaration that covers several parts of a consignment counts once.',
    'Without a cleared one there are no percentiles and no mean: they are absent, not 0.',
  ],
  example:
    'In March, Almaty clears four imports behind 2 h, 3 h, 5 h and 9 h 15 min; a fifth was lodged 10 h before the ledger came to the position and waits. n 4, open 1, p50 3.0 (the 2nd of 4), p90 9.2 (the 4th; 9.25 half to even), mean 4.8 (19.25 ÷ 4 = 4.8125); the open one has 36,000 s.',
};
