import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConsignmentCommand, consignment } from '@corridor/domain';
import {
  type AppendResult,
  type EventStore,
  IdempotencyKeyReused,
  Overloaded,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { actorOf, type CommandRequest, toProblem } from '@corridor/nest-kit';
import { z } from 'zod';
import type { TradeAggregates } from '../aggregates.js';
import { checkDeclarationCodes, declareBody, HS_EDITION } from '../consignments/consignment.bodies.js';
import { checkOwnGoods } from '../consignments/consignment-access.js';
import { ucrAppends } from '../consignments/ucr.js';
import { derivedId } from '../requests/derived-id.js';
import { sidesInLatin } from '../requests/parties.js';
import { checkNotAhead } from '../requests/request-body.js';
import type { Clock } from '../tokens.js';
import type { BulkItem } from './bulk-items.js';

/** What became of one consignment. */
export interface BulkAnswer {
  readonly line: number;
  readonly reference?: string;
  /**
   * `duplicate`: it is in the ledger since an earlier request; the answer is that of then. `unknown`: the ledger failed on it, and it may
   * have been recorded; sent again under its reference, it is recorded once.
   */
  readonly status: 'accepted' | 'duplicate' | 'rejected' | 'unknown';
  readonly consignmentId?: string;
  readonly position?: number;
  readonly code?: string;
  readonly detail?: string;
  /** JSON pointer into the line; in CSV, into the JSON that its rows stand for. */
  readonly pointer?: string;
}

export interface BulkWorld {
  readonly store: EventStore;
  readonly aggregates: Pick<TradeAggregates, 'consignments' | 'ucrs'>;
  readonly now: Clock;
  readonly request: CommandRequest;
}

/** Consignments that are on their way to the log at a time: enough for its groups to be full, far less than its queue holds. */
const IN_FLIGHT_MAX = 256;
const ITEMS_MAX = 50_000;
const OVERLOADED_PAUSE_MS = 50;

export const bulkBody = z.strictObject({
  /** What the sender calls it, once for all: sent again under it, it adds nothing. */
  reference: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'has 1 to 64 visible ASCII characters'),
  ...declareBody.shape,
});

/** Answers consignment by consignment, in their order, several of them on their way at a time. */
export async function* bulkAnswers(
  items: AsyncIterable<BulkItem>,
  world: BulkWorld,
): AsyncGenerator<BulkAnswer, void, undefined> {
  const inFlight: Promise<BulkAnswer>[] = [];
  let count = 0;
  for await (const item of items) {
    count += 1;
    if (count > ITEMS_MAX) {
      inFlight.push(Promise.resolve(tooMany(item.line)));
      break;
    }
    inFlight.push(declare(item, world));
    if (inFlight.length >= IN_FLIGHT_MAX) yield (await inFlight.shift()) as BulkAnswer;
  }
  for (const answer of inFlight) yield await answer;
}

function tooMany(line: number): BulkAnswer {
  const detail = `A request has at most ${ITEMS_MAX} consignments; send what begins on this line in another one.`;
  return { line, status: 'rejected', code: 'too-many-lines', detail };
}

async function declare({ line, value, fault }: BulkItem, world: BulkWorld): Promise<BulkAnswer> {
  const reference = referenceOf(value);
  const about = { line, ...(reference !== undefined && { reference }) };
  if (fault !== undefined) return { ...about, status: 'rejected', code: 'line-malformed', detail: fault };
  try {
    return { ...about, ...(await accept(value, world)) };
  } catch (error) {
    const { status, code, detail, pointer } = toProblem(error);
    if (status >= 500) {
      const remedy = 'The ledger failed on this line; send it again under the same reference.';
      return { ...about, status: 'unknown', code, detail: remedy };
    }
    return { ...about, status: 'rejected', code, detail, ...(pointer !== undefined && { pointer }) };
  }
}

/** What the sender can find the line by, also where the rest of it is refused. */
function referenceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('reference' in value)) return undefined;
  return typeof value.reference === 'string' ? value.reference : undefined;
}

async function accept(
  value: unknown,
  { store, aggregates, now, request }: BulkWorld,
): Promise<Pick<BulkAnswer, 'status' | 'consignmentId' | 'position'>> {
  const { caller, correlationId } = request;
  const body = bulkBody.parse(value);
  const { reference, occurredAt, ...data } = body;
  checkNotAhead(occurredAt, now, 'occurred-in-future', '/occurredAt');
  checkDeclarationCodes({ occurredAt, ...data });
  checkOwnGoods(caller, data);
  const consignmentId = derivedId('corridor-ledger bulk consignment v1', actorOf(caller), reference);
  const command: Extract<ConsignmentCommand, { type: 'DeclareConsignment' }> = {
    type: 'DeclareConsignment',
    occurredAt,
    data: { consignmentId, hsEdition: HS_EDITION, ...sidesInLatin(data) },
  };
  // Decided on nothing: a consignment that is there already is found by its key, in the append itself.
  const { append } = aggregates.consignments.decide(consignmentId, command, {
    state: consignment.initialState,
    version: 0,
  });
  if (!append) throw new Error('A declaration is an event.');
  const requestHash = hash('sha256', JSON.stringify(body));
  // With a space, it is none that a client can send in a header.
  const idempotency = { key: `bulk ${reference}`, requestHash, answer: { consignmentId } };
  const context = { actor: actorOf(caller), correlationId, idempotency };
  const appended = (ofUcr: readonly StreamAppend[]): Promise<AppendResult> =>
    whenThereIsRoom(() => store.append({ ...context, streams: [append, ...ofUcr] }));
  const recorded =
    data.ucr === undefined
      ? appended([])
      : // Another consignment may take the UCR between reading and appending, also one of this request.
        retryOnConflict(async () => appended(await ucrAppends(aggregates, command, caller)));
  const result = await recorded.catch((error) => {
    if (!(error instanceof IdempotencyKeyReused)) throw error;
    const message = `Another consignment was sent under the reference "${reference}"; amend that one, or use a new reference.`;
    throw new Rejection('reference-used', message, { pointer: '/reference' });
  });
  const status = result.outcome === 'duplicate' ? 'duplicate' : 'accepted';
  return { status, consignmentId, position: result.position };
}

/** Where the log's queue is full, others are before this one: it waits for its turn, and what follows it waits in the connection. */
async function whenThereIsRoom<T>(append: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await append();
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error;
      await pause(OVERLOADED_PAUSE_MS);
    }
  }
}
