import { specOf } from '@corridor/testing';
import { type UcrCommand, type UcrEvent, ucr } from '../index.js';

const AT = '2026-03-01T10:00:00+05:00';
const data = {
  ucr: '6PK1234567-14',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
  exporter: 'demo-mills',
  importer: 'demo-stores',
} as const;
const assigning = (change: object = {}): UcrCommand => ({
  type: 'AssignUcr',
  occurredAt: AT,
  data: { ...data, ...change },
});
const assigned: UcrEvent = { type: 'UcrAssigned', occurredAt: AT, data };
const { given } = specOf(ucr);

it('is given to a consignment', () => given().when(assigning()).thenEvents(assigned));
it('is that of the same one when it is asked for again', () =>
  given(assigned).when(assigning()).thenEvents());
it('is no other one\u2019s, whoever asks', () => {
  const consignmentId = '0191d8a0-0000-7000-8000-000000000002';
  given(assigned).when(assigning({ consignmentId })).thenRejected('ucr-used', { pointer: '/ucr' });
  given(assigned)
    .when(assigning({ consignmentId, exporter: 'demo-others' }))
    .thenRejected('ucr-used', { pointer: '/ucr' });
});
