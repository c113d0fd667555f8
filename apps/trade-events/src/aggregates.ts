import {
  CONSIGNMENT_STEPS,
  capture,
  consignment,
  declaration,
  epcisEvent,
  guarantee,
  invoice,
  legalForDeclaration,
  legalForGuarantee,
  legalForServiceContract,
  legalForTransit,
  legalForTransportCost,
  route,
  serviceContract,
  transit,
  transportCost,
  ucr,
} from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { aggregateOn, unique } from './aggregate-on.js';
import { institutionsOn } from './institutions/institution-aggregates.js';

/** The aggregates of trade-events on the log; what is appended keeps to its contract. */
export function aggregatesOn(store: EventStore) {
  const on = aggregateOn(store);
  return {
    consignments: on('consignment', {
      decider: consignment,
      standing: ({ status }) => ({ currentState: status, legalNow: CONSIGNMENT_STEPS[status] }),
      participantsOf: (state) =>
        state.status === 'unknown' ? [] : unique(state.exporter.participantId, state.importer.participantId),
    }),
    declarations: on('declaration', {
      decider: declaration,
      standing: (state) => ({ currentState: state.status, legalNow: legalForDeclaration(state) }),
      participantsOf: (state) =>
        state.status === 'unknown' ? [] : unique(state.lodged.exporter, state.lodged.importer),
    }),
    invoices: on('invoice', {
      decider: invoice,
      participantsOf: (state) =>
        state.status === 'unknown'
          ? []
          : unique(
              state.invoice.creditor.participantId,
              state.invoice.debtor.participantId,
              state.invoice.creditorBank,
            ),
    }),
    routes: on('route', { decider: route, participantsOf: () => [] }),
    guarantees: on('guarantee', {
      decider: guarantee,
      standing: (state) => ({ currentState: state.status, legalNow: legalForGuarantee(state) }),
      participantsOf: (state) =>
        state.status === 'unknown'
          ? []
          : unique(state.issued.guarantor.participantId, state.issued.principal.participantId),
      // A revolving guarantee has two events for each transit that it ever covered.
      snapshots: { every: 200, form: 'guarantee/1' },
    }),
    transits: on('transit', {
      decider: transit,
      standing: (state) => ({ currentState: state.status, legalNow: legalForTransit(state) }),
      participantsOf: (state) =>
        state.status === 'unknown'
          ? []
          : unique(
              state.opened.guarantor,
              state.opened.principal.participantId,
              state.opened.carrier.participantId,
            ),
    }),
    costs: on('cost', {
      decider: transportCost,
      standing: (state) => ({ currentState: state.status, legalNow: legalForTransportCost(state) }),
      participantsOf: (state) =>
        state.status === 'unknown' ? [] : unique(state.told.recordedBy, state.told.exporter),
    }),
    serviceContracts: on('servicecontract', {
      decider: serviceContract,
      standing: (state) => ({ currentState: state.status, legalNow: legalForServiceContract(state) }),
      participantsOf: (state) => {
        if (state.status === 'unknown') return [];
        const { provider, customer } = state.registered;
        const { providerBank } = state.terms;
        return unique(
          provider.participantId,
          customer.participantId,
          ...(providerBank === undefined ? [] : [providerBank]),
        );
      },
    }),
    epcisEvents: on('epcis', {
      decider: epcisEvent,
      participantsOf: (state) =>
        state.status === 'unknown' ? unique(...state.declaredBy) : unique(...state.captors, ...state.parties),
    }),
    ucrs: on('ucr', {
      decider: ucr,
      participantsOf: (state) => (state.status === 'unknown' ? [] : unique(state.exporter, state.importer)),
    }),
    captures: on('capture', {
      decider: capture,
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.capture.captor]),
    }),
    ...institutionsOn(on),
  };
}

export type TradeAggregates = ReturnType<typeof aggregatesOn>;
