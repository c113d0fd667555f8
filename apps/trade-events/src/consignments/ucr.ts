import type { ConsignmentCommand, UcrState } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';
import { derivedId } from '../requests/derived-id.js';

type Declared = Extract<ConsignmentCommand, { type: 'DeclareConsignment' }>;

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
  const id = ucrIdOf(ucr);
  const before = await ucrs.load(id);
  checkFree(ucr, consignmentId, before.state, caller);
  const parties = { exporter: exporter.participantId, importer: importer.participantId };
  const { append } = ucrs.decide(
    id,
    { type: 'AssignUcr', occurredAt, data: { ucr, consignmentId, ...parties } },
    before,
  );
  return append ? [append] : [];
}

function checkFree(ucr: string, consignmentId: string, state: UcrState, caller: Caller): void {
  if (state.status === 'unknown' || state.consignmentId === consignmentId) return;
  const isSeen = maySee(caller, state);
  const which = isSeen ? `the consignment ${state.consignmentId}` : 'another consignment';
  const message = `"${ucr}" is the UCR of ${which}; a UCR is used once, for one trade transaction.`;
  const details = { pointer: '/ucr', ...(isSeen && { consignmentId: state.consignmentId }) };
  throw new ProblemError(409, 'ucr-used', message, details);
}

/** Whether the caller may know which consignment has the UCR. */
export function maySee(
  { role, participant }: Caller,
  { exporter, importer }: Pick<Extract<UcrState, { status: 'assigned' }>, 'exporter' | 'importer'>,
): boolean {
  return role !== 'trader' || exporter === participant || importer === participant;
}
