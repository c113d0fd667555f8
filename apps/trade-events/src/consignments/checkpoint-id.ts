import { derivedId } from '@corridor/contracts';
import { type Checkpoint, type ConsignmentState, isDeclared } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { AskedOf } from './consignment.handler.js';

/** The id of a checkpoint, made of what it is known by: its consignment, place, movement and instant. */
export function checkpointIdOf(
  consignmentId: string,
  { location, movement, occurredAt }: Checkpoint,
): string {
  const instant = new Date(Date.parse(occurredAt)).toISOString();
  return derivedId('corridor-ledger checkpoint v1', consignmentId, location, movement, instant);
}

/** What the answer to a command says of the checkpoint that it records. */
export function idOfRecorded(command: AskedOf): { readonly checkpointId?: string } {
  if (typeof command === 'function' || command.type !== 'RecordCheckpoint') return {};
  const { occurredAt, data } = command;
  return { checkpointId: checkpointIdOf(data.consignmentId, { ...data, occurredAt }) };
}

/** A checkpoint with the id that it is asked for by. */
export type NamedCheckpoint = Checkpoint & { readonly checkpointId: string };

export function named<Told extends Checkpoint>(
  consignmentId: string,
  checkpoints: readonly Told[],
): readonly (Told & NamedCheckpoint)[] {
  return checkpoints.map((one) => ({ checkpointId: checkpointIdOf(consignmentId, one), ...one }));
}

/** The checkpoint with an id, also where it is withdrawn. @throws ProblemError 404 `checkpoint-unknown`. */
export function checkpointWith(checkpointId: string, state: ConsignmentState): Checkpoint {
  if (isDeclared(state)) {
    const told = [...state.checkpoints, ...state.withdrawnCheckpoints];
    const found = named(state.consignmentId, told).find((one) => one.checkpointId === checkpointId);
    if (found) return found;
  }
  throw new ProblemError(404, 'checkpoint-unknown', 'The consignment has no checkpoint with this id.');
}
