import { target } from '../../../libs/domain/dist/index.js';
import { asking, usd } from './asking.mjs';

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
