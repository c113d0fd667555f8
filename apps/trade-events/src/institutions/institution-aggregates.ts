import {
  carriage,
  firm,
  firmId,
  legalForFirm,
  legalForMilestone,
  legalForService,
  milestone,
  service,
  target,
} from '@corridor/domain';
import { type AggregateOn, unique } from '../aggregate-on.js';

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
    services: on('service', {
      decider: service,
      standing: (state) => ({ currentState: state.status, legalNow: legalForService(state) }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.operator]),
      // It has an event for each departure that is reported.
      snapshots: { every: 200, form: 'service/1' },
    }),
    carriages: on('carriage', {
      decider: carriage,
      participantsOf: (state) => {
        const told = state.status === 'carried' ? state.carried : state.before;
        return told ? unique(told.operator, told.exporter, told.importer) : [];
      },
    }),
    milestones: on('milestone', {
      decider: milestone,
      standing: (state) => ({ currentState: state.status, legalNow: legalForMilestone(state) }),
      participantsOf: () => [],
    }),
  };
}
