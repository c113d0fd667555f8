import type { FigureDefinition } from '../figures/figure-definition.js';

export const checkpointDwellFigure: FigureDefinition = {
  field: 'checkpointDwell',
  title: 'Dwell per checkpoint',
  question: 'For how long do goods stay at each place on the way?',
  formula:
    'Last departure − first arrival of each visit of a consignment to a UN/LOCODE, in a month of its last departure by the clock of the place. p50 and p90 by nearest rank: the visit that half, or nine tenths, of the visits did not exceed. Mean: all of their time ÷ n.',
  unit: 'hours',
  rounding: 'In milliseconds until it is shown; then to one decimal, half to even.',
  source:
    'CAREC Corridor Performance Measurement and Monitoring (CPMM): the mean as CPMM has it, and percentiles beside it; places by UN/LOCODE.',
  edgeCases: [
    'A visit ends as the goods are seen elsewhere: scans of one place with nothing between are one visit.',
    'A visit whose arrival or departure was not scanned is incomplete: counted, and out of the percentiles and the mean. Without a departure it is of the month in which the goods were last seen there.',
    'A last departure before the first arrival is an anomaly: counted, listed, and out of the percentiles and the mean.',
    'Scans taken back by an error declaration are out from the position on where that was told.',
    'Where the way begins without an arrival, where it ends (delivered, returned), and where the goods are still, is no visit of the figure.',
    'A consignment that is split goes on as its parts: each part has been at the place of the split since the whole came there, and the whole has no visit there of its own.',
    'Without a complete visit there are no percentiles and no mean: they are absent, not 0.',
  ],
  example:
    'Four visits to Torkham (PKTOR) last 2 h, 3 h, 5 h and 9 h 15 min; a fifth has no departure. n 4, incomplete 1, p50 3.0 (the 2nd of 4), p90 9.2 (the 4th; 9.25 half to even), mean 4.8 (19.25 ÷ 4 = 4.8125).',
};
