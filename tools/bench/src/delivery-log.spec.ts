import { DeliveryLog } from './delivery-log.js';

const event = (position: number, streamId: string, version: number) => ({
  position,
  streamId,
  version,
  data: {},
});

it('is content where all came once and in order, before or after their answers', () => {
  const log = new DeliveryLog();
  expect(log.share).toBe(0);
  log.acknowledge('a', 1);
  log.receive([event(1, 'a', 1), event(2, 'b', 1)]);
  log.acknowledge('b', 1);
  expect(log.missing).toBe(0);
  log.acknowledge('a', 2);
  expect(log.missing).toBe(1);
  // Positions may have gaps, as those of a sequence have.
  log.receive([event(7, 'a', 2)]);
  expect(log).toMatchObject({ acknowledged: 3, missing: 0, repeated: 0, outOfOrder: 0, share: 1 });
});

it('counts what never came', () => {
  const log = new DeliveryLog();
  for (const version of [1, 2, 3, 4]) log.acknowledge('a', version);
  log.receive([event(1, 'a', 1), event(2, 'a', 2), event(3, 'a', 3)]);
  expect(log).toMatchObject({ missing: 1, repeated: 0, outOfOrder: 0, share: 0.75 });
});

it('counts what came again', () => {
  const log = new DeliveryLog();
  log.acknowledge('a', 1);
  log.acknowledge('a', 2);
  log.receive([event(1, 'a', 1), event(2, 'a', 2), event(1, 'a', 1)]);
  expect(log).toMatchObject({ missing: 0, repeated: 1, outOfOrder: 0, share: 0.5 });
});

it('counts what came out of order, by position or by version', () => {
  const log = new DeliveryLog();
  for (const [stream, version] of [
    ['a', 1],
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ] as const)
    log.acknowledge(stream, version);
  log.receive([event(2, 'a', 1), event(1, 'b', 1)]);
  expect(log.outOfOrder).toBe(1);
  // Version 2 is passed by, and comes late.
  log.receive([event(3, 'a', 3), event(4, 'a', 2), event(5, 'c', 1)]);
  expect(log).toMatchObject({ missing: 0, repeated: 0, outOfOrder: 3, share: 0.25 });
});
