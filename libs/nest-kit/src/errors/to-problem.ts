import { ContractViolation } from '@corridor/contracts';
import {
  AppendForbidden,
  ArchiveMissing,
  ConcurrencyConflict,
  IdempotencyKeyReused,
  Overloaded,
  PrivacyKeyDiffers,
  PrivacyKeyMissing,
} from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import './field-words.js';
import { type FieldFault, type Problem, ProblemError, problem } from './problem.js';

/** Codes of rejections that the state of the aggregate caused, not the content of the request. */
const STATE_CODES: ReadonlySet<string> = new Set([
  'illegal-step',
  'credit-still-valid',
  'examination-under-way',
  'hold-open',
  'hold-not-open',
  'event-id-reused',
  'payment-exceeds-outstanding',
  'allocation-exceeds-unallocated',
  'nothing-unallocated',
  'nothing-outstanding',
  'invoice-paid',
  'invoice-withdrawn',
  'not-matched',
  'creditor-differs',
  'provider-bank-unnamed',
  'service-contract-withdrawn',
  'basis-not-on-route',
  'goods-declared-already',
  'partly-declared',
  'declared-to-customs',
  'document-at-customs',
  'goods-packed-already',
  'document-attached-already',
  'documents-missing',
  'duty-unpaid',
  'duty-not-assessed',
  'duty-paid-already',
  'guarantee-exhausted',
  'guarantee-expired',
  'guarantee-not-yet-valid',
  'transit-reserved',
  'carnet-in-use',
  'call-exceeds-reservation',
  'seal-number-used',
  'seal-not-affixed',
  'limit-not-passed',
  'ucr-used',
  'rate-posted-already',
  'rate-not-posted',
  'rate-differs',
  'rate-stale',
  'rate-unknown',
  'rate-out-of-range',
  'holiday-declared-already',
  'holiday-not-declared',
  'no-banking-day',
  'proceeds-received',
  'amount-below-realised',
  'term-not-started',
  'amendment-below-drawings',
  'amendments-exhausted',
  'presentations-exhausted',
  'presentation-discrepant',
  'notice-too-late',
  'document-presented-twice',
  'waiver-not-given',
  'credit-overdrawn',
  'not-matured',
  'batch-incomplete',
  'booked-in-sum',
  'subject-erased',
  'telling-withdrawn',
  'lead-committed',
]);

/** The code of a part of the history that is away. */
export const ARCHIVE_AWAY = 'archive-not-at-hand';

/** Codes for what the framework refuses by itself. */
const CODES: Readonly<Record<number, string>> = {
  400: 'request-malformed',
  401: 'key-missing',
  403: 'right-missing',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'media-type-unsupported',
};

/** A body can have a fault in every field; nobody mends more than these at a time. */
const FAULTS_MAX = 100;

/** The answer to a request that ended in `error`; anything unknown is a 500 that tells nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof Rejection) {
    const status = STATE_CODES.has(error.code) ? 409 : 422;
    const { currentState, legalNow, ...details } = error.details;
    // What stands is the reason of a conflict; for a fault of the content it would lead astray.
    const standing = {
      ...(currentState !== undefined && { currentState }),
      ...(legalNow !== undefined && { legalNow }),
    };
    return problem(status, error.code, error.message, { ...details, ...(status === 409 && standing) });
  }
  if (error instanceof z.ZodError) return contentInvalid(error.issues.flatMap(faultsOf));
  // An event says what a request said: what no event may hold, the request should not have held.
  if (error instanceof ContractViolation && error.issues.length > 0) {
    return contentInvalid(error.issues.map(({ pointer, message }) => ({ pointer, detail: message })));
  }
  if (error instanceof ConcurrencyConflict) {
    return problem(409, 'concurrent-change', `${error.message} Look at its present state and send it again.`);
  }
  if (error instanceof IdempotencyKeyReused) {
    return problem(422, 'idempotency-key-reused', `${error.message} Use a new key for a new request.`);
  }
  if (error instanceof Overloaded) return problem(503, 'overloaded', error.message);
  if (error instanceof PrivacyKeyMissing) return problem(503, 'privacy-key-missing', error.message);
  if (error instanceof PrivacyKeyDiffers) return problem(503, 'privacy-key-differs', error.message);
  if (error instanceof ArchiveMissing) {
    // Told without the folder: that is the operator's affair, and is logged.
    const detail = `The archived file ${error.fileName}, which holds a part of the history that this request needs, is not at hand. What of the request was recorded stays. Ask the operator for the file, and send the same request again.`;
    return problem(503, ARCHIVE_AWAY, detail);
  }
  if (error instanceof AppendForbidden) return problem(403, 'right-missing', error.message);
  const status = statusOf(error);
  if (status !== undefined && status >= 400 && status < 500) {
    return problem(status, CODES[status] ?? 'request-refused', (error as Error).message);
  }
  return problem(
    500,
    'internal',
    // The connection may have broken between the commit and its answer.
    'The ledger failed on this request; it is not known whether it was recorded. Send it again with the same Idempotency-Key, or look first.',
  );
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own refusals, such as a body that is too large or no JSON.
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

function contentInvalid(faults: readonly FieldFault[]): Problem {
  const [first] = faults;
  const detail = `${first?.pointer || 'The body'}: ${first?.detail ?? 'is not valid'}`;
  const errors = faults.slice(0, FAULTS_MAX);
  return problem(422, 'content-invalid', detail, { ...(first && { pointer: first.pointer }), errors });
}

/** zod tells of all unknown fields of an object in one issue, which points to the object. */
function faultsOf(issue: z.core.$ZodIssue): readonly FieldFault[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerOf(issue.path), detail: issue.message }];
  return issue.keys.map((key) => ({
    pointer: pointerOf([...issue.path, key]),
    detail: 'is not a field of this request',
  }));
}

/** JSON pointer of a path, RFC 6901: `~` and `/` within a name are escaped. */
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
