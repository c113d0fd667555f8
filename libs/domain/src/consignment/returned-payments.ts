import { toMoney } from '@corridor/kernel';
import { checkCurrency, refuse } from '../checks.js';
import type { ConsignmentEvent, InvoicePaymentReturned } from './consignment.events.js';
import type { AttachedInvoice, KnownConsignment } from './consignment-state.js';

type Told = { readonly obligationVersion: number };

/**
 * Whether an obligation told it before what is known of its invoice, or together with it. Its stream says what came when,
 * since payments may be returned: what arrives late, or again, changes nothing. What was written before versions were told
 * knows of no return, and payments alone only add up: there `addsUp` decides.
 * @param addsUp whether it tells of more that is paid than is known.
 */
export function isKnown(
  { obligationVersion }: Told,
  { obligationVersion: known }: AttachedInvoice,
  addsUp: boolean,
): boolean {
  return known === undefined ? !addsUp : obligationVersion <= known;
}

/** Whether it was withdrawn: what is told of it late, or again, says nothing new. */
export function isWithdrawn(
  invoiceId: string,
  { withdrawnInvoices = [] }: Pick<KnownConsignment, 'withdrawnInvoices'>,
): boolean {
  return withdrawnInvoices.includes(invoiceId);
}

/** What of a told event the state keeps. */
export function toldBy({ obligationVersion }: Told): Pick<AttachedInvoice, 'obligationVersion'> {
  return obligationVersion > 0 ? { obligationVersion } : {};
}

/** A payment of an invoice was returned. @throws Rejection `invoice-unknown`, or naming the amount. */
export function paymentReturned(
  occurredAt: string,
  data: InvoicePaymentReturned['data'],
  state: KnownConsignment,
): readonly ConsignmentEvent[] {
  if (isWithdrawn(data.invoiceId, state)) return [];
  const { invoices } = state;
  const invoice = invoices.find((one) => one.invoiceId === data.invoiceId);
  if (!invoice)
    refuse('invoice-unknown', `The invoice ${data.invoiceId} is not attached to it.`, '/invoiceId');
  const { currency } = toMoney(data.outstanding, '/outstanding');
  toMoney(data.paid, '/paid');
  checkCurrency(data.paid, currency, '/paid');
  if (invoice.outstanding) checkCurrency(data.outstanding, invoice.outstanding.currency, '/outstanding');
  if (isKnown(data, invoice, true)) return [];
  return [{ type: 'InvoicePaymentReturned', occurredAt, data }];
}

/** The invoice behind a return: paid in part, or not at all. */
export function openAgain({
  invoiceId,
  outstanding,
  paid,
  ...told
}: InvoicePaymentReturned['data']): AttachedInvoice {
  const isPartPaid = toMoney(paid).minor > 0n;
  return { invoiceId, ...(isPartPaid ? { outstanding } : { owedAgain: outstanding }), ...toldBy(told) };
}
