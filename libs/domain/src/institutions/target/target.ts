import type { Decider } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkCurrency, checkPositive, checkStep, refuse } from '../../checks.js';
import type { TargetCommand, TargetEvent, TargetSet } from './target.events.js';

export type TargetState =
  | { readonly status: 'unknown' }
  | { readonly status: 'set'; readonly target: TargetSet['data'] };

/** A target is set once, as it was announced; another announcement is another target. */
export const target: Decider<TargetCommand, TargetEvent, TargetState> = {
  initialState: { status: 'unknown' },
  decide({ type, occurredAt, data }, state) {
    checkStep(type, `target is ${state.status}`, state.status === 'unknown' ? ['SetTarget'] : []);
    checkPositive(data.yearlyAmount, '/yearlyAmount');
    checkCurrency(data.yearlyAmount, 'USD', '/yearlyAmount');
    if (data.reporter === data.partner) {
      refuse('partner-is-reporter', 'Bilateral trade is between two countries.', '/partner');
    }
    if (data.dueOn !== undefined) checkLocalDate(data.dueOn, '/dueOn');
    return [{ type: 'TargetSet', occurredAt, data }];
  },
  evolve: (_, { data }) => ({ status: 'set', target: data }),
};
