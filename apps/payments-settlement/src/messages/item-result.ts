import { ContractViolation } from '@corridor/contracts';
import type { PaymentReason } from '@corridor/domain';
import {
  type EntryReferences,
  type Iso20022Item,
  isoReasonOf,
  type OriginalPayment,
  type ReplyStatus,
} from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';
import type { ValueNote } from '../bank-calendars/value-notes.js';
import { defined } from '../payments/payment-commands.js';
import type { OfWhole } from '../payments/whole-messages.js';

/** What became of one transaction of a file. */
export interface ItemResult {
  /** `EndToEndId`, else another of its references; null where the transaction has none. */
  readonly reference: string | null;
  /** Of what is refused: each of them by its name. */
  readonly references?: ItemReferences;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  /** What a pacs.002 would say of it. */
  readonly isoStatus: ReplyStatus;
  /** What is booked, or what a return gives back. */
  readonly settlementId?: string;
  readonly paymentId?: string;
  readonly returnId?: string;
  readonly recallId?: string;
  /** Of a camt.029: how the recall that it answers stands by it. */
  readonly recallAnswer?: { readonly isoStatus: string; readonly reasons: readonly PaymentReason[] };
  /** Of the event that told of it first. */
  readonly position?: number;
  /** Why it was rejected or waits, by ISO 20022's external list of status reasons. */
  readonly code?: string;
  /** The same by the ledger's own code; stable. */
  readonly reason?: string;
  readonly message?: string;
  /** The element at fault, by local names. */
  readonly xpath?: string;
  /** Of the value date of what was booked. */
  readonly notes?: readonly ValueNote[];
}

/** By what an item names its payment, or the message that it speaks of as a whole. */
export type ItemReferences = EntryReferences & Pick<OriginalPayment, 'messageId'>;

export function referencesOf(item: Iso20022Item): ItemReferences {
  const named: ItemReferences = namesOf(item);
  const { endToEndId, uetr, instructionId, transactionId } = named;
  const { accountServicerReference, entryReference, messageId } = named;
  const ofAccount = { accountServicerReference, entryReference };
  return defined({ endToEndId, uetr, instructionId, transactionId, ...ofAccount, messageId });
}

function namesOf(item: Iso20022Item): ItemReferences {
  switch (item.kind) {
    case 'rejected':
      return item.entry ?? item.named ?? {};
    case 'entry': {
      const { messageId: _, ...entry } = item;
      return entry;
    }
    case 'credit-transfer':
      return item.references;
    default:
      return item.original;
  }
}

export function referenceOf(item: Iso20022Item): string | null {
  switch (item.kind) {
    case 'rejected':
      return item.reference ?? null;
    case 'entry':
      return item.endToEndId ?? item.accountServicerReference ?? item.entryReference ?? item.uetr ?? null;
    case 'credit-transfer': {
      const { endToEndId, uetr, transactionId, instructionId } = item.references;
      return endToEndId ?? uetr ?? transactionId ?? instructionId ?? null;
    }
    default: {
      const { endToEndId, uetr, transactionId, instructionId, messageId } = item.original;
      return endToEndId ?? uetr ?? transactionId ?? instructionId ?? messageId ?? null;
    }
  }
}

/** The result of a transaction that is refused for a code of ours. */
export function refusedItem(
  item: Iso20022Item,
  reason: string,
  message: string,
  xpath = item.xpath,
): ItemResult {
  const code = isoReasonOf({ code: reason, message, xpath });
  return {
    reference: referenceOf(item),
    references: referencesOf(item),
    status: 'rejected',
    isoStatus: 'RJCT',
    code,
    reason,
    message,
    xpath,
  };
}

/**
 * The result of a transaction that is not booked.
 * @throws `error` itself, where it tells of anything but the transaction.
 */
export function rejectedItem(item: Iso20022Item, error: unknown): ItemResult {
  if (error instanceof Rejection) {
    const { code, message, details } = error;
    return refusedItem(item, code, message, xpathOf(item, details.pointer));
  }
  if (error instanceof ContractViolation) {
    const issue = error.issues[0];
    const message = `${issue?.pointer ?? 'The transaction'} ${issue?.message ?? error.message}`;
    return refusedItem(item, 'field-invalid', message, xpathOf(item, issue?.pointer));
  }
  throw error;
}

/**
 * The result of what a message tells of a payment and cannot be taken. A recall of which it is not known who answers it is pending: that ends nothing.
 * @throws as {@link rejectedItem}.
 */
export function rejectedPayment(item: Iso20022Item, error: unknown): ItemResult {
  const refused = rejectedItem(item, error);
  const isOpen = item.kind === 'cancellation-request' && refused.reason === 'bank-bic-unknown';
  return isOpen ? { ...refused, isoStatus: 'PDNG' } : refused;
}

/**
 * The result of what speaks of a whole message and cannot be told to its payments. A recall is not refused by that, which the other
 * bank would take for an answer for good: it is pending.
 * @throws as {@link rejectedItem}.
 */
export function rejectedWhole(item: OfWhole, error: unknown): ItemResult {
  const refused = rejectedItem(item, error);
  return item.kind === 'cancellation-request' ? { ...refused, isoStatus: 'PDNG' } : refused;
}

/** Days that a booked credit has, and stand in its entry; and that of a status. */
const DAYS: ReadonlyMap<string | undefined, string> = new Map([
  ['/bookedOn', 'BookgDt'],
  ['/valueDate', 'ValDt'],
  ['/acceptedAt', 'AccptncDtTm'],
]);

function xpathOf({ xpath }: Iso20022Item, pointer: string | undefined): string {
  // Of the message that answers a recall, which is told to the bank that asked.
  if (pointer === '/createdAt') return xpath.replace(/(\/RsltnOfInvstgtn)\/.*/, '$1/Assgnmt/CreDtTm');
  const day = DAYS.get(pointer);
  return day === undefined ? xpath : `${xpath.replace(/\/NtryDtls\[.*/, '')}/${day}`;
}
