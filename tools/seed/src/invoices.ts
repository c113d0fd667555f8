import { type InvoiceRegistered, invoice, type TermsTrigger } from '@corridor/domain';
import type { ConsignmentPlan } from './consignment-plan.js';
import { partyOf } from './firms.js';
import { type Cause, type FollowUp, laterOf } from './performed.js';
import type { Serials } from './serials.js';
import type { InvoicePlan } from './steps.js';
import { type Append, participants, Stream } from './stream.js';

interface Registered {
  readonly data: InvoiceRegistered['data'];
  readonly occurredAt: string;
}

/** The invoices of a consignment, and which of them wait for what their terms name. */
export class Invoices {
  private readonly registered = new Map<string, Registered>();
  private readonly waiting = new Set<string>();

  constructor(
    private readonly plan: ConsignmentPlan,
    private readonly serials: Serials,
  ) {}

  /** The exporter sends an invoice. What follows is there at once where the terms start with it. */
  register(
    { invoiceId, amount, terms }: InvoicePlan,
    occurredAt: string,
    cause: Cause,
  ): { readonly append: Append<InvoiceRegistered>; readonly followUps: readonly FollowUp[] } {
    const { consignmentId, exporter, importer } = this.plan;
    const issuedOn = occurredAt.slice(0, 10);
    const row = `${exporter.invoicePrefix}-${issuedOn.slice(0, 4)}`;
    const data = {
      invoiceId,
      invoiceNumber: `${row}-${this.serials.next(row, 5)}`,
      consignmentId,
      creditor: partyOf(exporter),
      debtor: partyOf(importer),
      creditorBank: exporter.bank,
      amount,
      issuedOn,
      terms,
    };
    const sides = participants(exporter.id, importer.id, exporter.bank);
    const append = new Stream('invoice', invoiceId, invoice, sides).decide({
      type: 'RegisterInvoice',
      occurredAt,
      data,
    });
    if (!append) throw new Error(`The invoice ${invoiceId} led to nothing.`);
    this.registered.set(invoiceId, { data, occurredAt });
    if (terms.trigger !== 'invoice-date') this.waiting.add(invoiceId);
    const now: FollowUp = { do: 'raise', invoice: data, termsStartedOn: issuedOn, occurredAt, cause };
    return { append, followUps: terms.trigger === 'invoice-date' ? [now] : [] };
  }

  /** What starts terms has happened: the obligations of the invoices that waited for it. */
  reached(trigger: TermsTrigger, metAt: string, cause: Cause): readonly FollowUp[] {
    const met = [...this.waiting]
      .map((invoiceId) => this.known(invoiceId))
      .filter(({ data }) => data.terms.trigger === trigger);
    return met.map(({ data, occurredAt }) => {
      this.waiting.delete(data.invoiceId);
      const termsStartedOn = metAt.slice(0, 10);
      return { do: 'raise', invoice: data, termsStartedOn, occurredAt: laterOf(occurredAt, metAt), cause };
    });
  }

  numberOf({ invoiceId }: InvoicePlan): string {
    return this.known(invoiceId).data.invoiceNumber;
  }

  private known(invoiceId: string): Registered {
    const registered = this.registered.get(invoiceId);
    if (!registered) throw new Error(`The invoice ${invoiceId} has not been sent yet.`);
    return registered;
  }
}
