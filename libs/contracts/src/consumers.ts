import { type EventType, PUBLISHED_CONTRACTS } from './event-contracts.js';
import type { OwningService } from './recorded-event.js';

/**
 * Whose events each service takes from the bus and applies, stream by stream, and of which types: all others pass by it unread. Read models follow the log
 * itself.
 */
export const CONSUMERS = {
  'payments-settlement': {
    services: ['trade-events', 'payments-settlement'],
    types: [
      'InvoiceRegistered',
      'ConsignmentDispatched',
      'ConsignmentDelivered',
      'ConsignmentSplit',
      'ConsignmentCancelled',
      'ConsignmentReturned',
      'DocumentAttached',
      'DocumentWithdrawn',
      'DeclarationCleared',
      'PresentationComplied',
      'DraftAccepted',
      'PresentationHonoured',
      'PresentationNegotiated',
      'CollectionPresented',
      'CollectionAccepted',
      'ObligationArisen',
      'ObligationPartSettled',
      'ObligationSettled',
      'PaymentReturned',
      'LetterOfCreditIssued',
      'CreditAmendmentAccepted',
      'PaymentUnmatched',
      'InvoiceWithdrawn',
      'PaymentInstructed',
      'SettlementBooked',
      'SettlementConfirmed',
      'SettlementHeld',
      'SettlementReleased',
      'SettlementMatched',
      'SettlementUnmatched',
      'SettlementMatchedToServiceContract',
      'SettlementUnmatchedFromServiceContract',
      'SettlementReturned',
      'RatePosted',
      'RateCorrected',
    ],
  },
  'trade-events': {
    services: ['trade-events', 'payments-settlement'],
    types: [
      'ConsignmentContracted',
      'ConsignmentDeclared',
      'ContractClaimed',
      'ContractUnclaimed',
      'LetterOfCreditIssued',
      'CreditAmendmentAccepted',
      'CommitmentLinked',
      'CommitmentUnlinked',
      'ObligationPartSettled',
      'ObligationSettled',
      'PaymentReturned',
      'PaymentUnmatched',
      'InvoiceWithdrawn',
      'HoldPlaced',
      'HoldReleased',
      'NeedPosted',
      'NeedAmended',
      'NeedWithdrawn',
      'NeedExpired',
      'NeedFulfilled',
      'MatchDeclined',
      'MatchIntroduced',
      'MatchLapsed',
    ],
  },
} as const satisfies Record<
  OwningService,
  { readonly services: readonly OwningService[]; readonly types: readonly EventType[] }
>;

/** A consumer group of the bus: the types of events that it applies, and the categories of their streams. */
export interface ConsumerGroup {
  readonly group: string;
  readonly types: readonly string[];
  readonly categories: readonly string[];
}

export const CONSUMER_GROUPS: readonly ConsumerGroup[] = Object.entries(CONSUMERS).map(
  ([group, { types }]) => ({
    group,
    types,
    categories: [...new Set(types.map((type) => PUBLISHED_CONTRACTS.categoryOf(type)))],
  }),
);
