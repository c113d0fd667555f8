import { CodeList } from './code-list.js';
import { ROWS as CANCELLATION_ROWS } from './tables/iso-cancellation-reasons.js';
import { ROWS as REJECTION_ROWS } from './tables/iso-cancellation-rejections.js';
import { ROWS as RETURN_ROWS } from './tables/iso-return-reasons.js';
import { ROWS as STATUS_ROWS } from './tables/iso-status-reasons.js';

/**
 * A reason of one of ISO 20022's external code sets. These grow each quarter outside the messages: a code that is not here may be
 * newer than the table.
 */
export interface IsoReason {
  readonly code: string;
  /** One sentence of our own without its full stop. */
  readonly name: string;
}

/** ExternalStatusReason1Code, what cross-border payments use: why a payment has its status, in pacs.002 and pain.002. */
export const ISO_STATUS_REASONS = listOf(STATUS_ROWS, 'reason of a status such as "AC01"');
/** ExternalReturnReason1Code: why money comes back, in pacs.004 and the statements of accounts. */
export const ISO_RETURN_REASONS = listOf(RETURN_ROWS, 'reason of a return such as "AC04"');
/** ExternalCancellationReason1Code: why a payment is asked back, in camt.056. */
export const ISO_CANCELLATION_REASONS = listOf(CANCELLATION_ROWS, 'reason of a cancellation such as "DUPL"');
/** ExternalPaymentCancellationRejection1Code: why it is not given back, in camt.029. */
export const ISO_CANCELLATION_REJECTIONS = listOf(
  REJECTION_ROWS,
  'reason to reject a cancellation such as "ARDT"',
);

/** @throws Rejection `reason-unknown` with `pointer`. */
export function checkReturnReason(code: string, pointer: string): IsoReason {
  return ISO_RETURN_REASONS.check(code, pointer);
}

/** @throws Rejection `reason-unknown` with `pointer`. */
export function checkCancellationReason(code: string, pointer: string): IsoReason {
  return ISO_CANCELLATION_REASONS.check(code, pointer);
}

/** @throws Rejection `reason-unknown` with `pointer`. */
export function checkCancellationRejection(code: string, pointer: string): IsoReason {
  return ISO_CANCELLATION_REJECTIONS.check(code, pointer);
}

function listOf(
  rows: readonly (readonly [code: string, name: string])[],
  holds: string,
): CodeList<IsoReason> {
  return new CodeList(
    rows.map(([code, name]) => ({ code, name })),
    { code: 'reason-unknown', holds },
  );
}
