import { upcast, versionToAppend } from '@corridor/contracts';
import {
  type BankCalendarCommand,
  type BankCalendarEvent,
  type BankCalendarState,
  bankCalendarOn,
  type CollectionCommand,
  type CollectionEvent,
  type CollectionState,
  collection,
  legalForCollection,
  legalForObligation,
  legalForSettlement,
  type ObligationCommand,
  type ObligationEvent,
  type ObligationState,
  obligation,
  type RateCommand,
  type RateEvent,
  type RateState,
  rate,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementState,
  settlement,
  standingOfCollection,
  standingOfSettlement,
} from '@corridor/domain';
import { AggregateStore, type EventStore } from '@corridor/event-store';
import { publishedCalendar } from '@corridor/reference-data';

/** The aggregates of payments-settlement on the log; what is appended keeps to its contract. */
export function aggregatesOn(store: EventStore) {
  return {
    obligations: new AggregateStore<ObligationCommand, ObligationEvent, ObligationState>(store, {
      category: 'obligation',
      decider: obligation,
      schemaVersionOf: versionToAppend,
      upcast,
      standing: (state) => ({ currentState: state.status, legalNow: legalForObligation(state) }),
      participantsOf: (state) => {
        if (state.status === 'unknown') return [];
        const { creditor, debtor, creditorBank } = state.obligation;
        return [...new Set([creditor, debtor, creditorBank])].sort();
      },
    }),
    settlements: new AggregateStore<SettlementCommand, SettlementEvent, SettlementState>(store, {
      category: 'settlement',
      decider: settlement,
      schemaVersionOf: versionToAppend,
      upcast,
      standing: (state) => ({
        currentState: standingOfSettlement(state),
        legalNow: legalForSettlement(state),
      }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.settlement.bank]),
    }),
    collections: new AggregateStore<CollectionCommand, CollectionEvent, CollectionState>(store, {
      category: 'collection',
      decider: collection,
      schemaVersionOf: versionToAppend,
      upcast,
      standing: (state) => ({
        currentState: standingOfCollection(state),
        legalNow: legalForCollection(state),
      }),
      participantsOf: ({ presented, accepted }) => {
        const told = accepted ?? presented;
        if (!told) return [];
        return [...new Set([told.principal, told.drawee, told.remittingBank, told.presentingBank])].sort();
      },
    }),
    rates: new AggregateStore<RateCommand, RateEvent, RateState>(store, {
      category: 'rate',
      decider: rate,
      schemaVersionOf: versionToAppend,
      upcast,
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.source]),
      // One for each banking day, for years.
      snapshots: { every: 100, form: 'rate/1' },
    }),
    calendars: new AggregateStore<BankCalendarCommand, BankCalendarEvent, BankCalendarState>(store, {
      category: 'calendar',
      decider: bankCalendarOn(publishedCalendar),
      schemaVersionOf: versionToAppend,
      upcast,
      // Nobody's own.
      participantsOf: () => [],
    }),
  };
}

export type PaymentsAggregates = ReturnType<typeof aggregatesOn>;
