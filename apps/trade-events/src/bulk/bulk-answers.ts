import { hash } from 'node:crypto';
import { derivedId } from '@corridor/contracts';
import { type ConsignmentCommand, consignment } from '@corridor/domain';
import {
  type AppendResult,
  type EventStore,
  IdempotencyKeyReused,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import {
  aboutLine,
  actorOf,
  BULK_ITEMS_MAX,
  type BulkItem,
  type CommandRequest,
  checkNotAhead,
  failedLine,
  keyOfReference,
  type LineAnswer,
  lineReferenceSchema,
  malformedLine,
  oneLineTooMany,
  whenThereIsRoom,
} from '@corridor/nest-kit';
import { z } from 'zod';
import type { TradeAggregates } from '../aggregates.js';
import { checkDeclarationCodes, declareBody, HS_EDITION } from '../consignments/consignment.bodies.js';
import { checkOwnGoods } from '../consignments/consignment-access.js';
import { ucrAppends } from '../consignments/ucr.js';
import { sidesInLatin } from '../requests/parties.js';
import type { Clock } from '../tokens.js';

/** What became of one consignment. */
export interface BulkAnswer extends LineAnswer {
  readonly consignmentId?: string;
}

export interface BulkWorld {
  readonly store: EventStore;
  readonly aggregates: Pick<TradeAggregates, 'consignments' | 'ucrs'>;
  readonly now: Clock;
  readonly request: CommandRequest;
}

/** Consignments that are on their way to the log at a time: enough for its groups to be full, far less than its queue holds. */
const IN_FLIGHT_MAX = 256;

export const bulkBody = z.strictObject({
  reference: lineReferenceSchema,
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
    if (count > BULK_ITEMS_MAX) {
      inFlight.push(Promise.resolve(oneLineTooMany(item.line, 'consignments')));
      break;
    }
    inFlight.push(declare(item, world));
    if (inFlight.length >= IN_FLIGHT_MAX) yield (await inFlight.shift()) as BulkAnswer;
  }
  for (const answer of inFlight) yield await answer;
}

async function declare(item: BulkItem, world: BulkWorld): Promise<BulkAnswer> {
  const { value, fault } = item;
  if (fault !== undefined) return malformedLine(item, fault);
  try {
    return { ...aboutLine(item), ...(await accept(value, world)) };
  } catch (error) {
    return failedLine(item, error);
  }
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
  const idempotency = { key: keyOfReference(reference), requestHash, answer: { consignmentId } };
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
