import { setTimeout as pause } from 'node:timers/promises';
import { Overloaded } from '@corridor/event-store';
import { z } from 'zod';
import type { HttpRequest } from '../commands/command-request.js';
import { ProblemError } from '../errors/problem.js';
import { toProblem } from '../errors/to-problem.js';
import type { BulkItem } from './json-lines.js';

/** What became of a line, whatever it was about. */
export interface LineAnswer {
  readonly line: number;
  readonly reference?: string;
  /**
   * `duplicate`: it is in the ledger since an earlier request; the answer is that of then. `unknown`: the ledger failed on it, and it may
   * have been recorded; sent again under its reference, it is recorded once.
   */
  readonly status: 'accepted' | 'duplicate' | 'rejected' | 'unknown';
  readonly position?: number;
  readonly code?: string;
  readonly detail?: string;
  /** JSON pointer into the line. */
  readonly pointer?: string;
}

/** A {@link LineAnswer} as it is documented. */
export const lineAnswerSchema = z.object({
  line: z.int().min(1).describe('Where it begins in the request.'),
  reference: z.string().exactOptional(),
  status: z
    .enum(['accepted', 'duplicate', 'rejected', 'unknown'])
    .describe(
      '`duplicate`: recorded since an earlier request, whose answer this is. `unknown`: it may have been recorded; send it again under its reference.',
    ),
  position: z.int().min(1).exactOptional(),
  code: z.string().exactOptional(),
  detail: z.string().exactOptional(),
  pointer: z.string().exactOptional().describe('JSON pointer into the line.'),
});

/** What the sender calls a line, once for all: sent again under it, it adds nothing. */
export const lineReferenceSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, 'has 1 to 64 visible ASCII characters');

export const BULK_ITEMS_MAX = 50_000;
const OVERLOADED_PAUSE_MS = 50;

/** The key that a line's reference stands for; with a space, it is none that a client can send in a header. */
export function keyOfReference(reference: string): string {
  return `bulk ${reference}`;
}

/** What the sender can find the line by, also where the rest of it is refused. */
export function aboutLine({ line, value }: BulkItem): Pick<LineAnswer, 'line' | 'reference'> {
  const isSent = typeof value === 'object' && value !== null && 'reference' in value;
  return isSent && typeof value.reference === 'string' ? { line, reference: value.reference } : { line };
}

export function malformedLine(item: BulkItem, detail: string): LineAnswer {
  return { ...aboutLine(item), status: 'rejected', code: 'line-malformed', detail };
}

/** Where a line is not recorded, or nobody knows. */
export function failedLine(item: BulkItem, error: unknown): LineAnswer {
  const about = aboutLine(item);
  const { status, code, detail, pointer } = toProblem(error);
  if (status >= 500) {
    const remedy = 'The ledger failed on this line; send it again under the same reference.';
    return { ...about, status: 'unknown', code, detail: remedy };
  }
  return { ...about, status: 'rejected', code, detail, ...(pointer !== undefined && { pointer }) };
}

export function oneLineTooMany(line: number, items: string): LineAnswer {
  const detail = `A request has at most ${BULK_ITEMS_MAX} ${items}; send what begins on this line in another one.`;
  return { line, status: 'rejected', code: 'too-many-lines', detail };
}

/** @throws ProblemError 422 `idempotency-key-unneeded`. */
export function checkNoKey(headers: HttpRequest['headers']): void {
  if (headers['idempotency-key'] === undefined) return;
  const message =
    'Each line has a reference of its own, which stands for the key; send none for all of them.';
  throw new ProblemError(422, 'idempotency-key-unneeded', message);
}

/** Where the log's queue is full, others are before this one: it waits for its turn, and what follows it waits in the connection. */
export async function whenThereIsRoom<T>(append: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await append();
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error;
      await pause(OVERLOADED_PAUSE_MS);
    }
  }
}
