import type { RecordedEvent } from '@corridor/contracts';
import { EventWindow } from './event-window.js';

const event = (position: number): RecordedEvent => ({
  position,
  streamId: `consignment-${position}`,
  version: 1,
  type: 'CheckpointRecorded',
  schemaVersion: 1,
  occurredAt: '2026-03-01T10:00:00Z',
  recordedAt: '2026-03-01T10:00:00.000000Z',
  actor: 'operator:test',
  correlationId: '00000000-0000-4000-8000-000000000000',
  participants: [],
  demo: false,
  data: {},
});
const offer = (window: EventWindow, ...positions: readonly number[]): void =>
  window.offer(positions.map(event));
const next = (window: EventWindow, applied: number, limit = 100): readonly number[] =>
  window.next(applied, limit).map(({ position }) => position);

it('gives each event once and in order, however it was delivered', () => {
  const window = new EventWindow(10);
  offer(window, 3, 1, 3, 2, 1);
  expect(next(window, 0)).toEqual([1, 2, 3]);
  expect(next(window, 0, 2)).toEqual([1, 2]);
  expect(next(window, 2)).toEqual([3]);
  offer(window, 1, 2, 3, 4);
  expect(next(window, 3)).toEqual([4]);
});

it('stops at a gap, and goes on once it is closed', () => {
  const window = new EventWindow(10);
  offer(window, 2, 4);
  expect(next(window, 0)).toEqual([]);
  expect(window.highest).toBe(4);
  // The log gave 1 to 3.
  expect(next(window, 3)).toEqual([4]);
});

it('keeps no more than its size, and remembers that there was more', () => {
  const window = new EventWindow(3);
  offer(window, 5, 4, 3, 2, 1);
  expect(next(window, 0)).toEqual([1, 2, 3]);
  expect(window.highest).toBe(5);
  expect(next(window, 3)).toEqual([]);
  offer(window, 4, 5);
  expect(next(window, 3)).toEqual([4, 5]);
});

it('forgets what was applied without it', () => {
  const window = new EventWindow(3);
  offer(window, 1, 2, 3);
  expect(next(window, 3)).toEqual([]);
  // A checkpoint never goes back; if it did, what was applied would come from the log.
  expect(next(window, 0)).toEqual([]);
});
