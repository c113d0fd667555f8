import type { EventDataOf } from '@corridor/contracts';
import { drawnFor, type InvoiceRegistered, type TermsTrigger } from '@corridor/domain';
import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type pg from 'pg';
import type { Start } from './milestones.js';

type Invoice = InvoiceRegistered['data'];
/** What a bank tells that starts terms. */
export type HonourTrigger = Extract<TermsTrigger, 'complying-presentation' | 'acceptance'>;

/** A presentation that complies, or a draft that was accepted. */
export interface Honour extends Start {
  /** What told it: the same thing told again is one. */
  readonly source: string;
  readonly trigger: HonourTrigger;
  readonly letterOfCreditId?: string;
  readonly invoiceId?: string;
  readonly consignmentId?: string;
  /** Participant id of the creditor. */
  readonly beneficiary?: string;
  readonly amount?: MoneyJson;
  /** `YYYY-MM-DD`, as a bank told it. */
  readonly dueOn?: string;
}

/** Which invoices are honoured by it: a collection is for one invoice, and a drawing for those that `drawnFor` says. */
export function honouredBy(invoices: readonly Invoice[], honour: Honour): readonly Invoice[] {
  const ofTrigger = invoices.filter(({ terms }) => terms.trigger === honour.trigger);
  const { invoiceId, letterOfCreditId, beneficiary, amount, consignmentId } = honour;
  if (invoiceId !== undefined) return ofTrigger.filter((invoice) => invoice.invoiceId === invoiceId);
  if (letterOfCreditId === undefined || beneficiary === undefined || amount === undefined) return [];
  const goods = consignmentId !== undefined && { consignmentId };
  const drawing = { letterOfCreditId, beneficiary, amount, ...goods };
  const drawable = ofTrigger.map((invoice) => ({
    ...invoice,
    ...invoice.terms,
    creditor: invoice.creditor.participantId,
    invoice,
  }));
  return drawnFor(drawable, drawing).map(({ invoice }) => invoice);
}

/** Presentations and acceptances that banks told of. */
export class Honours {
  async keep(client: pg.ClientBase, honour: Honour): Promise<void> {
    const {
      source,
      trigger,
      letterOfCreditId,
      invoiceId,
      consignmentId,
      beneficiary,
      amount,
      on,
      dueOn,
      at,
    } = honour;
    await client.query({
      name: 'payments-keep-honour',
      text: `INSERT INTO payments.honours (source, trigger, credit_id, invoice_id, consignment_id, beneficiary, amount, currency,
          starts_on, due_on, occurred_local)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      values: [
        source,
        trigger,
        letterOfCreditId,
        invoiceId,
        consignmentId,
        beneficiary,
        amount?.amount,
        amount?.currency,
        on,
        dueOn,
        at,
      ],
    });
  }

  /** The first that honours an invoice by itself: one by which several are owed together is used up. */
  async of(client: pg.ClientBase, invoice: Invoice): Promise<Honour | undefined> {
    const { invoiceId, consignmentId, terms } = invoice;
    const { rows } = await client.query<HonourRow>({
      name: 'payments-honours-of',
      text: `SELECT ${COLUMNS} FROM payments.honours
        WHERE trigger = $1 AND (invoice_id = $2 OR credit_id = $3 OR consignment_id = $4) AND together IS NULL
        ORDER BY starts_on, source`,
      values: [terms.trigger, invoiceId, terms.letterOfCreditId, consignmentId],
    });
    const first = rows.map(honourOf).find((honour) => honouredBy([invoice], honour).length > 0);
    if (first) await this.raised(client, first, null);
    return first;
  }

  /** Those under the credit of an invoice by which nothing is owed yet, the first first. */
  async openUnder(client: pg.ClientBase, { terms }: Invoice): Promise<readonly Honour[]> {
    if (terms.letterOfCreditId === undefined) return [];
    const { rows } = await client.query<HonourRow>({
      name: 'payments-honours-open-under',
      text: `SELECT ${COLUMNS} FROM payments.honours
        WHERE trigger = $1 AND credit_id = $2 AND NOT raised ORDER BY starts_on, source`,
      values: [terms.trigger, terms.letterOfCreditId],
    });
    return rows.map(honourOf);
  }

  /**
   * Which of the invoices that wait are owed by it: several together only where nothing is owed by it yet, and behind these none but what takes
   * the place of one that was withdrawn.
   * @param amountOf of an invoice that is owed.
   */
  async raise(
    client: pg.ClientBase,
    honour: Honour,
    waiting: readonly Invoice[],
    amountOf: (invoiceId: string) => Promise<MoneyJson | undefined>,
  ): Promise<readonly Invoice[]> {
    const { rows } = await client.query<{
      readonly raised: boolean;
      readonly together: readonly string[] | null;
    }>({
      name: 'payments-honour-not-used-up',
      text: 'SELECT raised, together::text[] FROM payments.honours WHERE source = $1 AND trigger = $2',
      values: [honour.source, honour.trigger],
    });
    const [kept] = rows;
    if (!kept) return [];
    if (kept.together) {
      if (kept.raised) return [];
      const rest = restOf(honour, await Promise.all(kept.together.map(amountOf)));
      const replacing = rest ? honouredBy(waiting, { ...honour, amount: rest }) : [];
      // Two that are alike do not both take the place of one.
      if (!rest || sumOf(replacing.map(({ amount }) => amount)) !== toMoney(rest).minor) return [];
      await this.raised(client, honour, [...kept.together, ...replacing.map(({ invoiceId }) => invoiceId)]);
      return replacing;
    }
    const each = waiting.filter((invoice) => honouredBy([invoice], honour).length > 0);
    const honoured = kept.raised ? each : honouredBy(waiting, honour);
    if (honoured.length === 0) return [];
    const together = each.length === 0 ? honoured.map(({ invoiceId }) => invoiceId) : null;
    await this.raised(client, honour, together);
    return honoured;
  }

  /** Where it is owed together with others by a drawing, that one is open again for what takes its place. */
  async withdrawn(client: pg.ClientBase, invoiceId: string): Promise<readonly Honour[]> {
    const { rows } = await client.query<HonourRow>({
      name: 'payments-honours-without-invoice',
      text: `UPDATE payments.honours SET raised = false, together = nullif(array_remove(together, $1), '{}')
        WHERE $1 = ANY (together) RETURNING ${COLUMNS}`,
      values: [invoiceId],
    });
    return rows.map(honourOf);
  }

  /** Which invoices are owed together by drawings under credits, by the source of each. */
  async together(
    client: pg.ClientBase,
    credits: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await client.query<{ readonly source: string; readonly together: readonly string[] }>({
      name: 'payments-honours-together',
      text: `SELECT source, array_agg(DISTINCT invoice_id::text) AS together
        FROM (SELECT source, unnest(together) AS invoice_id FROM payments.honours WHERE credit_id = ANY ($1)) AS each
        GROUP BY source`,
      values: [credits],
    });
    return new Map(rows.map(({ source, together }) => [source, together]));
  }

  /** Something is owed by it; where that is several invoices together, these. */
  private async raised(
    client: pg.ClientBase,
    { source, trigger }: Honour,
    together: readonly string[] | null,
  ): Promise<void> {
    await client.query({
      name: 'payments-honour-raised',
      text: 'UPDATE payments.honours SET raised = true, together = $3 WHERE source = $1 AND trigger = $2',
      values: [source, trigger, together],
    });
  }
}

/** What of the amount of a drawing no invoice is owed by. */
function restOf({ amount }: Honour, owed: readonly (MoneyJson | undefined)[]): MoneyJson | undefined {
  if (!amount) return undefined;
  const { minor, currency } = toMoney(amount);
  return toMoneyJson({ minor: minor - sumOf(owed), currency });
}

function sumOf(amounts: readonly (MoneyJson | undefined)[]): bigint {
  return amounts.reduce((sum, amount) => sum + (amount ? toMoney(amount).minor : 0n), 0n);
}

const COLUMNS = `source, trigger, credit_id, invoice_id, consignment_id, beneficiary, amount, currency, starts_on::text,
  due_on::text, occurred_local`;

interface HonourRow {
  readonly source: string;
  readonly trigger: HonourTrigger;
  readonly credit_id: string | null;
  readonly invoice_id: string | null;
  readonly consignment_id: string | null;
  readonly beneficiary: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly starts_on: string;
  readonly due_on: string | null;
  readonly occurred_local: string;
}

function honourOf(row: HonourRow): Honour {
  const { amount, currency } = row;
  return {
    source: row.source,
    trigger: row.trigger,
    ...(row.credit_id !== null && { letterOfCreditId: row.credit_id }),
    ...(row.invoice_id !== null && { invoiceId: row.invoice_id }),
    ...(row.consignment_id !== null && { consignmentId: row.consignment_id }),
    ...(row.beneficiary !== null && { beneficiary: row.beneficiary }),
    ...(amount !== null && currency !== null && { amount: { amount, currency } }),
    ...(row.due_on !== null && { dueOn: row.due_on }),
    on: row.starts_on,
    at: row.occurred_local,
  };
}

/** What a presentation under a credit that complies says of terms. */
export function presentationComplied(data: EventDataOf<'PresentationComplied'>, at: string): Honour {
  return { ...drawingOf(data), trigger: 'complying-presentation', on: data.compliedOn, at };
}

/** What the acceptance of a draft under a credit says of terms. */
export function draftAccepted(data: EventDataOf<'DraftAccepted'>, at: string): Honour {
  return { ...drawingOf(data), trigger: 'acceptance', on: data.acceptedOn, at };
}

/** What the presentation of a collection says of terms: documents are examined by the debtor himself. */
export function collectionPresented(
  { invoiceId, presentedOn }: EventDataOf<'CollectionPresented'>,
  at: string,
): Honour {
  return {
    source: `collection ${invoiceId}`,
    trigger: 'complying-presentation',
    invoiceId,
    on: presentedOn,
    at,
  };
}

/** What the acceptance of a draft of a collection says of terms. */
export function collectionAccepted(data: EventDataOf<'CollectionAccepted'>, at: string): Honour {
  const { invoiceId, acceptedOn, maturityOn } = data;
  const due = maturityOn !== undefined && { dueOn: maturityOn };
  return { source: `collection ${invoiceId}`, trigger: 'acceptance', invoiceId, on: acceptedOn, ...due, at };
}

/** The source of what is told of a presentation under a credit. */
export function sourceOf(letterOfCreditId: string, presentation: number): string {
  return `lc ${letterOfCreditId} ${presentation}`;
}

function drawingOf(data: EventDataOf<'PresentationComplied'> | EventDataOf<'DraftAccepted'>) {
  const { letterOfCreditId, presentation, consignmentId, beneficiary, amount, maturityOn } = data;
  return {
    source: sourceOf(letterOfCreditId, presentation),
    letterOfCreditId,
    ...(consignmentId !== undefined && { consignmentId }),
    beneficiary,
    amount,
    ...(maturityOn !== undefined && { dueOn: maturityOn }),
  };
}
