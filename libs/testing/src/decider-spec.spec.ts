import { type Decider, Rejection } from '@corridor/kernel';
import { specOf } from './index.js';

/** Counts up to two. */
const counter: Decider<'count', 'counted', number> = {
  initialState: 0,
  decide: (_, state) => {
    if (state >= 2) throw new Rejection('full', 'full', { pointer: '/count' });
    return ['counted'];
  },
  evolve: (state) => state + 1,
};
const { given } = specOf(counter);

it('passes where the behaviour is as told', () => {
  given('counted').when('count').thenEvents('counted');
  given('counted', 'counted').when('count').thenRejected('full', { pointer: '/count' });
});

it('fails where events, code, details or the outcome differ', () => {
  expect(() => given().when('count').thenEvents()).toThrow('expected []');
  expect(() => given().when('count').thenRejected('full')).toThrow('expected a rejection');
  const full = given('counted', 'counted').when('count');
  expect(() => full.thenRejected('empty', { pointer: '/count' })).toThrow('expected {"code":"empty"');
  expect(() => full.thenRejected('full')).toThrow('expected {"code":"full","details":{}}');
  expect(() => full.thenEvents('counted')).toThrow(Rejection);
});
