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

/** The finding in words; in minor units of the currency. A bank reads it: how much is invoiced, and how often, is the business of other banks too. */
export function overInvoicedReason({ minor, currency }: Money): string {
  const { amount } = toMoneyJson({ minor, currency });
  return `Invoiced for more than ${INVOICED_ABOVE_PERCENT} % above the ${amount} ${currency} that it is consigned for.`;
}
