import { goal, target } from '../../../libs/domain/dist/index.js';
import { asking, id, usd } from './asking.mjs';

const targetCommands = [
  asking({ targetId: 'pk-kz' })('SetTarget', {
    reporter: 'PK',
    partner: 'KZ',
    yearlyAmount: usd('1000000000.00'),
    source: 'x',
  }),
  asking({ targetId: 'pk-kz' })('ReviseTarget', {
    yearlyAmount: usd('2000000000.00'),
    source: 'x',
    reason: 'x',
  }),
];

export const TARGET = {
  name: 'Target',
  decider: target,
  commands: targetCommands,
  about: 'What two countries want to trade in a year.',
};

const ofGoal = asking({ goalId: id(206), targetId: 'pk-kz' });

export const GOAL = {
  name: 'Goal',
  decider: goal,
  commands: [ofGoal('TakeGoal', { reporter: 'PK', partner: 'KZ' }), ofGoal('FreeGoal')],
  about: 'For which trade a target stands: for each two countries and definition, one.',
};
