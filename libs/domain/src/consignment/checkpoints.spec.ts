import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type ConsignmentEvent, consignment, type KnownConsignment } from '../index.js';
import { command, declared, delivered, dispatched, event, LATER, split } from './consignment.spec-kit.js';

const { given } = specOf(consignment);
const KABUL = { location: 'AFKBL', movement: 'arrived' } as const;
const wrong = { ...KABUL, seenAt: LATER, reason: 'another truck' };
const onTheWay = [declared, dispatched];
const seen = event('CheckpointRecorded', KABUL);
const withdrawn = event('CheckpointWithdrawn', wrong, '2026-03-10T09:00:00+05:00');
const withdraw = (change: object = {}) =>
  command('WithdrawCheckpoint', { ...wrong, ...change }, '2026-03-10T09:00:00+05:00');
const stateOf = (...history: readonly ConsignmentEvent[]) => fold(consignment, history) as KnownConsignment;

describe('a checkpoint that was wrong', () => {
  it('is withdrawn, once, and told with its reason', () => {
    given(...onTheWay, seen)
      .when(withdraw())
      .thenEvents(withdrawn);
    given(...onTheWay, seen, withdrawn)
      .when(withdraw())
      .thenEvents();
    const left = event('CheckpointRecorded', { ...KABUL, movement: 'departed' });
    expect(stateOf(...onTheWay, seen, left, withdrawn)).toMatchObject({
      checkpoints: [{ location: 'AFKBL', movement: 'departed', occurredAt: LATER }],
      withdrawnCheckpoints: [{ ...KABUL, occurredAt: LATER, reason: 'another truck' }],
    });
  });

  it('is known by its instant, however that is written', () => {
    // 08:00 at +05:00 is 03:00 in UTC.
    const seenAt = '2026-03-09T03:00:00.000Z';
    given(...onTheWay, seen)
      .when(withdraw({ seenAt }))
      .thenEvents(event('CheckpointWithdrawn', { ...wrong, seenAt }, '2026-03-10T09:00:00+05:00'));
    given(...onTheWay, seen)
      .when(command('RecordCheckpoint', KABUL, seenAt))
      .thenEvents();
  });

  it.each([[{ location: 'UZTMZ' }], [{ movement: 'departed' }], [{ seenAt: '2026-03-09T08:00:01+05:00' }]])(
    'is no other one: %j',
    (change) => {
      given(...onTheWay, seen)
        .when(withdraw(change))
        .thenRejected('checkpoint-unknown', { pointer: '/seenAt' });
    },
  );

  it('is recorded anew where it is told again', () => {
    given(...onTheWay, seen, withdrawn)
      .when(command('RecordCheckpoint', KABUL))
      .thenEvents(seen);
    expect(stateOf(...onTheWay, seen, withdrawn, seen)).toMatchObject({
      checkpoints: [{ ...KABUL, occurredAt: LATER }],
      withdrawnCheckpoints: [],
    });
    given(...onTheWay, seen, withdrawn, seen)
      .when(withdraw())
      .thenEvents(withdrawn);
  });

  it('leaves what came later as it is: none of it stands on a checkpoint', () => {
    const transloaded = event('ConsignmentTransloaded', { location: 'AFKBL', from: 'road', to: 'rail' });
    for (const later of [transloaded, split, delivered]) {
      given(...onTheWay, seen, later)
        .when(withdraw())
        .thenEvents(withdrawn);
      const { checkpoints: before, withdrawnCheckpoints: _, ...rest } = stateOf(...onTheWay, seen, later);
      const {
        checkpoints,
        withdrawnCheckpoints: __,
        ...after
      } = stateOf(...onTheWay, seen, later, withdrawn);
      expect(after).toEqual(rest);
      expect([before.length, checkpoints.length]).toEqual([1, 0]);
    }
  });
});
