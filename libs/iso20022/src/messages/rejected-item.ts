import { attempt } from '../fields/attempt.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { FieldFault } from '../fields/field-fault.js';
import { maybe, optional, reference, uetr } from '../fields/field-values.js';
import type { RejectedItem } from '../parts/items.js';
import type { MessageBegin } from '../parts/message.js';
import type { OriginalPayment, TransactionReferences } from '../parts/payment.js';

/**
 * @param reference the first there is of what names the item.
 * @param named what it is of, each by its own name.
 */
export function rejectedItem(
  { xpath, code, message }: FieldFault,
  { messageId, definition }: MessageBegin,
  reference: string | undefined,
  named: OriginalPayment = {},
): RejectedItem {
  return {
    kind: 'rejected',
    xpath,
    code,
    message,
    ...optional('reference', reference),
    ...(Object.keys(named).length > 0 && { named }),
    messageId,
    messageFormat: definition,
  };
}

/** Where a payment is named: the last name of a path → which of its references that is. */
const REFERENCES: ReadonlyMap<
  string,
  Exclude<keyof TransactionReferences, 'uetr' | 'clearingSystemReference'>
> = new Map([
  ['InstrId', 'instructionId'],
  ['EndToEndId', 'endToEndId'],
  ['TxId', 'transactionId'],
]);

/** The references of a payment at these paths; a UETR that is none is left out. */
export function namedReferences(fields: FieldCapture, paths: readonly string[]): TransactionReferences {
  const named: { -readonly [Name in keyof TransactionReferences]: TransactionReferences[Name] } = {};
  for (const path of paths) {
    const name = (path.split('/').at(-1) ?? '').replace(/^Orgnl/, '');
    const key = REFERENCES.get(name);
    const value = key && reference(fields, path);
    if (key && value !== undefined) named[key] ??= value;
    if (name !== 'UETR') continue;
    const read = attempt(() => maybe(fields.first(path), uetr));
    if (read !== undefined && !(read instanceof FieldFault)) named.uetr ??= read;
  }
  return named;
}
