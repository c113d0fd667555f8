import type { FigureDefinition } from '../../figures/figure-definition.js';

export const visaFiguresFigure: FigureDefinition = {
  field: 'visaFigures',
  title: 'Business visas',
  question:
    'How do applications for business visas fare: how many are granted, refused and why, and how long do consulates take?',
  formula:
    'By the month of submission: applications submitted; of them granted, refused, withdrawn and open as of the position; days = day of the decision − day of submission, as mean, p50 and p90 (nearest rank) with n.',
  unit: 'Applications; calendar days.',
  rounding: 'Mean days to two digits, half to even, when they are shown.',
  source: 'What consulates tell of applications; personal data plays no part.',
  edgeCases: [
    'In public, a month is told once, as the ledger had it at the end of the next one.',
    'In public, a cell that rests on fewer than three firms is withheld, and what it could be computed back from as well.',
    'Erasing a person changes no figure.',
  ],
  example:
    'Of five applications of April two were granted after 10 and 15 days, one was refused after 21, one withdrawn, and one is open: submitted 5, granted 2, refused 1, withdrawn 1, open 1; of 3 decisions the days are 15.33 in the mean, p50 15 and p90 21.',
};
