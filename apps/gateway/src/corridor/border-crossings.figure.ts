import type { FigureDefinition } from '../figures/figure-definition.js';

export const borderCrossingsFigure: FigureDefinition = {
  field: 'borderCrossings',
  title: 'Time of border crossings',
  question: 'How long do goods take over each border, and at which side of it?',
  formula:
    'CPMM TFI1. Of the whole crossing: last departure from the crossing point of the country that is entered − first arrival at that of the country that is left. Of each side: last departure − first arrival there. By crossing, direction and what carries the goods over it, in a month of the departure from the second side by its clock. p50 and p90 by nearest rank; mean: all of their time ÷ n.',
  unit: 'hours',
  rounding: 'In milliseconds until it is shown; then to one decimal, half to even.',
  source:
    'CAREC Corridor Performance Measurement and Monitoring (CPMM), trade facilitation indicator 1: waiting and transloading are included; the mean as CPMM has it, and percentiles beside it. Which two places make a crossing stands in libs/reference-data/data/border-crossings.csv, with its source.',
  edgeCases: [
    'The two sides are visits of one consignment, one behind the other; what lies between them is a part of the whole crossing and of neither side.',
    'The whole needs the first arrival and the last departure; a scan between that is missing leaves its side incomplete, and not the whole.',
    'Goods that were seen at one side of a crossing, and before or behind it in the other country but not at its other side, make an incomplete crossing: at that side’s first crossing into that country in the order of the table. Without the second side it is of the month in which they were last seen at the first. By sea or air they crossed elsewhere.',
    'Where the last departure lies before the first arrival at either side, the crossing is an anomaly: counted, listed, and out of the percentiles and the mean.',
    'Where the way begins at the first side or ends at the second one, and where goods are still, is no crossing of the figure.',
    'Goods that were split at the second side came over the border as a whole: each part makes a crossing of its own. Before it, too, each part does.',
    'What carries goods is what they were dispatched by, or transloaded to at the first side or before; transloading at the second side is behind the border.',
    'Without a complete crossing there are no percentiles and no mean: they are absent, not 0.',
  ],
  example:
    'Three lorries go from Pakistan by Torkham: 20 h at PKTOR, 1 h between, 5 h at AFRKH are 26 h; 4 h, 0 h and 2 h are 6 h; the third one comes, and is seen next at Kabul. n 2, incomplete 1, p50 6.0, p90 26.0, mean 16.0; at PKTOR n 2 and mean 12.0, at AFRKH n 2 and mean 3.5.',
};
