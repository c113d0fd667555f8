import type { FigureDefinition } from '../../figures/figure-definition.js';

export const needsFigure: FigureDefinition = {
  field: 'needs',
  title: 'Offers, needs and introductions',
  question: 'What do firms offer and seek, and what came of it?',
  formula:
    'Counts of what was posted, amended, withdrawn, expired and fulfilled, and of matches proposed, declined, introduced and lapsed, in the months; hours from the proposal to the introduction, as a mean and as a median (the mean of the two in the middle, where their number is even); what stands as of the position, by chapter, side, unit and period; what commitments came of the introductions, stage by stage.',
  unit: 'Needs and matches; quantities in their own UN/ECE unit; hours; US dollars in whole cents.',
  rounding:
    'Hours to whole seconds and then to one digit, half to even, when they are shown; quantities and amounts are not rounded.',
  source: 'What firms tell of their needs, and what they answer to a match.',
  edgeCases: [
    'A match that was proposed anew counts again; hours run from the proposal that was answered.',
    'Quantities of different units or periods are never added.',
    'A commitment counts by the lead that it names.',
    'Services that commitments promise stand on lines of their own, in none of the others; what was delivered without a clearance that is known is no part of `delivered`.',
  ],
  example:
    'Two offers of chapter 63 stand, of 10 t (amended from 20.5 t) and of 1.25 t a year: 11.25 TNE yearly by 2 needs. A match proposed on 10 March at 00:00 and introduced on 11 March at 12:00 of the same clock took 36.0 hours.',
};
