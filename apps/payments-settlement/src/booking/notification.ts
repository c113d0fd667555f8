import { ContractViolation } from '@corridor/contracts';
import type { NotifiedItem } from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';

/** What became of one transaction of a file. */
export interface ItemResult {
  /** `EndToEndId`, else `AcctSvcrRef`, else `NtryRef`; null where the transaction has none of them. */
  readonly reference: string | null;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  readonly settlementId?: string;
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

/** Where a field of the event stands in the file: below the transaction, its entry, its notification or the message. */
const PLACES: readonly (readonly [pointer: string, above: RegExp | undefined, path: string])[] = [
  ['/account', /\/Ntry\[.*/, '/Acct/Id'],
  ['/messageId', /\/Ntfctn\[.*/, '/GrpHdr/MsgId'],
  ['/bookedOn', /\/NtryDtls\[.*/, '/BookgDt'],
  ['/valueDate', /\/NtryDtls\[.*/, '/ValDt'],
  ['/references/endToEndId', undefined, '/Refs/EndToEndId'],
  ['/references/uetr', undefined, '/Refs/UETR'],
  ['/references/remittance', undefined, '/RmtInf'],
  ['/debtorName', undefined, '/RltdPties/Dbtr'],
  ['/creditorName', undefined, '/RltdPties/Cdtr'],
];

function xpathOf({ xpath }: NotifiedItem, pointer = ''): string {
  const place = PLACES.find(([field]) => pointer === field || pointer.startsWith(`${field}/`));
  if (!place) return xpath;
  const [, above, path] = place;
  return `${above ? xpath.replace(above, '') : xpath}${path}`;
}
