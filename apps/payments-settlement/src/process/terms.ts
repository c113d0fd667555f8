import type { EventOf, RecordedEvent } from '@corridor/contracts';
import {
  dueDate,
  type InvoiceRegistered,
  isRaised,
  type ObligationCommand,
  TRANSPORT_DOCUMENTS,
} from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { never } from '@corridor/kernel';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { BankCalendars } from '../bank-calendars/bank-calendars.js';
import { contextOf, laterOf } from './cause.js';
import { type Honour, Honours } from './honours.js';
import { type Milestone, Milestones, type Start } from './milestones.js';

type Invoice = InvoiceRegistered['data'];
type Started = Start & Pick<Honour, 'dueOn'>;

/** Invoices and the events that their terms name, in whichever order they come: both there, the obligation arises. */
export class Terms {
  private readonly milestones = new Milestones();
  private readonly honours = new Honours();

  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
    private readonly calendars: Pick<BankCalendars, 'bankingDayFrom'>,
  ) {}

  async invoiceRegistered(event: EventOf<'InvoiceRegistered'>, client: pg.ClientBase): Promise<void> {
    const invoice = event.data;
    const start = await this.startOf(invoice, event, client);
    if (start) return this.raise(invoice, event.occurredAt, start, event, client);
    // What was withdrawn waits for nothing; that it was may be told first.
    if (await this.isWithdrawn(invoice.invoiceId, client)) return;
    await client.query({
      name: 'payments-wait-for-terms',
      text: `INSERT INTO payments.waiting_invoices (invoice_id, consignment_id, trigger, invoice, registered_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      values: [
        invoice.invoiceId,
        invoice.consignmentId,
        invoice.terms.trigger,
        JSON.stringify(invoice),
        event.occurredAt,
      ],
    });
    await this.raiseByOpen(invoice, event, client);
  }

  /** It waits for nothing any more; what waits beside it may be what a drawing was for, or take its place. */
  async invoiceWithdrawn(event: EventOf<'InvoiceWithdrawn'>, client: pg.ClientBase): Promise<void> {
    const { invoiceId } = event.data;
    const waited = await this.waitsNoMore(invoiceId, client);
    for (const honour of await this.honours.withdrawn(client, invoiceId)) {
      await this.raiseBy(honour, event, client);
    }
    if (waited) await this.raiseByOpen(waited, event, client);
  }

  /** With those that wait by now it may be what a drawing was for. */
  private async raiseByOpen(invoice: Invoice, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    for (const honour of await this.honours.openUnder(client, invoice)) {
      await this.raiseBy(honour, event, client);
    }
  }

  private async isWithdrawn(invoiceId: string, client: pg.ClientBase): Promise<boolean> {
    const { state } = await this.aggregates.obligations.load(invoiceId, client);
    return state.status === 'withdrawn';
  }

  /** A consignment has got to a point that starts terms, on the local day of the event. What has arisen before stands. */
  async reached(
    consignmentId: string,
    trigger: Milestone,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const start = { on: dayOf(event.occurredAt), at: event.occurredAt };
    await this.milestones.keep(client, consignmentId, trigger, start, '');
    await this.lookAgain(consignmentId, event, client);
  }

  /** The terms count from the day on a transport document, not from that on which it was attached. */
  async documentAttached(event: EventOf<'DocumentAttached'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId, documentId, typeCode, issuedOn } = event.data;
    if (!TRANSPORT_DOCUMENTS.has(typeCode)) return;
    const start = { on: issuedOn, at: event.occurredAt };
    await this.milestones.keep(client, consignmentId, 'transport-document', start, documentId);
    await this.lookAgain(consignmentId, event, client);
  }

  async documentWithdrawn(event: EventOf<'DocumentWithdrawn'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId, documentId } = event.data;
    await this.milestones.takeBack(client, consignmentId, documentId);
  }

  async split(event: EventOf<'ConsignmentSplit'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId, parts } = event.data;
    await this.milestones.split(
      client,
      consignmentId,
      parts.map((part) => part.consignmentId),
    );
    await this.lookAgain(consignmentId, event, client);
  }

  /** It was called off, or went back: nothing more becomes of it. */
  async ended(consignmentId: string, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    await this.milestones.end(client, consignmentId);
    await this.lookAgain(consignmentId, event, client);
  }

  /** A bank told that documents comply, or that a draft is accepted. */
  async honoured(honour: Honour, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    await this.honours.keep(client, honour);
    await this.raiseBy(honour, event, client);
  }

  /** What waits and is honoured by it is owed. */
  private async raiseBy(honour: Honour, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { trigger, invoiceId, letterOfCreditId, consignmentId } = honour;
    const { rows } = await client.query<Waiting>({
      name: 'payments-waiting-for-honour',
      text: `SELECT invoice, registered_at FROM payments.waiting_invoices
        WHERE trigger = $1 AND (invoice_id = $2 OR invoice->'terms'->>'letterOfCreditId' = $3::text OR consignment_id = $4)
        ORDER BY invoice_id`,
      values: [trigger, invoiceId, letterOfCreditId, consignmentId],
    });
    const waiting = rows.map(({ invoice }) => invoice);
    const honoured = await this.honours.raise(client, honour, waiting, async (id) => {
      const { state } = await this.aggregates.obligations.load(id, client);
      return isRaised(state) ? state.obligation.amount : undefined;
    });
    for (const { invoice, registered_at } of rows) {
      if (honoured.includes(invoice)) await this.raise(invoice, registered_at, honour, event, client);
    }
  }

  /** Whether the terms of what waits have started by what became of a consignment or a part of one. */
  private async lookAgain(consignmentId: string, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<Waiting>({
      name: 'payments-waiting-for-consignments',
      text: `SELECT invoice, registered_at FROM payments.waiting_invoices
        WHERE consignment_id = ANY ($1) ORDER BY invoice_id`,
      values: [await this.milestones.upFrom(client, consignmentId)],
    });
    for (const { invoice, registered_at } of rows) {
      const start = await this.startOf(invoice, event, client);
      if (start) await this.raise(invoice, registered_at, start, event, client);
    }
  }

  private async startOf(
    invoice: Invoice,
    { occurredAt }: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<Started | undefined> {
    const { trigger } = invoice.terms;
    switch (trigger) {
      case 'invoice-date':
        return { on: invoice.issuedOn, at: occurredAt };
      case 'dispatch':
      case 'import-clearance':
      case 'delivery':
      case 'transport-document':
        return this.milestones.startOf(client, invoice.consignmentId, trigger);
      case 'complying-presentation':
      case 'acceptance':
        return this.honours.of(client, invoice);
      default:
        return never(trigger as never);
    }
  }

  private async raise(
    invoice: Invoice,
    registeredAt: string,
    start: Started,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { invoiceId, invoiceNumber, consignmentId, creditor, debtor, creditorBank, amount, terms } =
      invoice;
    const command: ObligationCommand = {
      type: 'RaiseObligation',
      occurredAt: laterOf(registeredAt, start.at),
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
        termsStartedOn: start.on,
        dueOn: await this.dueOn(invoice, start),
      },
    };
    const { obligations } = this.aggregates;
    const { append } = obligations.decide(invoiceId, command, await obligations.load(invoiceId, client));
    if (append) await this.store.appendIn(client, { ...contextOf(event), streams: [append] });
    await this.waitsNoMore(invoiceId, client);
  }

  private async waitsNoMore(invoiceId: string, client: pg.ClientBase): Promise<Invoice | undefined> {
    const { rows } = await client.query<Pick<Waiting, 'invoice'>>({
      name: 'payments-terms-met',
      text: 'DELETE FROM payments.waiting_invoices WHERE invoice_id = $1 RETURNING invoice',
      values: [invoiceId],
    });
    return rows[0]?.invoice;
  }

  /**
   * The day by which it is owed: as a bank told it, never before the terms start, else the last day of the terms; the next banking day where
   * banks are shut in the creditor's country, in which his bank books the money.
   */
  private async dueOn({ terms, creditor }: Invoice, { on, dueOn }: Started): Promise<string> {
    const day = dueOn ?? dueDate(on, terms.days);
    return this.calendars.bankingDayFrom(day < on ? on : day, [creditor.country]);
  }
}

interface Waiting {
  readonly invoice: Invoice;
  readonly registered_at: string;
}

/** The local day of an instant that is told with the offset of its place. */
function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
