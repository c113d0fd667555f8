import { specOf } from '@corridor/testing';
import { type CaptureCommand, type CaptureEvent, capture } from '../index.js';

const AT = '2026-03-09T08:00:00.000Z';
const data = {
  captureId: '0191d8a0-0000-7000-8000-00000000000c',
  captor: 'demo-mills',
  errorBehaviour: 'rollback',
  success: true,
  events: 2,
  captured: 1,
  duplicates: 1,
  checkpoints: 0,
  errors: [],
  unmapped: [],
} as const;
const error = { pointer: '/epcisBody/eventList/0/eventID', code: 'event-id-reused', detail: 'is taken' };
const finish = (change: object = {}): CaptureCommand => ({
  type: 'FinishCapture',
  occurredAt: AT,
  data: { ...data, ...change },
});
const finished = (change: object = {}): CaptureEvent => ({
  type: 'CaptureFinished',
  occurredAt: AT,
  data: { ...data, ...change },
});
const { given } = specOf(capture);

it.each([
  {},
  { success: false, errors: [error], captured: 0, duplicates: 0 },
  { errorBehaviour: 'proceed', success: false, errors: [error] },
])('a capture is finished: %j', (change) => {
  given().when(finish(change)).thenEvents(finished(change));
});

it('a capture is finished once', () => {
  given(finished()).when(finish()).thenRejected('illegal-step', { legalNow: [] });
});

it.each([
  [{ errors: [error] }, 'success-with-errors', '/success'],
  [{ success: false }, 'success-with-errors', '/success'],
  [{ success: false, errors: [error] }, 'rollback-with-events', '/captured'],
])('%j is refused with %s', (change, code, pointer) => {
  given().when(finish(change)).thenRejected(code, { pointer });
});
