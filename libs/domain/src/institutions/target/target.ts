import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkCurrency, checkPositive, checkStep, isSame, refuse } from '../../checks.js';
import type { TargetCommand, TargetEvent, TargetSet, TargetTerms } from './target.events.js';

export type TargetState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'set';
      /** As it is now. */
      readonly target: TargetSet['data'];
    };

export function legalForTarget({ status }: TargetState): readonly TargetCommand['type'][] {
  return status === 'unknown' ? ['SetTarget'] : ['ReviseTarget'];
}

/** A target is set once, as it was announced, and revised by whoever may: what it was stays in its stream. */
export const target: Decider<TargetCommand, TargetEvent, TargetState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    const { type, occurredAt, data } = command;
    checkStep(type, `target is ${state.status}`, legalForTarget(state));
    checkTerms(data, occurredAt);
    switch (type) {
      case 'SetTarget':
        if (data.reporter === data.partner) {
          refuse('partner-is-reporter', 'Bilateral trade is between two countries.', '/partner');
        }
        return [{ type: 'TargetSet', occurredAt, data }];
      case 'ReviseTarget': {
        const { reason: _, ...terms } = data;
        if (state.status === 'set' && isSame(sorted(terms), sorted(termsOf(state.target)))) return [];
        return [{ type: 'TargetRevised', occurredAt, data }];
      }
      default:
        return never(type);
    }
  },
  evolve(state, event) {
    if (event.type === 'TargetSet') return { status: 'set', target: event.data };
    if (state.status === 'unknown') throw new Error('The history of a target begins with TargetSet.');
    const { targetId, reporter, partner } = state.target;
    const { reason: _, ...terms } = event.data;
    return { status: 'set', target: { ...terms, targetId, reporter, partner } };
  },
};

function checkTerms({ yearlyAmount, dueOn, baselineYear }: TargetTerms, occurredAt: string): void {
  checkPositive(yearlyAmount, '/yearlyAmount');
  checkCurrency(yearlyAmount, 'USD', '/yearlyAmount');
  if (dueOn !== undefined) checkLocalDate(dueOn, '/dueOn');
  if (baselineYear !== undefined) checkBaseline(baselineYear, dueOn, Number(occurredAt.slice(0, 4)));
}

/** What is compared with has been, and lies before what is to be reached. */
function checkBaseline(year: number, dueOn: string | undefined, thisYear: number): void {
  if (year > thisYear) {
    refuse('baseline-ahead', `${year} lies ahead: nothing is compared with it yet.`, '/baselineYear');
  }
  if (dueOn === undefined || year < Number(dueOn.slice(0, 4))) return;
  const message = `${year} is not before the year of ${dueOn}, by which the target is to be reached.`;
  refuse('baseline-not-before', message, '/baselineYear');
}

function termsOf({ reporter: _, partner: __, ...terms }: TargetSet['data']): TargetTerms {
  return terms;
}

function sorted(terms: TargetTerms): readonly (readonly [string, unknown])[] {
  return Object.entries(terms).sort(([a], [b]) => (a < b ? -1 : 1));
}
