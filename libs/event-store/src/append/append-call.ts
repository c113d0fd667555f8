import type pg from 'pg';
import { AppendForbidden, ConcurrencyConflict, IdempotencyKeyReused } from '../errors.js';
import { oneRow, type Parameter } from '../one-row-call.js';
import type { AppendResult } from './append.js';
import {
  boolArray,
  int2Array,
  int4Array,
  int8Array,
  jsonArray,
  textArray,
  uuidArray,
} from './binary-arrays.js';
import type { EncodedAppend } from './encode-append.js';

/** Why the database refused a request of a group. */
type Refusal = { readonly request: number } & (
  | { readonly outcome: 'duplicate'; readonly position: number; readonly answer: string }
  | { readonly outcome: 'conflict'; readonly streamId: string; readonly actual: number }
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'forbidden'; readonly category: string }
);

/** What `ledger.append` answers for a group. */
interface GroupAnswer {
  /** The position before the first event of the group. */
  readonly behind: number;
  /** Of each stream, before the group. */
  readonly versions: readonly number[];
  readonly refused: readonly Refusal[] | null;
}

/** What became of one request: its result, or the error that its caller gets. */
export type Outcome = { readonly result: AppendResult } | { readonly error: Error };

const TEXT = `SELECT ledger.append(${Array.from({ length: 16 }, (_, index) => `$${index + 1}`).join(',')}) AS answer`;

const TEXT_ONE = `SELECT ledger.append_one(${Array.from({ length: 14 }, (_, index) => `$${index + 1}`).join(',')}) AS answer`;

/** Appends a group in one call; the outcomes stand in the order of the requests. */
export async function callAppend(
  client: Pick<pg.ClientBase, 'query'>,
  group: readonly EncodedAppend[],
): Promise<readonly Outcome[]> {
  const one = parametersOfOne(group);
  const [answer] = await oneRow(
    client,
    one
      ? { name: 'ledger-append-one', text: TEXT_ONE, values: one }
      : { name: 'ledger-append', text: TEXT, values: appendParameters(group) },
  );
  if (!answer) throw new Error('The ledger gave no answer to an append.');
  return outcomesOf(group, JSON.parse(answer));
}

/** The parameters of `ledger.append_one`, where a group is one event for one stream; undefined where it is more. */
function parametersOfOne([append, another]: readonly EncodedAppend[]): Parameter[] | undefined {
  if (append === undefined || another !== undefined || append.eventCount > 1) return undefined;
  const { request, streams, answer } = append;
  const [stream] = streams;
  const event = stream?.events[0];
  if (stream === undefined || event === undefined || request.recordedAt !== undefined) return undefined;
  return [
    stream.streamId,
    stream.expected === null ? null : String(stream.expected),
    request.actor,
    request.correlationId,
    request.causationId === undefined ? null : String(request.causationId),
    request.demo ? 't' : 'f',
    event.type,
    String(event.schemaVersion),
    event.occurredAt,
    event.participants,
    event.data,
    request.idempotency?.key ?? null,
    request.idempotency?.requestHash ?? null,
    answer ?? null,
  ];
}

/** The parameters of `ledger.append`, in its order: see there for what they hold. */
export function appendParameters(group: readonly EncodedAppend[]): Parameter[] {
  const of = {
    request: [] as number[],
    streamId: [] as string[],
    expected: [] as (number | null)[],
    events: [] as number[],
    recordedAt: [] as (string | null)[],
    actor: [] as string[],
    correlationId: [] as string[],
    causationId: [] as (number | null)[],
    demo: [] as boolean[],
    type: [] as string[],
    schemaVersion: [] as number[],
    occurredAt: [] as string[],
    participants: [] as string[],
    data: [] as string[],
  };
  let isImport = false;
  for (const [index, { request, streams }] of group.entries()) {
    isImport ||= request.recordedAt !== undefined;
    for (const { streamId, expected, events } of streams) {
      of.request.push(index + 1);
      of.streamId.push(streamId);
      of.expected.push(expected);
      of.events.push(events.length);
      of.recordedAt.push(request.recordedAt ?? null);
      of.actor.push(request.actor);
      of.correlationId.push(request.correlationId);
      of.causationId.push(request.causationId ?? null);
      of.demo.push(request.demo ?? false);
      for (const event of events) {
        of.type.push(event.type);
        of.schemaVersion.push(event.schemaVersion);
        of.occurredAt.push(event.occurredAt);
        of.participants.push(event.participants);
        of.data.push(event.data);
      }
    }
  }
  return [
    int4Array(of.request),
    textArray(of.streamId),
    int4Array(of.expected),
    int4Array(of.events),
    // Rare, so that text will do.
    isImport ? `{${of.recordedAt.map((at) => (at === null ? 'NULL' : JSON.stringify(at))).join(',')}}` : null,
    textArray(of.actor),
    uuidArray(of.correlationId),
    int8Array(of.causationId),
    boolArray(of.demo),
    textArray(of.type),
    int2Array(of.schemaVersion),
    textArray(of.occurredAt),
    textArray(of.participants),
    jsonArray(of.data),
    priorOf(of.streamId),
    keysOf(group),
  ];
}

/** Where each stream came before in the group, counted from 1, or 0; null where none comes twice. */
function priorOf(streamIds: readonly string[]): Buffer | null {
  const seen = new Map<string, number>();
  const prior: number[] = [];
  for (const [index, streamId] of streamIds.entries()) {
    prior.push(seen.get(streamId) ?? 0);
    seen.set(streamId, index + 1);
  }
  return seen.size === streamIds.length ? null : int4Array(prior);
}

function keysOf(group: readonly EncodedAppend[]): string | null {
  const keys = group.flatMap(({ request: { actor, idempotency }, answer }, index) =>
    idempotency
      ? [
          {
            request: index + 1,
            actor,
            key: idempotency.key,
            requestHash: idempotency.requestHash,
            answer,
          },
        ]
      : [],
  );
  return keys.length === 0 ? null : JSON.stringify(keys);
}

function outcomesOf(group: readonly EncodedAppend[], answer: GroupAnswer): readonly Outcome[] {
  const refusals = new Map(answer.refused?.map((refusal) => [refusal.request, refusal]));
  let position = answer.behind;
  let stream = 0;
  return group.map((append, index) => {
    const first = stream;
    stream += append.streams.length;
    const refusal = refusals.get(index + 1);
    if (refusal) return refusedOutcome(append, refusal);
    const firstPosition = position + 1;
    position += append.eventCount;
    const versions = append.streams.map(
      ({ events }, place) => (answer.versions[first + place] ?? 0) + events.length,
    );
    return { result: { outcome: 'appended', firstPosition, position, versions } };
  });
}

function refusedOutcome({ request }: EncodedAppend, refusal: Refusal): Outcome {
  switch (refusal.outcome) {
    case 'duplicate': {
      const { position, answer } = refusal;
      return { result: { outcome: 'duplicate', position, answer: JSON.parse(answer) } };
    }
    case 'conflict': {
      const stream = request.streams.find(({ streamId }) => streamId === refusal.streamId);
      const expected = stream?.expectedVersion ?? 'any';
      return { error: new ConcurrencyConflict(refusal.streamId, expected, refusal.actual) };
    }
    case 'key-reused':
      return { error: new IdempotencyKeyReused(request.idempotency?.key ?? '') };
    case 'forbidden':
      return {
        error: new AppendForbidden(`This role may not append to the category "${refusal.category}".`),
      };
    default:
      return refusal satisfies never;
  }
}
