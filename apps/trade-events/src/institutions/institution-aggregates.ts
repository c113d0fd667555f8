import {
  engagement,
  lead,
  legalForEngagement,
  legalForLead,
  legalForMatch,
  legalForNeed,
  match,
  need,
  target,
} from '@corridor/domain';
import { type AggregateOn, unique } from '../aggregate-on.js';

/** The aggregates of what turns declarations into deals. */
export function institutionsOn(on: AggregateOn) {
  return {
    targets: on('target', { decider: target, participantsOf: () => [] }),
    engagements: on('engagement', {
      decider: engagement,
      standing: (state) => ({ currentState: state.status, legalNow: legalForEngagement(state) }),
      // What is told of a firm is for that firm: hundreds may take part.
      participantsOf: (state) =>
        state.status === 'unknown' ? [] : unique(state.terms.organiser, ...state.toldOf),
    }),
    leads: on('lead', {
      decider: lead,
      standing: (state) => ({ currentState: state.status, legalNow: legalForLead(state) }),
      participantsOf: (state) =>
        state.status === 'unknown'
          ? []
          : unique(state.recorded.seller.participantId, state.recorded.buyer.participantId),
    }),
    needs: on('need', {
      decider: need,
      standing: (state) => ({ currentState: state.status, legalNow: legalForNeed(state) }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.subject.firm.participantId]),
    }),
    matches: on('match', {
      decider: match,
      standing: (state) => ({ currentState: state.status, legalNow: legalForMatch(state) }),
      participantsOf: (state) =>
        state.status === 'unknown' ? [] : unique(state.proposed.offer.firm, state.proposed.seek.firm),
    }),
  };
}
