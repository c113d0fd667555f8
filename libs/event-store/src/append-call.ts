import type pg from 'pg';
import type { AppendRequest, AppendResult } from './append.js';
import { AppendForbidden, ConcurrencyConflict, IdempotencyKeyReused } from './errors.js';

/** What `ledger.append` answers for one request. */
type Answer =
  | { outcome: 'appended'; firstPosition: number; position: number; versions: number[] }
  | { outcome: 'duplicate'; position: number; answer: string }
  | { outcome: 'conflict'; streamId: string; actual: number }
  | { outcome: 'key-reused' }
  | { outcome: 'forbidden'; category: string };

/** A request in the form of the database function; `data` stays text, so that its bytes survive `jsonb`. */
export function encode(request: AppendRequest): string {
  const streams = new Set(request.streams.map((stream) => stream.streamId));
  if (streams.size !== request.streams.length || streams.size === 0) {
    throw new RangeError('An append names each of its streams once, and at least one.');
  }
  const { idempotency } = request;
  return JSON.stringify({
    actor: request.actor,
    correlationId: request.correlationId,
    causationId: request.causationId,
    demo: request.demo,
    recordedAt: request.recordedAt,
    ...(idempotency && {
      key: idempotency.key,
      requestHash: idempotency.requestHash,
      answer: JSON.stringify(idempotency.answer),
    }),
    streams: request.streams.map((stream) => {
      if (stream.events.length === 0) throw new RangeError(`${stream.streamId}: an append has events.`);
      return {
        streamId: stream.streamId,
        expected: stream.expectedVersion === 'noStream' ? 0 : stream.expectedVersion,
        events: stream.events.map((event) => ({ ...event, data: JSON.stringify(event.data) })),
      };
    }),
  });
}

/** Calls `ledger.append` for encoded requests; the outcomes stand in their order. */
export async function callAppend(
  client: Pick<pg.ClientBase, 'query'>,
  encoded: readonly string[],
): Promise<readonly Answer[]> {
  const { rows } = await client.query<{ answers: Answer[] }>({
    name: 'ledger-append',
    text: 'SELECT ledger.append($1::jsonb) AS answers',
    values: [`[${encoded.join(',')}]`],
  });
  return rows[0]?.answers ?? [];
}

/** @throws ConcurrencyConflict, IdempotencyKeyReused or AppendForbidden, as the ledger answered. */
export function toResult(request: AppendRequest, answer: Answer | undefined): AppendResult {
  switch (answer?.outcome) {
    case 'appended':
      return answer;
    case 'duplicate':
      return { ...answer, answer: JSON.parse(answer.answer) };
    case 'conflict': {
      const stream = request.streams.find((each) => each.streamId === answer.streamId);
      throw new ConcurrencyConflict(answer.streamId, stream?.expectedVersion ?? 'any', answer.actual);
    }
    case 'key-reused':
      throw new IdempotencyKeyReused(request.idempotency?.key ?? '');
    case 'forbidden':
      throw new AppendForbidden(`This role may not append to the category "${answer.category}".`);
    default:
      throw new Error('The ledger gave no answer to an append.');
  }
}
