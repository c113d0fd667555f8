import { type RecordedEvent, validateEventData } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { oneAtATime } from './cause.js';
import { Matching } from './matching.js';
import { Terms } from './terms.js';

/**
 * The process manager of payments: an invoice whose terms are met raises an obligation; a booked credit and the obligations that
 * it names, in whichever order they come, lead to a payment. It keeps no state but in the database, and looks at the
 * log before it acts: an event that comes again, or after its outcome, leads to nothing new.
 */
export class PaymentsProcess {
  private readonly terms: Terms;
  private readonly matching: Matching;

  constructor(store: EventStore, aggregates: PaymentsAggregates) {
    this.terms = new Terms(store, aggregates);
    this.matching = new Matching(store, aggregates);
  }

  /** Applies an event of either service in the transaction of `client`. @throws ContractViolation for one that is malformed. */
  readonly handle = async (event: RecordedEvent, client: pg.ClientBase): Promise<void> => {
    const { type, schemaVersion, data } = event;
    switch (type) {
      case 'InvoiceRegistered':
        await oneAtATime(client);
        return this.terms.invoiceRegistered(event, client);
      case 'ConsignmentDispatched': {
        const { consignmentId } = validateEventData(type, schemaVersion, data);
        await oneAtATime(client);
        return this.terms.reached(consignmentId, 'dispatch', event, client);
      }
      case 'ConsignmentDelivered': {
        const { consignmentId } = validateEventData(type, schemaVersion, data);
        await oneAtATime(client);
        return this.terms.reached(consignmentId, 'delivery', event, client);
      }
      case 'DeclarationCleared': {
        const { consignmentId, flow } = validateEventData(type, schemaVersion, data);
        if (flow !== 'import') return;
        await oneAtATime(client);
        return this.terms.reached(consignmentId, 'import-clearance', event, client);
      }
      case 'ObligationArisen':
        await oneAtATime(client);
        return this.matching.obligationArisen(event, client);
      case 'SettlementBooked':
        await oneAtATime(client);
        return this.matching.settlementBooked(event, client);
      default:
        // Whatever else happens starts no terms and pays nothing; what comes of a payment was kept together with it.
        return;
    }
  };
}
