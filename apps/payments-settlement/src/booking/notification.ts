import { ContractViolation } from '@corridor/contracts';
import type { NotifiedEntry, RejectedItem } from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';

/** One transaction of a notification. */
export type NotifiedItem = NotifiedEntry | RejectedItem;

/** What became of one transaction of a file. */
export interface ItemResult {
  /** `EndToEndId`, else `AcctSvcrRef`, else `NtryRef`; null where the transaction has none of them. */
  readonly reference: string | null;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  /** What is booked, or what a return gives back. */
  readonly settlementId?: string;
  readonly returnId?: string;
  /** Of the event that booked it, at its first delivery. */
  readonly position?: number;
  /** Why it was rejected; stable. */
  readonly code?: string;
  readonly message?: string;
  /** The element at fault, by local names. */
  readonly xpath?: string;
}

export function referenceOf(item: NotifiedItem): string | null {
  if (item.kind === 'rejected') return item.reference ?? null;
  return item.endToEndId ?? item.accountServicerReference ?? item.entryReference ?? null;
}

/**
 * The result of a transaction that is not booked.
 * @throws `error` itself, where it tells of anything but the transaction.
 */
export function rejectedItem(item: NotifiedItem, error: unknown): ItemResult {
  const reference = referenceOf(item);
  if (error instanceof Rejection) {
    const { code, message, details } = error;
    return { reference, status: 'rejected', code, message, xpath: xpathOf(item, details.pointer) };
  }
  if (error instanceof ContractViolation) {
    const issue = error.issues[0];
    const message = `${issue?.pointer ?? 'The transaction'} ${issue?.message ?? error.message}`;
    return {
      reference,
      status: 'rejected',
      code: 'field-invalid',
      message,
      xpath: xpathOf(item, issue?.pointer),
    };
  }
  throw error;
}

/** Days that a booked credit has; they stand in its entry. */
const DAYS: ReadonlyMap<string | undefined, string> = new Map([
  ['/bookedOn', 'BookgDt'],
  ['/valueDate', 'ValDt'],
]);

function xpathOf({ xpath }: NotifiedItem, pointer: string | undefined): string {
  const day = DAYS.get(pointer);
  return day === undefined ? xpath : `${xpath.replace(/\/NtryDtls\[.*/, '')}/${day}`;
}
