import { upcast, versionToAppend } from '@corridor/contracts';
import {
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  type LetterOfCreditState,
  legalForCredit,
  letterOfCredit,
  type ObligationCommand,
  type ObligationEvent,
  type ObligationState,
  obligation,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementState,
  settlement,
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
    lettersOfCredit: new AggregateStore<LetterOfCreditCommand, LetterOfCreditEvent, LetterOfCreditState>(
      store,
      {
        category: 'lc',
        decider: letterOfCredit,
        schemaVersionOf: versionToAppend,
        upcast,
        standing: (state) => ({ currentState: state.status, legalNow: legalForCredit(state) }),
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
      participantsOf: (state) => (state.status === 'unknown' ? [] : [state.settlement.bank]),
    }),
  };
}

export type PaymentsAggregates = ReturnType<typeof aggregatesOn>;
