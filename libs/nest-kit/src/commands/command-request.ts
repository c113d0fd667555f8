import { createHash, randomUUID } from 'node:crypto';
import { uuidSchema } from '@corridor/contracts';
import type { AppendContext, AppendResult, EventStore, KnownResult } from '@corridor/event-store';
import { IdempotencyKeyReused } from '@corridor/event-store';
import { actorOf, type Caller, callerOf } from '../access/caller.js';
import { ProblemError } from '../errors/problem.js';

/** What an HTTP request says beside its body. */
export interface CommandRequest {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
}

/** What of an HTTP request is read; Fastify's requests have this form. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
  readonly caller?: Caller;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws ProblemError for a malformed Idempotency-Key or X-Correlation-Id. */
export function commandRequestOf(request: HttpRequest): CommandRequest {
  const { method, url, headers, body } = request;
  const caller = callerOf(request);
  const key = headers['idempotency-key'];
  if (key !== undefined && (typeof key !== 'string' || !KEY.test(key))) {
    throw new ProblemError(
      422,
      'idempotency-key-malformed',
      'Idempotency-Key has 1 to 255 visible ASCII characters.',
    );
  }
  const correlation = headers['x-correlation-id'];
  const correlationId = correlation === undefined ? randomUUID() : uuidSchema.safeParse(correlation).data;
  if (correlationId === undefined) {
    throw new ProblemError(422, 'correlation-id-malformed', 'X-Correlation-Id is a UUID in lower case.');
  }
  if (key === undefined) return { caller, correlationId };
  const requestHash = createHash('sha256')
    .update(`${method} ${url}\n`)
    .update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null))
    .digest('hex');
  return { caller, correlationId, idempotency: { key, requestHash } };
}

export interface Answered<Answer> {
  readonly answer: Answer;
  /** The ledger's position of the last event; of a command that led to nothing new, of what told the same, where that is known. */
  readonly position?: number;
  /** The Idempotency-Key was used before: this is the first answer. */
  readonly duplicate: boolean;
}

/**
 * Answers a command once for each Idempotency-Key: looked up before deciding, since the state has moved on since; kept for
 * ever by the append.
 * @param answer JSON that the caller is answered with where this is the first time.
 * @throws IdempotencyKeyReused for another request under the key.
 */
export async function answerOnce<Answer>(
  store: EventStore,
  { caller, correlationId, idempotency }: CommandRequest,
  answer: Answer,
  handle: (context: AppendContext) => Promise<AppendResult | KnownResult | undefined>,
): Promise<Answered<Answer>> {
  const actor = actorOf(caller);
  const first = await firstAnswer<Answer>(store, actor, idempotency);
  if (first) return first;
  const asked = { actor, correlationId, ...(idempotency && { idempotency: { ...idempotency, answer } }) };
  let result: AppendResult | KnownResult | undefined;
  try {
    result = await handle(asked);
  } catch (error) {
    // The same request, sent twice at once: its twin has moved the state on, and this one was refused for it.
    const twin = await firstAnswer<Answer>(store, actor, idempotency);
    if (twin) return twin;
    throw error;
  }
  if (!result) return { answer, duplicate: false };
  if (result.outcome === 'duplicate') {
    return { answer: result.answer as Answer, position: result.position, duplicate: true };
  }
  return { answer, position: result.position, duplicate: false };
}

/**
 * What the ledger answered under a key, kept by the append of its request; `undefined` where nothing was appended under it.
 * @throws IdempotencyKeyReused where the key got its answer for another request.
 */
export async function firstAnswer<Answer>(
  store: EventStore,
  actor: string,
  idempotency: CommandRequest['idempotency'],
): Promise<Answered<Answer> | undefined> {
  if (!idempotency) return undefined;
  const first = await store.answerOf(actor, idempotency.key);
  if (!first) return undefined;
  if (first.requestHash !== idempotency.requestHash) throw new IdempotencyKeyReused(idempotency.key);
  return { answer: first.answer as Answer, position: first.position, duplicate: true };
}

/** The body of a command's response: a repeated request gets the very same. */
export function responseOf<Answer extends object>({
  answer,
  position,
}: Answered<Answer>): Answer & { readonly position?: number } {
  return { ...answer, ...(position !== undefined && { position }) };
}
