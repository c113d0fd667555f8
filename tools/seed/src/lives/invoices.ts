import { derivedId } from '@corridor/contracts';
import { type CreditDocument, type InvoiceRegistered, invoice, type TermsTrigger } from '@corridor/domain';
import { partyOf } from '../corridor/firms.js';
import type { ConsignmentPlan } from '../plan/consignment-plan.js';
import type { InvoicePlan } from '../plan/steps.js';
import { type Cause, type FollowUp, laterOf } from './performed.js';
import type { Serials } from './serials.js';
import { type Append, participants, Stream } from './stream.js';

interface Registered {
  readonly data: InvoiceRegistered['data'];
  readonly occurredAt: string;
}

/** The invoices of a consignment, and which of them wait for what their terms name. */
export class Invoices {
  private readonly registered = new Map<InvoicePlan, Registered>();
  private readonly waiting = new Set<InvoicePlan>();

  constructor(
    private readonly plan: ConsignmentPlan,
    private readonly serials: Serials,
  ) {}

  /** The exporter sends an invoice. What follows is there at once where the terms start with it. */
  register(
    planned: InvoicePlan,
    occurredAt: string,
    cause: Cause,
  ): {
    readonly invoiceId: string;
    readonly append: Append<InvoiceRegistered>;
    readonly followUps: readonly FollowUp[];
  } {
    const { consignmentId, exporter, importer, series } = this.plan;
    const { amount, terms } = planned;
    const issuedOn = occurredAt.slice(0, 10);
    const row = `${exporter.invoicePrefix}-${issuedOn.slice(0, 4)}`;
    const invoiceNumber = `${row}-${this.serials.next(row, 5, series)}`;
    const invoiceId = derivedId('corridor-ledger invoice v1', exporter.id, invoiceNumber.toLowerCase());
    const data = {
      invoiceId,
      invoiceNumber,
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
    this.registered.set(planned, { data, occurredAt });
    if (terms.trigger !== 'invoice-date') this.waiting.add(planned);
    const now: FollowUp = { do: 'raise', invoice: data, termsStartedOn: issuedOn, occurredAt, cause };
    return { invoiceId, append, followUps: terms.trigger === 'invoice-date' ? [now] : [] };
  }

  /** What starts terms has happened: the obligations of the invoices that waited for it, due on the day that a bank told, if one did. */
  reached(
    trigger: TermsTrigger,
    metAt: string,
    cause: Cause,
    { on = metAt.slice(0, 10), dueOn }: { readonly on?: string; readonly dueOn?: string } = {},
  ): readonly FollowUp[] {
    const met = [...this.waiting].filter(({ terms }) => terms.trigger === trigger);
    return met.map((planned) => {
      this.waiting.delete(planned);
      const { data, occurredAt } = this.known(planned);
      const raise = { do: 'raise', invoice: data, termsStartedOn: on, cause } as const;
      return { ...raise, ...(dueOn !== undefined && { dueOn }), occurredAt: laterOf(occurredAt, metAt) };
    });
  }

  numberOf(planned: InvoicePlan): string {
    return this.known(planned).data.invoiceNumber;
  }

  /** What an invoice says of itself where it is presented to a bank. */
  paperOf(planned: InvoicePlan): Pick<CreditDocument, 'number' | 'issuer' | 'issuedOn'> {
    const { invoiceNumber: number, creditor, issuedOn } = this.known(planned).data;
    return { number, issuer: creditor.name, issuedOn };
  }

  private known(planned: InvoicePlan): Registered {
    const registered = this.registered.get(planned);
    if (!registered) throw new Error('A payment names an invoice that has not been sent yet.');
    return registered;
  }
}
