import type { KnownPayment, PaymentCommand } from '@corridor/domain';
import { isSameInstitution } from '@corridor/nest-kit';

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
  const money = ({ amount, creditor }: typeof now): string =>
    [`${amount.amount} ${amount.currency}`, creditor.account ?? []].flat().join(' to ');
  const [here, there] = [now.creditor.agent, first.creditor.agent];
  // By the creditor's bank it is known whose credit a status, or a return, is of.
  const isOfOther = here !== undefined && there !== undefined && !isSameInstitution(here, there);
  if (money(now) === money(first) && !isOfOther) return undefined;
  const told = (data: typeof now): string =>
    isOfOther ? `${money(data)} with ${data.creditor.agent}` : money(data);
  return `${first.messageId} told of ${told(first)} under the same UETR, and this of ${told(now)}: what a status books, or a return undoes, goes by the first. Where these are two payments, each needs a UETR of its own.`;
}

/** `pacs.008` of `pacs.008.001.08`. */
function familyOf(format: string): string {
  return format.slice(0, 8);
}
