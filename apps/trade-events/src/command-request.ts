import { createHash, randomUUID } from 'node:crypto';
import type { AppendContext, EventStore } from '@corridor/event-store';
import { IdempotencyKeyReused } from '@corridor/event-store';
import { actorOf, type Caller, ProblemError } from '@corridor/nest-kit';
import { z } from 'zod';

/** What an HTTP request says beside its body. */
export interface CommandRequest {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
}

/** What a command is answered with. */
export interface CommandAnswer {
  /** The aggregate's id. */
  readonly id: string;
  /** The ledger's position of the last event; absent where the command led to nothing new. */
  readonly position?: number;
  /** The Idempotency-Key was used before: this is the first answer. */
  readonly duplicate?: true;
}

interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
  readonly caller?: Caller;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws ProblemError for a malformed Idempotency-Key or X-Correlation-Id. */
export function commandRequestOf({ method, url, headers, body, caller }: HttpRequest): CommandRequest {
  if (!caller)
    throw new ProblemError(401, 'key-missing', 'Send your API key as "Authorization: Bearer <key>".');
  const key = headers['idempotency-key'];
  if (key !== undefined && (typeof key !== 'string' || !KEY.test(key))) {
    throw new ProblemError(
      422,
      'idempotency-key-malformed',
      'Idempotency-Key has 1 to 255 visible ASCII characters.',
    );
  }
  const correlation = headers['x-correlation-id'];
  const correlationId = correlation === undefined ? randomUUID() : z.uuid().safeParse(correlation).data;
  if (correlationId === undefined) {
    throw new ProblemError(422, 'correlation-id-malformed', 'X-Correlation-Id is a UUID.');
  }
  const requestHash = createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body)}`)
    .digest('hex');
  return { caller, correlationId, ...(key !== undefined && { idempotency: { key, requestHash } }) };
}

/**
 * Answers a command once for each Idempotency-Key: looked up before deciding, since the state has moved on since.
 * @throws IdempotencyKeyReused for another request under the key.
 */
export async function answerOnce(
  store: EventStore,
  { caller, correlationId, idempotency }: CommandRequest,
  id: string,
  handle: (context: AppendContext) => Promise<{ position?: number; answer?: unknown; duplicate: boolean }>,
): Promise<CommandAnswer> {
  const actor = actorOf(caller);
  if (idempotency) {
    const first = await store.answerOf(actor, idempotency.key);
    if (first && first.requestHash !== idempotency.requestHash)
      throw new IdempotencyKeyReused(idempotency.key);
    if (first) return { id: idOf(first.answer), position: first.position, duplicate: true };
  }
  const { position, answer, duplicate } = await handle({
    actor,
    correlationId,
    ...(idempotency && { idempotency: { ...idempotency, answer: { id } } }),
  });
  if (duplicate) return { id: idOf(answer), ...(position !== undefined && { position }), duplicate: true };
  return { id, ...(position !== undefined && { position }) };
}

function idOf(answer: unknown): string {
  return z.object({ id: z.string() }).parse(answer).id;
}
