import { legalForSubject, legalForVisa, subject, target, visa } from '@corridor/domain';
import { type AggregateOn, unique } from '../aggregate-on.js';

/** The aggregates of what turns declarations into deals. */
export function institutionsOn(on: AggregateOn) {
  return {
    targets: on('target', { decider: target, participantsOf: () => [] }),
    subjects: on('subject', {
      decider: subject,
      standing: (state) => ({ currentState: state.status, legalNow: legalForSubject(state) }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.firm]),
    }),
    visas: on('visa', {
      decider: visa,
      standing: (state) => ({ currentState: state.status, legalNow: legalForVisa(state) }),
      participantsOf: (state) =>
        state.status === 'unknown'
          ? []
          : unique(state.firm, ...(state.submission ? [state.submission.consulate] : [])),
    }),
  };
}
