import {
  action,
  allocation,
  carriage,
  commitment,
  councilCase,
  engagement,
  evidence,
  firm,
  firmId,
  goal,
  isOpened,
  lead,
  legalForAction,
  legalForAllocation,
  legalForCase,
  legalForCommitment,
  legalForEngagement,
  legalForFirm,
  legalForLead,
  legalForMatch,
  legalForMeeting,
  legalForMilestone,
  legalForNeed,
  legalForReleaseCalendar,
  legalForService,
  legalForServiceLevel,
  legalForStatistic,
  legalForSubject,
  legalForTarget,
  legalForVisa,
  match,
  meeting,
  milestone,
  need,
  releaseCalendar,
  saleContract,
  service,
  serviceLevel,
  statistic,
  subject,
  target,
  visa,
} from '@corridor/domain';
import { type AggregateOn, unique } from '../aggregate-on.js';

/** The aggregates of what turns declarations into deals. */
export function institutionsOn(on: AggregateOn) {
  return {
    targets: on('target', {
      decider: target,
      standing: (state) => ({ currentState: state.status, legalNow: legalForTarget(state) }),
      participantsOf: () => [],
    }),
    commitments: on('commitment', {
      decider: commitment,
      standing: (state) => ({ currentState: state.status, legalNow: legalForCommitment(state) }),
      participantsOf: (state) =>
        state.status === 'unknown'
          ? []
          : unique(
              ...state.terms.parties.flatMap(({ participantId }) => participantId ?? []),
              ...state.contracts.flatMap(({ exporter, importer }) => [
                exporter.participantId,
                importer.participantId,
              ]),
            ),
    }),
    saleContracts: on('contract', {
      decider: saleContract,
      participantsOf: ({ parties }) => unique(...parties),
      // A frame contract may have thousands of consignments.
      snapshots: { every: 200, form: 'contract/1' },
    }),
    goals: on('goal', { decider: goal, participantsOf: () => [] }),
    evidence: on('evidence', { decider: evidence, participantsOf: () => [] }),
    allocations: on('allocation', {
      decider: allocation,
      standing: (state) => ({ currentState: state.status, legalNow: legalForAllocation(state) }),
      participantsOf: () => [],
    }),
    meetings: on('meeting', {
      decider: meeting,
      standing: (state) => ({ currentState: state.status, legalNow: legalForMeeting(state) }),
      participantsOf: () => [],
    }),
    actions: on('action', {
      decider: action,
      standing: (state) => ({ currentState: state.status, legalNow: legalForAction(state) }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.action.owner]),
    }),
    cases: on('case', {
      decider: councilCase,
      standing: (state) => ({ currentState: state.status, legalNow: legalForCase(state) }),
      participantsOf: (state) => {
        if (state.status === 'unknown') return [];
        if (!isOpened(state)) return unique(...state.foreseen.firms);
        const others = [state.openedBy, state.against, state.assignee].filter((each) => each !== undefined);
        return unique(...state.firms, ...others);
      },
    }),
    serviceLevels: on('servicelevel', {
      decider: serviceLevel,
      standing: ({ status }) => ({ currentState: status, legalNow: legalForServiceLevel() }),
      participantsOf: () => [],
    }),
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
      // It has an event for each departure that is reported, and for each consignment that it carried.
      snapshots: { every: 200, form: 'service/2' },
    }),
    carriages: on('carriage', {
      decider: carriage,
      participantsOf: (state) => {
        const told = state.status === 'carried' ? state.carried : state.before;
        return told ? unique(told.operator, told.exporter, told.importer) : [];
      },
    }),
    officialStatistics: on('statistic', {
      decider: statistic,
      standing: (state) => ({ currentState: state.status, legalNow: legalForStatistic(state) }),
      participantsOf: () => [],
    }),
    releaseCalendars: on('releasecalendar', {
      decider: releaseCalendar,
      standing: ({ status }) => ({ currentState: status, legalNow: legalForReleaseCalendar() }),
      participantsOf: () => [],
    }),
    milestones: on('milestone', {
      decider: milestone,
      standing: (state) => ({ currentState: state.status, legalNow: legalForMilestone(state) }),
      participantsOf: () => [],
    }),
  };
}
