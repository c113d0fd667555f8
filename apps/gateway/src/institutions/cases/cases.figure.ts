import type { FigureDefinition } from '../../figures/figure-definition.js';

export const casesFigure: FigureDefinition = {
  field: 'cases',
  title: 'Cases before the Business Council',
  question:
    'What do firms bring before the Business Council, how fast is it seen to, within which service level, and what is open?',
  formula:
    'Counts of what was opened, opened again, resolved and escalated in the months; hours from each opening to its first answer and to its resolution, as p50 and p90 (nearest rank); share within the service level = in time ÷ all that were answered (or resolved).',
  unit: 'Cases; hours; `shareInTime` is a number from 0 to 1.',
  rounding: 'Hours to two digits and shares to four, half to even, when they are shown.',
  source: 'Events of cases, and the service level that was in force as each was opened.',
  edgeCases: [
    'A case counts as the kind that it was triaged as last.',
    'Opened again is an opening of its own, with limits of its own.',
    'What is open is told as of the position, whatever the months.',
  ],
  example:
    'A case of a visa that was opened on 1 March at 10:00 with an answer due within 5 hours and answered at 15:00 took 5.00 hours and is in time; opened again on 20 March and resolved on 1 April behind its limit of two days, it is late in its second opening alone.',
};
