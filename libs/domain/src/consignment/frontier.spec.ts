import { fold } from '@corridor/kernel';
import { type ConsignmentEvent, consignment, type KnownConsignment, mayHaveLeft } from '../index.js';
import { declared, delivered, dispatched, event, returned } from './consignment.spec-kit.js';

const seenAt = (location: string) => event('CheckpointRecorded', { location, movement: 'arrived' });

it.each<[string, readonly ConsignmentEvent[], boolean]>([
  ['waits', [declared], false],
  ['is on its way', [declared, dispatched], true],
  ['was delivered', [declared, dispatched, delivered], true],
  ['came back from the road', [declared, dispatched, returned], false],
  ['came back from the frontier', [declared, dispatched, seenAt('PKTOR'), returned], false],
  ['came back from abroad', [declared, dispatched, seenAt('AFRKH'), returned], true],
  ['came back from its consignee', [declared, dispatched, delivered, returned], true],
])('what %s may have left: %j', (_, history, left) => {
  const state = fold(consignment, history) as KnownConsignment;
  expect(mayHaveLeft(state, 'PK')).toBe(left);
});
