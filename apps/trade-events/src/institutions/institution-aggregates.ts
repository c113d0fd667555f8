import { firm, firmId, legalForFirm, target } from '@corridor/domain';
import type { AggregateOn } from '../aggregate-on.js';

/** The aggregates of what turns declarations into deals. */
export function institutionsOn(on: AggregateOn) {
  return {
    targets: on('target', { decider: target, participantsOf: () => [] }),
    firms: on('firm', {
      decider: firm,
      standing: (state) => ({ currentState: state.status, legalNow: legalForFirm(state) }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.participantId]),
    }),
    firmIds: on('firmid', {
      decider: firmId,
      participantsOf: (state) => {
        const of = state.status === 'claimed' ? state.participantId : state.before;
        return of === undefined ? [] : [of];
      },
    }),
  };
}
