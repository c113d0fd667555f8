import { CANCELLATION_ANSWER_KINDS } from '../payments/cancellation-answer.js';
import { CANCELLATION_REQUEST_KINDS } from '../payments/cancellation-request.js';
import { INTERBANK_KINDS } from '../payments/credit-transfer.js';
import { INITIATION_KINDS } from '../payments/initiation.js';
import { RETURN_KINDS } from '../payments/payment-return.js';
import { STATUS_KINDS } from '../payments/status-report.js';
import { STATEMENT_KINDS } from '../statements/kinds.js';
import type { MessageKind } from './message-kind.js';

/** Every version of every message that is read, by its namespace. */
export const KINDS: ReadonlyMap<string, MessageKind> = new Map(
  [
    ...INTERBANK_KINDS,
    ...STATUS_KINDS,
    ...RETURN_KINDS,
    ...STATEMENT_KINDS,
    ...CANCELLATION_REQUEST_KINDS,
    ...CANCELLATION_ANSWER_KINDS,
    ...INITIATION_KINDS,
  ].map((kind) => [kind.namespace, kind]),
);
