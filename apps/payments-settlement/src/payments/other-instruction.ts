import type { KnownPayment, PaymentCommand } from '@corridor/domain';

/**
 * What a payment between banks is instructed otherwise by another message than by the first, in words: it goes on by the first one, and
 * somebody should know. `undefined` where both say the same, or the other one is the order of a customer or a cover.
 */
export function otherwiseInstructed(
  command: PaymentCommand,
  { instruction: first }: Pick<KnownPayment, 'instruction'>,
): string | undefined {
  if (command.type !== 'InstructPayment' || !first) return undefined;
  const { data: now } = command;
  if (familyOf(now.format) !== familyOf(first.format) || now.messageId === first.messageId) return undefined;
  const told = ({ amount, creditor }: Pick<typeof now, 'amount' | 'creditor'>): string =>
    [`${amount.amount} ${amount.currency}`, creditor.account ?? []].flat().join(' to ');
  if (told(now) === told(first)) return undefined;
  return `${first.messageId} told of ${told(first)} under the same UETR, and this of ${told(now)}: what a status books goes by the first. Where these are two payments, each needs a UETR of its own.`;
}

/** `pacs.008` of `pacs.008.001.08`. */
function familyOf(format: string): string {
  return format.slice(0, 8);
}
