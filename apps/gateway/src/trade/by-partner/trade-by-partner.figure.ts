import type { FigureDefinition } from '../../figures/figure-definition.js';

export const tradeByPartnerFigure: FigureDefinition = {
  field: 'tradeByPartner',
  title: 'Trade with all partners',
  question:
    'How much did the reporter trade with each other country, or with those of a region, and with all of them?',
  formula:
    'total = Σ T(reporter, partner, months) over the partners, where T is [bilateral trade](bilateral-trade.md); share of a partner = T(reporter, partner, months) ÷ total.',
  unit: 'US dollars, in whole cents; `share` is a number, of which 1 is 100 %.',
  rounding: 'Amounts are not rounded; shares to four digits, half to even, when they are shown.',
  source:
    'The events of bilateral trade. Regions are those of the United Nations (M49), as `libs/reference-data/data/regions.csv` has them: a country or a region more is a row there.',
  edgeCases: [
    'What is traded with the reporter itself, its own goods that come back, is in no figure with another country, and not in this one.',
    'Countries without trade are left out; those whose trade was taken out again stay, with nothing.',
    'A reporter that lies in the region is none of its own partners.',
    "How final each month is (`months`) is told by the reporter's [release calendar](../release-calendar.md).",
    'A share is absent where all trade comes to nothing.',
  ],
  example:
    'PK exports 100.00 to KZ and 50.00 to UZ, and imports 30.00 from CN: total 180.00, of which KZ 100.00 (share 0.5556), UZ 50.00 (0.2778) and CN 30.00 (0.1667). With Central Asia alone: 150.00, of which KZ has 0.6667 and UZ 0.3333.',
};
