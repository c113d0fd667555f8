import type { EventOf, RecordedEvent } from '@corridor/contracts';
import { dueDate, type InvoiceRegistered, type ObligationCommand, type TermsTrigger } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { contextOf, laterOf } from './cause.js';

type Invoice = InvoiceRegistered['data'];
type Milestone = Exclude<TermsTrigger, 'invoice-date'>;

/** Invoices and the events that their terms name, in whichever order they come: both there, the obligation arises. */
export class Terms {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  async invoiceRegistered(event: EventOf<'InvoiceRegistered'>, client: pg.ClientBase): Promise<void> {
    const invoice = event.data;
    const { trigger } = invoice.terms;
    if (trigger === 'invoice-date') {
      return this.raise(invoice, invoice.issuedOn, event.occurredAt, event, client);
    }
    const { rows } = await client.query<{ occurred_local: string }>({
      name: 'payments-milestone',
      text: 'SELECT occurred_local FROM payments.milestones WHERE consignment_id = $1 AND trigger = $2',
      values: [invoice.consignmentId, trigger],
    });
    const metAt = rows[0]?.occurred_local;
    if (metAt !== undefined) {
      return this.raise(invoice, dayOf(metAt), laterOf(event.occurredAt, metAt), event, client);
    }
    await client.query({
      name: 'payments-wait-for-terms',
      text: `INSERT INTO payments.waiting_invoices (invoice_id, consignment_id, trigger, invoice, registered_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      values: [invoice.invoiceId, invoice.consignmentId, trigger, JSON.stringify(invoice), event.occurredAt],
    });
  }

  /**
   * A consignment has got to a point that starts terms, on the local day of the event. Of several (goods cleared in parts) the
   * earliest known starts those of the invoices to come; what has arisen before stands.
   */
  async reached(
    consignmentId: string,
    trigger: Milestone,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { rows } = await client.query<{ invoice: Invoice; registered_at: string }>({
      name: 'payments-reach-milestone',
      text: `WITH reached AS (
          INSERT INTO payments.milestones AS m (consignment_id, trigger, occurred_local) VALUES ($1, $2, $3)
          ON CONFLICT (consignment_id, trigger) DO UPDATE SET occurred_local = excluded.occurred_local
          WHERE excluded.occurred_local::timestamptz < m.occurred_local::timestamptz)
        DELETE FROM payments.waiting_invoices WHERE consignment_id = $1 AND trigger = $2
        RETURNING invoice, registered_at`,
      values: [consignmentId, trigger, event.occurredAt],
    });
    for (const { invoice, registered_at } of rows) {
      const arisenAt = laterOf(registered_at, event.occurredAt);
      await this.raise(invoice, dayOf(event.occurredAt), arisenAt, event, client);
    }
  }

  private async raise(
    invoice: Invoice,
    termsStartedOn: string,
    occurredAt: string,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { invoiceId, invoiceNumber, consignmentId, creditor, debtor, creditorBank, amount, terms } =
      invoice;
    const command: ObligationCommand = {
      type: 'RaiseObligation',
      occurredAt,
      data: {
        // An invoice is owed once: its obligation has its id.
        obligationId: invoiceId,
        invoiceId,
        invoiceNumber,
        consignmentId,
        creditor: creditor.participantId,
        debtor: debtor.participantId,
        creditorBank,
        creditorName: creditor.name,
        debtorName: debtor.name,
        amount,
        method: terms.method,
        ...(terms.letterOfCreditId !== undefined && { letterOfCreditId: terms.letterOfCreditId }),
        trigger: terms.trigger,
        termsStartedOn,
        dueOn: dueDate(termsStartedOn, terms.days),
      },
    };
    const { obligations } = this.aggregates;
    const { append } = obligations.decide(invoiceId, command, await obligations.load(invoiceId, client));
    if (append) await this.store.appendIn(client, { ...contextOf(event), streams: [append] });
  }
}

/** The local day of an instant that is told with the offset of its place. */
function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
