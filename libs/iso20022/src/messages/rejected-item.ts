import type { FieldFault } from '../fields/field-fault.js';
import { optional } from '../fields/field-values.js';
import type { RejectedItem } from '../parts/items.js';
import type { MessageBegin } from '../parts/message.js';

/** @param reference the first there is of what names the item. */
export function rejectedItem(
  { xpath, code, message }: FieldFault,
  { messageId, definition }: MessageBegin,
  reference: string | undefined,
): RejectedItem {
  return {
    kind: 'rejected',
    xpath,
    code,
    message,
    ...optional('reference', reference),
    messageId,
    messageFormat: definition,
  };
}
