import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type { PaymentsAggregates } from '../aggregates.js';
import { TakingUp } from '../letters-of-credit/taking-up.js';
import { oneAtATime } from './cause.js';
import { Matching } from './matching.js';
import { Terms } from './terms.js';

/** Events that start terms or have to be matched; whatever else happens pays nothing, or was kept together with its payment. */
export const PAYMENTS_EVENTS = [
  'InvoiceRegistered',
  'ConsignmentDispatched',
  'ConsignmentDelivered',
  'DeclarationCleared',
  'ObligationArisen',
  'SettlementBooked',
  'SettlementReturned',
  'PaymentReturned',
  'DocumentAttached',
  'DocumentWithdrawn',
  'LetterOfCreditIssued',
  'CreditAmendmentAccepted',
] as const;

/**
 * The process manager of payments: an invoice whose terms are met raises an obligation; a booked credit and the obligations that
 * it names, in whichever order they come, lead to a payment; what a return opened again is paid like what arises. It keeps no state but in the database, and looks at the
 * log before it acts: an event that comes again, or after its outcome, leads to nothing new.
 */
export function paymentsProcess(
  store: EventStore,
  aggregates: PaymentsAggregates,
): Reactions<(typeof PAYMENTS_EVENTS)[number]> {
  const terms = new Terms(store, aggregates);
  const matching = new Matching(store, aggregates);
  const takingUp = new TakingUp(store, aggregates);
  return {
    InvoiceRegistered: async (event, client) => {
      await oneAtATime(client);
      await terms.invoiceRegistered(event, client);
    },
    ConsignmentDispatched: async (event, client) => {
      await oneAtATime(client);
      await terms.reached(event.data.consignmentId, 'dispatch', event, client);
      await takingUp.dispatched(event, client);
    },
    ConsignmentDelivered: async (event, client) => {
      await oneAtATime(client);
      await terms.reached(event.data.consignmentId, 'delivery', event, client);
    },
    DeclarationCleared: async (event, client) => {
      const { consignmentId, flow } = event.data;
      if (flow !== 'import') return;
      await oneAtATime(client);
      await terms.reached(consignmentId, 'import-clearance', event, client);
    },
    ObligationArisen: async (event, client) => {
      await oneAtATime(client);
      await matching.obligationOpened(event, client);
    },
    SettlementBooked: async (event, client) => {
      await oneAtATime(client);
      await matching.settlementBooked(event, client);
    },
    SettlementReturned: async (event, client) => {
      await oneAtATime(client);
      await matching.settlementReturned(event, client);
    },
    PaymentReturned: async (event, client) => {
      await oneAtATime(client);
      // Owed again, it looks for money as when it arose.
      await matching.obligationOpened(event, client);
    },
    DocumentAttached: async (event, client) => {
      await oneAtATime(client);
      await takingUp.attached(event, client);
    },
    DocumentWithdrawn: async (event, client) => {
      await oneAtATime(client);
      await takingUp.withdrawn(event, client);
    },
    LetterOfCreditIssued: async (event, client) => {
      await oneAtATime(client);
      await takingUp.credited(event, client);
    },
    CreditAmendmentAccepted: async (event, client) => {
      await oneAtATime(client);
      await takingUp.credited(event, client);
    },
  };
}
