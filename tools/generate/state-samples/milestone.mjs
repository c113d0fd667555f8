import { milestone } from '../../../libs/domain/dist/index.js';
import { asking } from './asking.mjs';

const ofMilestone = asking({ milestoneId: 'torkham-terminal' });

export const MILESTONE = {
  name: 'Milestone',
  decider: milestone,
  commands: [
    ofMilestone('PlanMilestone', {
      name: 'A terminal',
      kind: 'terminal',
      places: ['PKTOR'],
      routeIds: [],
      plannedOn: '2026-06-30',
      responsible: 'x',
      source: 'x',
    }),
    ofMilestone('ReplanMilestone', { plannedOn: '2026-12-31', reason: 'x' }),
    ofMilestone('CompleteMilestone', { doneOn: '2026-12-31', evidenceSha256: 'a'.repeat(64) }),
    ofMilestone('WithdrawCompletion', { reason: 'x' }),
    ofMilestone('CancelMilestone', { reason: 'x' }),
  ],
  about: 'A piece of infrastructure of the corridor.',
};
