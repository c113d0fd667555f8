import { derivedId } from '@corridor/contracts';
import {
  type ConsignmentCommand,
  type DeclarationCommand,
  isDeclared,
  isFreeFor,
  type KnownConsignment,
  type UcrAssigned,
  type UcrState,
} from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';

type Declared = Extract<ConsignmentCommand, { type: 'DeclareConsignment' }>;
type Lodged = Extract<DeclarationCommand, { type: 'LodgeDeclaration' }>;

/**
 * The id of a unique consignment reference, however it is spaced and in capitals or not: it is read off papers. A second consignment with it
 * meets the stream of the first, and the log itself holds it unique.
 */
export function ucrIdOf(ucr: string): string {
  return derivedId('corridor-ledger ucr v1', ucr.toUpperCase().replace(/\s+/g, ''));
}

/**
 * What is appended together with a declaration so that its UCR is its own; nothing where it has none.
 * @throws ProblemError 409 `ucr-used`, with the consignment that has it where the caller may see that one.
 */
export async function ucrAppends(
  { ucrs }: Pick<TradeAggregates, 'ucrs'>,
  { occurredAt, data }: Declared,
  caller: Caller,
): Promise<readonly StreamAppend[]> {
  const { ucr, consignmentId, exporter, importer } = data;
  if (ucr === undefined) return [];
  const parties = { exporter: exporter.participantId, importer: importer.participantId };
  return assigned(ucrs, occurredAt, { ucr, consignmentId, ...parties }, caller);
}

/**
 * What is appended together with a customs declaration under a UCR that its consignment was not declared with: it is the consignment's from
 * then on. Of a part it is that of the whole, which all parts have.
 * @throws ProblemError 409 `ucr-used`, likewise.
 */
export async function ucrAppendsAtCustoms(
  { consignments, ucrs }: Pick<TradeAggregates, 'consignments' | 'ucrs'>,
  { occurredAt, data: { ucr, exporter, importer } }: Lodged,
  consignment: KnownConsignment,
  caller: Caller,
): Promise<readonly StreamAppend[]> {
  if (ucr === undefined || consignment.ucr !== undefined) return [];
  const consignmentId = await wholeOf(consignments, consignment);
  return assigned(ucrs, occurredAt, { ucr, consignmentId, exporter, importer }, caller);
}

async function assigned(
  ucrs: TradeAggregates['ucrs'],
  occurredAt: string,
  data: UcrAssigned['data'],
  caller: Caller,
): Promise<readonly StreamAppend[]> {
  const id = ucrIdOf(data.ucr);
  const before = await ucrs.load(id);
  checkFree(data, before.state, caller);
  const { append } = ucrs.decide(id, { type: 'AssignUcr', occurredAt, data }, before);
  return append ? [append] : [];
}

/** The id of the consignment that a part was split from, in however many steps; its own where it is none. */
async function wholeOf(
  consignments: TradeAggregates['consignments'],
  { consignmentId, partOf }: KnownConsignment,
): Promise<string> {
  if (partOf === undefined) return consignmentId;
  const { state } = await consignments.load(partOf);
  if (!isDeclared(state)) throw new Error(`The consignment ${partOf} was split, and not declared.`);
  return wholeOf(consignments, state);
}

function checkFree(
  { ucr, consignmentId, ...parties }: UcrAssigned['data'],
  state: UcrState,
  caller: Caller,
): void {
  if (isFreeFor(parties, state)) return;
  if (state.status === 'assigned' && state.consignmentId === consignmentId) return;
  const isSeen = state.status === 'assigned' && maySee(caller, state);
  const which = isSeen ? `the consignment ${state.consignmentId}` : 'another trade transaction';
  const message = `"${ucr}" is the UCR of ${which}; a UCR is used once, for one trade transaction.`;
  const details = { pointer: '/ucr', ...(isSeen && { consignmentId: state.consignmentId }) };
  throw new ProblemError(409, 'ucr-used', message, details);
}

/** The consignment, without the UCR that it was declared with where that was released to somebody else. */
export async function withOwnUcr(
  { consignments, ucrs }: Pick<TradeAggregates, 'consignments' | 'ucrs'>,
  consignment: KnownConsignment,
): Promise<KnownConsignment> {
  const { ucr, ...rest } = consignment;
  if (ucr === undefined) return consignment;
  const { state } = await ucrs.load(ucrIdOf(ucr));
  // It was declared with it before it was held unique.
  if (state.status === 'unknown') return consignment;
  const isOwn =
    state.status === 'assigned' && state.consignmentId === (await wholeOf(consignments, consignment));
  return isOwn ? consignment : rest;
}

/** Whether the caller may know which consignment has the UCR. */
export function maySee(
  { role, participant }: Caller,
  { exporter, importer }: Pick<Extract<UcrState, { status: 'assigned' }>, 'exporter' | 'importer'>,
): boolean {
  return role !== 'trader' || exporter === participant || importer === participant;
}
