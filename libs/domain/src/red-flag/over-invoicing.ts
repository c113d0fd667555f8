import { type Money, toMoneyJson } from '@corridor/kernel';

/**
 * By how many hundredths invoices may come to more than what the goods were consigned for: what "about" allows under a letter of credit (UCP 600,
 * article 30(a)), the widest that trade takes for the same amount. What is beyond it was not rounded or weighed anew.
 */
export const INVOICED_ABOVE_PERCENT = 10;

/** Whether invoices, in minor units, come to more for the goods than what they were consigned for explains. */
export function isOverInvoiced(invoiced: bigint, consigned: bigint): boolean {
  return invoiced * 100n > consigned * BigInt(100 + INVOICED_ABOVE_PERCENT);
}

/** The finding in words, of facts alone; both in minor units of the currency. */
export function overInvoicedReason(facts: {
  readonly currency: string;
  readonly invoiced: bigint;
  readonly consigned: bigint;
  readonly invoices: number;
}): string {
  const { currency, invoiced, consigned, invoices } = facts;
  const told = (minor: bigint): string =>
    `${toMoneyJson({ minor, currency } satisfies Money).amount} ${currency}`;
  const by = invoices === 1 ? '1 invoice' : `${invoices} invoices`;
  return `Invoiced by ${by} for ${told(invoiced)}, consigned for ${told(consigned)}: more than ${INVOICED_ABOVE_PERCENT} % above it.`;
}
