import { refuse } from '../checks.js';
import type { CheckpointRecorded, CheckpointWithdrawn, ConsignmentEvent } from './consignment.events.js';
import type { Checkpoint, KnownConsignment } from './consignment-state.js';

/** A checkpoint is known by its place, its movement and its instant, however that is written. */
export function isSameCheckpoint(one: Checkpoint, other: Checkpoint): boolean {
  return (
    one.location === other.location &&
    one.movement === other.movement &&
    Date.parse(one.occurredAt) === Date.parse(other.occurredAt)
  );
}

/**
 * A checkpoint does not hold. It is never refused for what came later: a checkpoint is what somebody saw, and no step asks for one. A
 * change of what carries the goods, a split, an outturn, a delivery or a return names its own place and instant, and stands by itself; so
 * do the other checkpoints, a departure without its arrival, too. Told again behind its withdrawal, it is recorded anew.
 * @throws Rejection `checkpoint-unknown` for one that was never recorded.
 */
export function withdrawn(
  occurredAt: string,
  data: CheckpointWithdrawn['data'],
  { checkpoints, withdrawnCheckpoints }: KnownConsignment,
): readonly ConsignmentEvent[] {
  const wrong = checkpointOf(data);
  const isWrong = (one: Checkpoint) => isSameCheckpoint(one, wrong);
  if (checkpoints.some(isWrong)) return [{ type: 'CheckpointWithdrawn', occurredAt, data }];
  if (withdrawnCheckpoints.some(isWrong)) return [];
  const message = `No checkpoint tells that the goods ${data.movement} at ${data.location} at ${data.seenAt}.`;
  refuse('checkpoint-unknown', message, '/seenAt');
}

/** The consignment with a checkpoint. */
export function seen(before: KnownConsignment, { occurredAt, data }: CheckpointRecorded): KnownConsignment {
  const checkpoint = { location: data.location, movement: data.movement, occurredAt };
  return {
    ...before,
    checkpoints: [...before.checkpoints, checkpoint],
    withdrawnCheckpoints: before.withdrawnCheckpoints.filter((one) => !isSameCheckpoint(one, checkpoint)),
  };
}

/** The consignment without a checkpoint. */
export function unseen(before: KnownConsignment, data: CheckpointWithdrawn['data']): KnownConsignment {
  const wrong = checkpointOf(data);
  return {
    ...before,
    checkpoints: before.checkpoints.filter((one) => !isSameCheckpoint(one, wrong)),
    withdrawnCheckpoints: [...before.withdrawnCheckpoints, { ...wrong, reason: data.reason }],
  };
}

function checkpointOf({ location, movement, seenAt }: CheckpointWithdrawn['data']): Checkpoint {
  return { location, movement, occurredAt: seenAt };
}
