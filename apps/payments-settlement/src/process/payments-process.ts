import { CONSUMERS, type OnUnknownEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import {
  type EventHandler,
  type Reactions,
  type ReactionsTogether,
  type RowHandler,
  reactInRows,
  reactTo,
} from '@corridor/messaging';
import type { PaymentsAggregates } from '../aggregates.js';
import type { BankCalendars } from '../bank-calendars/bank-calendars.js';
import { TakingUp } from '../letters-of-credit/taking-up.js';
import { oneAtATime } from './cause.js';
import { collectionAccepted, collectionPresented, draftAccepted, presentationComplied } from './honours.js';
import { Matching, type MatchingRates } from './matching.js';
import { Terms } from './terms.js';

/** Events that start terms or have to be matched; whatever else happens pays nothing, or was kept together with its payment. */
export const PAYMENTS_EVENTS = CONSUMERS['payments-settlement'].types;

type PaymentsEvent = (typeof PAYMENTS_EVENTS)[number];

/** What the process manager asks beside the log. */
export interface PaymentsAdvisers {
  readonly rates: MatchingRates;
  readonly calendars: Pick<BankCalendars, 'bankingDayFrom'>;
}

/**
 * The process manager of payments: an invoice whose terms are met raises an obligation; a booked credit and the obligations that
 * it names, or is like enough to, in whichever order they come, lead to a payment; what a return or a person opened again is paid like what
 * arises. It keeps no state but in the database, and looks at the log before it acts: an event that comes again, or after its
 * outcome, leads to nothing new.
 */
export function paymentsProcess(
  store: EventStore,
  aggregates: PaymentsAggregates,
  { rates, calendars }: PaymentsAdvisers,
  onUnknown: OnUnknownEvent,
): { readonly handle: EventHandler; readonly handleRow: RowHandler } {
  const terms = new Terms(store, aggregates, calendars);
  const matching = new Matching(store, aggregates, rates);
  const takingUp = new TakingUp(store, aggregates);
  const reactions: Reactions<PaymentsEvent> = {
    InvoiceRegistered: (event, client) => terms.invoiceRegistered(event, client),
    ConsignmentDispatched: async (event, client) => {
      await terms.reached(event.data.consignmentId, 'dispatch', event, client);
      await takingUp.dispatched(event, client);
    },
    ConsignmentDelivered: (event, client) =>
      terms.reached(event.data.consignmentId, 'delivery', event, client),
    ConsignmentSplit: (event, client) => terms.split(event, client),
    ConsignmentCancelled: (event, client) => terms.ended(event.data.consignmentId, event, client),
    ConsignmentReturned: (event, client) => terms.ended(event.data.consignmentId, event, client),
    DocumentAttached: async (event, client) => {
      await terms.documentAttached(event, client);
      await takingUp.attached(event, client);
    },
    DocumentWithdrawn: async (event, client) => {
      await terms.documentWithdrawn(event, client);
      await takingUp.withdrawn(event, client);
    },
    LetterOfCreditIssued: (event, client) => takingUp.credited(event, client),
    CreditAmendmentAccepted: (event, client) => takingUp.credited(event, client),
    DeclarationCleared: async (event, client) => {
      const { consignmentId, flow } = event.data;
      if (flow === 'import') await terms.reached(consignmentId, 'import-clearance', event, client);
    },
    PresentationComplied: (event, client) =>
      terms.honoured(presentationComplied(event.data, event.occurredAt), event, client),
    DraftAccepted: (event, client) =>
      terms.honoured(draftAccepted(event.data, event.occurredAt), event, client),
    PresentationHonoured: (event, client) => matching.drawingPaid(event.data, event, client),
    PresentationNegotiated: (event, client) => matching.drawingPaid(event.data, event, client),
    CollectionPresented: (event, client) =>
      terms.honoured(collectionPresented(event.data, event.occurredAt), event, client),
    CollectionAccepted: (event, client) =>
      terms.honoured(collectionAccepted(event.data, event.occurredAt), event, client),
    ObligationArisen: (event, client) => matching.obligationOpened(event, client),
    ObligationPartSettled: (event, client) => matching.obligationPaid(event, client),
    ObligationSettled: (event, client) => matching.obligationPaid(event, client),
    PaymentReturned: (event, client) => matching.obligationReopened(event, client),
    PaymentUnmatched: (event, client) => matching.obligationReopened(event, client),
    InvoiceWithdrawn: async (event, client) => {
      await terms.invoiceWithdrawn(event, client);
      await matching.obligationWithdrawn(event, client);
    },
    PaymentInstructed: (event, client) => matching.paymentInstructed(event, client),
    SettlementBooked: (event, client) => matching.settlementBooked(event, client),
    SettlementConfirmed: (event, client) => matching.settlementConfirmed(event, client),
    SettlementHeld: (event, client) => matching.settlementHeld(event, client),
    SettlementReleased: (event, client) => matching.settlementOpened(event, client),
    SettlementMatched: (event, client) => matching.settlementMatched(event, client),
    SettlementUnmatched: (event, client) => matching.settlementUnmatched(event, client),
    SettlementMatchedToServiceContract: (event, client) => matching.settlementOpened(event, client),
    SettlementUnmatchedFromServiceContract: (event, client) => matching.settlementOpened(event, client),
    SettlementReturned: (event, client) => matching.settlementReturned(event, client),
    RatePosted: (event, client) => matching.ratesChanged(event, client),
    RateCorrected: (event, client) => matching.ratesChanged(event, client),
  };
  const together: ReactionsTogether<PaymentsEvent> = {
    SettlementBooked: async (events, client) => {
      await oneAtATime(client);
      return matching.settlementsBooked(events, client);
    },
  };
  const each = inTurn(reactions);
  return { handle: reactTo(each, onUnknown), handleRow: reactInRows(each, together, onUnknown) };
}

/** Each reaction behind that of another process which is under way. */
function inTurn<Made extends Readonly<Record<string, (event: never, client: never) => Promise<void>>>>(
  reactions: Made,
): Made {
  const entries = Object.entries(reactions).map(([type, react]) => [
    type,
    async (event: never, client: never) => {
      await oneAtATime(client);
      await react(event, client);
    },
  ]);
  return Object.fromEntries(entries);
}
