import { upcast, versionToAppend } from '@corridor/contracts';
import {
  type BankCalendarCommand,
  type BankCalendarEvent,
  type BankCalendarState,
  type BankPaymentState,
  bankCalendarOn,
  type CollectionCommand,
  type CollectionEvent,
  type CollectionState,
  collection,
  financialInstrument,
  type InstrumentCommand,
  type InstrumentEvent,
  type InstrumentState,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  type LetterOfCreditState,
  legalForCollection,
  legalForInstrument,
  legalForObligation,
  legalForRate,
  legalForRedFlag,
  legalForSettlement,
  legalForWebhook,
  letterOfCredit,
  type MessageCommand,
  type MessageEvent,
  type MessageState,
  message,
  type ObligationCommand,
  type ObligationEvent,
  type ObligationState,
  obligation,
  type PaymentCommand,
  type PaymentEvent,
  partiesOfObligation,
  payment,
  type RateCommand,
  type RateEvent,
  type RateState,
  type RedFlagCommand,
  type RedFlagEvent,
  type RedFlagState,
  rate,
  redFlag,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementState,
  type StatementCommand,
  type StatementEvent,
  type StatementState,
  settlement,
  standingForCredit,
  standingOfCollection,
  standingOfSettlement,
  statement,
  type WebhookCommand,
  type WebhookEvent,
  type WebhookState,
  webhook,
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
        const parties = partiesOfObligation(state);
        if (!parties) return [];
        const { creditor, debtor, creditorBank } = parties;
        return [...new Set([creditor, debtor, creditorBank])].sort();
      },
    }),
    lettersOfCredit: new AggregateStore<LetterOfCreditCommand, LetterOfCreditEvent, LetterOfCreditState>(
      store,
      {
        category: 'lc',
        decider: letterOfCredit,
        schemaVersionOf: versionToAppend,
        upcast,
        standing: standingForCredit,
        participantsOf: (state) => {
          if (state.status === 'unknown') return [];
          const { applicant, beneficiary, issuingBank, advisingBank, nominatedBank, confirmingBank } =
            state.issued;
          const parties = [applicant, beneficiary, issuingBank, advisingBank, nominatedBank, confirmingBank];
          return [...new Set(parties.flatMap((each) => (each ? [each.participantId] : [])))].sort();
        },
      },
    ),
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
      standing: (state) => ({ currentState: state.status, legalNow: legalForRate(state) }),
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
    webhooks: new AggregateStore<WebhookCommand, WebhookEvent, WebhookState>(store, {
      category: 'webhook',
      decider: webhook,
      schemaVersionOf: versionToAppend,
      upcast,
      standing: (state) => ({ currentState: state.status, legalNow: legalForWebhook(state) }),
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.bank]),
    }),
    payments: new AggregateStore<PaymentCommand, PaymentEvent, BankPaymentState>(store, {
      category: 'payment',
      decider: payment,
      schemaVersionOf: versionToAppend,
      upcast,
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.bank]),
    }),
    instruments: new AggregateStore<InstrumentCommand, InstrumentEvent, InstrumentState>(store, {
      category: 'instrument',
      decider: financialInstrument,
      schemaVersionOf: versionToAppend,
      upcast,
      standing: (state) => ({ currentState: state.status, legalNow: legalForInstrument(state) }),
      participantsOf: (state) => {
        if (state.status === 'unknown') return [];
        const { holder, bank } = state.registered;
        return [...new Set([holder.participantId, bank])].sort();
      },
    }),
    redFlags: new AggregateStore<RedFlagCommand, RedFlagEvent, RedFlagState>(store, {
      category: 'flag',
      decider: redFlag,
      schemaVersionOf: versionToAppend,
      upcast,
      standing: (state) => ({ currentState: state.status, legalNow: legalForRedFlag(state) }),
      // Never those whom it is about.
      participantsOf: (state) => (state.status === 'unknown' ? [] : state.banks),
    }),
    messages: new AggregateStore<MessageCommand, MessageEvent, MessageState>(store, {
      category: 'message',
      decider: message,
      schemaVersionOf: versionToAppend,
      upcast,
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.received.bank]),
    }),
    statements: new AggregateStore<StatementCommand, StatementEvent, StatementState>(store, {
      category: 'statement',
      decider: statement,
      schemaVersionOf: versionToAppend,
      upcast,
      participantsOf: ({ bank }) => (bank === undefined ? [] : [bank]),
    }),
  };
}

export type PaymentsAggregates = ReturnType<typeof aggregatesOn>;
