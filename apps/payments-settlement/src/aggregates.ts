import { upcast, versionToAppend } from '@corridor/contracts';
import {
  type BankPaymentState,
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
  payment,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementState,
  type StatementCommand,
  type StatementEvent,
  type StatementState,
  settlement,
  statement,
} from '@corridor/domain';
import { AggregateStore, type EventStore } from '@corridor/event-store';

/** The aggregates of payments-settlement on the log; what is appended keeps to its contract. */
export function aggregatesOn(store: EventStore) {
  return {
    obligations: new AggregateStore<ObligationCommand, ObligationEvent, ObligationState>(store, {
      category: 'obligation',
      decider: obligation,
      schemaVersionOf: versionToAppend,
      upcast,
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
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.settlement.bank]),
    }),
    payments: new AggregateStore<PaymentCommand, PaymentEvent, BankPaymentState>(store, {
      category: 'payment',
      decider: payment,
      schemaVersionOf: versionToAppend,
      upcast,
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.bank]),
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
