import { toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, refuse } from '../checks.js';
import type { ConsignmentCommand } from './consignment.commands.js';
import type {
  ConsignmentEvent,
  InvoiceDetached,
  InvoicePartPaid,
  InvoiceSettled,
} from './consignment.events.js';
import type { AttachedInvoice, KnownConsignment } from './consignment-state.js';
import { isKnown, isWithdrawn } from './returned-payments.js';

/**
 * An invoice is paid in part. What is told again, or behind what came after it, says nothing new.
 * @throws Rejection `invoice-unknown`, or naming the amount.
 */
export function partPaid(
  occurredAt: string,
  data: InvoicePartPaid['data'],
  state: KnownConsignment,
): readonly ConsignmentEvent[] {
  if (isWithdrawn(data.invoiceId, state)) return [];
  const invoice = attached(data.invoiceId, state);
  const { settledOn, outstanding } = invoice;
  const { minor } = toMoney(data.outstanding, '/outstanding');
  if (outstanding) checkCurrency(data.outstanding, outstanding.currency, '/outstanding');
  const addsUp = settledOn === undefined && (!outstanding || minor < toMoney(outstanding).minor);
  if (isKnown(data, invoice, addsUp)) return [];
  return [{ type: 'InvoicePartPaid', occurredAt, data }];
}

/** An invoice is paid in full, and with the last one the consignment. */
export function settled(
  occurredAt: string,
  data: InvoiceSettled['data'],
  state: KnownConsignment,
): readonly ConsignmentEvent[] {
  if (isWithdrawn(data.invoiceId, state)) return [];
  const invoice = attached(data.invoiceId, state);
  if (isKnown(data, invoice, invoice.settledOn === undefined)) return [];
  checkLocalDate(data.settledOn, '/settledOn');
  const event: ConsignmentEvent = { type: 'InvoiceSettled', occurredAt, data };
  const days = state.invoices.map((one) => (one === invoice ? data.settledOn : one.settledOn));
  return [event, ...settledWith(occurredAt, data.consignmentId, days)];
}

/** An invoice was withdrawn: where all others are paid, so is the consignment. */
export function detached(
  occurredAt: string,
  data: InvoiceDetached['data'],
  { invoices }: KnownConsignment,
): readonly ConsignmentEvent[] {
  const others = invoices.filter(({ invoiceId }) => invoiceId !== data.invoiceId);
  if (others.length === invoices.length) return [];
  const days = others.map(({ settledOn }) => settledOn);
  return [
    { type: 'InvoiceDetached', occurredAt, data },
    ...settledWith(occurredAt, data.consignmentId, days),
  ];
}

/** @param days on which each of its invoices was settled, where it was. */
function settledWith(
  occurredAt: string,
  consignmentId: string,
  days: readonly (string | undefined)[],
): readonly ConsignmentEvent[] {
  // Days as YYYY-MM-DD sort as texts.
  const settledOn = days.includes(undefined) ? undefined : [...days].sort().at(-1);
  if (settledOn === undefined) return [];
  return [{ type: 'ConsignmentSettled', occurredAt, data: { consignmentId, settledOn } }];
}

/**
 * What gives a part the invoices of the whole, each as far as it is paid, and undivided: an invoice is owed once, for all of the goods, and a
 * payment names the invoice, not the goods, so that nobody told which of them it pays for. A part is settled when the invoices that ask for
 * its goods are. Amounts are those of invoices, and are summed over these, never over parts.
 */
export function invoicesOfPart(
  consignmentId: string,
  occurredAt: string,
  { invoices }: KnownConsignment,
): readonly ConsignmentCommand[] {
  const attach = invoices.map(
    ({ invoiceId }): ConsignmentCommand => ({
      type: 'AttachInvoice',
      occurredAt,
      data: { consignmentId, invoiceId },
    }),
  );
  // Behind all of them: it is settled once, with the last.
  const pay = invoices.flatMap(
    ({ invoiceId, outstanding, owedAgain, settledOn, obligationVersion = 0 }): ConsignmentCommand[] => {
      const of = { consignmentId, invoiceId, obligationVersion };
      if (settledOn !== undefined) return [{ type: 'SettleInvoice', occurredAt, data: { ...of, settledOn } }];
      if (outstanding) return [{ type: 'PayInvoiceInPart', occurredAt, data: { ...of, outstanding } }];
      if (!owedAgain) return [];
      // What was paid before may be told again, and is no news to the part either.
      const paid = toMoneyJson({ minor: 0n, currency: owedAgain.currency });
      return [{ type: 'ReturnInvoicePayment', occurredAt, data: { ...of, outstanding: owedAgain, paid } }];
    },
  );
  return [...attach, ...pay];
}

function attached(invoiceId: string, { invoices }: KnownConsignment): AttachedInvoice {
  const invoice = invoices.find((one) => one.invoiceId === invoiceId);
  return (
    invoice ?? refuse('invoice-unknown', `The invoice ${invoiceId} is not attached to it.`, '/invoiceId')
  );
}
