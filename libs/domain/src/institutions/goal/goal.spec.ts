import { specOf } from '@corridor/testing';
import { type GoalCommand, type GoalEvent, goal } from '../../index.js';

const occurredAt = '2026-02-04T12:00:00+05:00';
const { given } = specOf(goal);
const of = (targetId: string) => ({ goalId: 'g', targetId });
const pair = { reporter: 'PK', partner: 'KZ', definition: 'Goods by IMTS 2010' };
const taking = (targetId: string): GoalCommand => ({
  type: 'TakeGoal',
  occurredAt,
  data: { ...of(targetId), ...pair },
});
const freeing = (targetId: string): GoalCommand => ({ type: 'FreeGoal', occurredAt, data: of(targetId) });
const taken = (targetId: string): GoalEvent => ({
  type: 'GoalTaken',
  occurredAt,
  data: { ...of(targetId), ...pair },
});
const freed = (targetId: string): GoalEvent => ({ type: 'GoalFreed', occurredAt, data: of(targetId) });

it('has one target, which may say so again', () => {
  given().when(taking('a')).thenEvents(taken('a'));
  given(taken('a')).when(taking('a')).thenEvents();
  given(taken('a')).when(taking('b')).thenRejected('target-stands', { pointer: '/targetId' });
});

it('is free for another one once its target means something else', () => {
  given(taken('a')).when(freeing('a')).thenEvents(freed('a'));
  given(taken('a'), freed('a')).when(taking('b')).thenEvents(taken('b'));
});

it('is freed by nobody but its target', () => {
  given().when(freeing('a')).thenEvents();
  given(taken('a')).when(freeing('b')).thenEvents();
});
