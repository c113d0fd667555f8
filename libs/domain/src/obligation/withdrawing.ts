import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import type { InvoiceWithdrawn, ObligationArisen, ObligationEvent } from './obligation.events.js';
import type { Payment } from './payments.js';

/** Settlements that a refusal names; the others of it are found with the obligation. */
const NAMED_MAX = 5;

/**
 * What was invoiced by mistake is taken back: it is not owed, nor will it be when its terms are met.
 * @param owed where its terms were met already.
 * @throws Rejection `invoice-paid` where something pays it.
 */
export function withdrawn(
  occurredAt: string,
  data: InvoiceWithdrawn['data'],
  owed?: {
    readonly obligation: ObligationArisen['data'];
    readonly outstanding: MoneyJson;
    readonly payments: readonly Payment[];
  },
): readonly ObligationEvent[] {
  if (owed && owed.payments.length > 0) {
    const { amount } = owed.obligation;
    const { currency } = amount;
    const paid = toMoneyJson({ minor: toMoney(amount).minor - toMoney(owed.outstanding).minor, currency });
    const by = owed.payments.slice(0, NAMED_MAX).map(({ settlementId }) => settlementId);
    const message = `${paid.amount} ${currency} of it are paid, by ${by.join(' and ')}. What does not pay it is unmatched first, by an operator; what does is put right by a credit note between the parties.`;
    throw new Rejection('invoice-paid', message);
  }
  return [{ type: 'InvoiceWithdrawn', occurredAt, data }];
}
