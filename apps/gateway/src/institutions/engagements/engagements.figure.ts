import type { FigureDefinition } from '../../figures/figure-definition.js';

export const engagementsFigure: FigureDefinition = {
  field: 'engagements',
  title: 'Forums, exhibitions and delegations',
  question: 'Which forums, exhibitions and delegations led to what?',
  formula:
    'Of the engagements that begin in the months, as of the position: how many are planned, held and cancelled; firms and people that registered, and that came; meetings of firms; leads, open and lapsed; and the stages of the commitments that name them.',
  unit: 'Engagements, firms, people, meetings and leads; what is expected of leads in its own currency; commitments in US dollars, in whole cents.',
  rounding: 'None.',
  source: 'What organisers and firms tell of engagements, their meetings and their leads.',
  edgeCases: [
    'One that was put off counts in the months in which it begins now.',
    'A registration that was withdrawn does not count; one that was changed counts as it was told last.',
    'What leads are expected to bring is told by currency, and adds nothing to trade.',
    'Commitments that name an engagement are counted, whether they name a lead or not.',
    'Services that commitments promise stand on lines of their own, in none of the others; what was delivered without a clearance that is known is no part of `delivered`.',
  ],
  example:
    'A forum is moved from April to May. Three firms registered, one withdrew, and of the other two one raised its two people to three: 2 firms and 4 people; one firm came, with 2. Of two leads one lapsed for its price. In May: 1 engagement, held, 2 firms, 4 people, 2 leads, 1 lapsed; in April: none.',
};
