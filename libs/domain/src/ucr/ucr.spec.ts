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

const release = {
  consignmentId: data.consignmentId,
  releasedTo: 'demo-carpets',
  reason: 'not theirs',
} as const;
const releasing = (change: object = {}): UcrCommand => ({
  type: 'ReleaseUcr',
  occurredAt: AT,
  data: { ...release, ...change },
});
const released = (change: object = {}): UcrEvent => ({
  type: 'UcrReleased',
  occurredAt: AT,
  data: { ...data, ...release, ...change },
});
const OTHER = '0191d8a0-0000-7000-8000-000000000002';

describe('a reference that was another\u2019s', () => {
  it('is released, once, by whatever reason, and to another one where the first was wrong, too', () => {
    given(assigned).when(releasing()).thenEvents(released());
    given(assigned, released())
      .when(releasing({ reason: 'again' }))
      .thenEvents();
    const mills = { releasedTo: 'demo-mills' };
    given(assigned, released()).when(releasing(mills)).thenEvents(released(mills));
  });
  it('is released by the consignment that has it, and by nothing else', () => {
    given(assigned)
      .when(releasing({ consignmentId: OTHER }))
      .thenRejected('ucr-used', { pointer: '/ucr' });
    given()
      .when(releasing())
      .thenRejected('illegal-step', { legalNow: ['AssignUcr'] });
  });
  it('is given to a consignment of whom it was released to, on either side, and to no other one', () => {
    for (const side of ['exporter', 'importer']) {
      const theirs = { consignmentId: OTHER, [side]: 'demo-carpets' };
      given(assigned, released())
        .when(assigning(theirs))
        .thenEvents({ ...assigned, data: { ...data, ...theirs } } as UcrEvent);
    }
    given(assigned, released()).when(assigning()).thenRejected('ucr-used', { pointer: '/ucr' });
    given(assigned, released())
      .when(assigning({ consignmentId: OTHER }))
      .thenRejected('ucr-used', { pointer: '/ucr' });
  });
  it('is as good as any once it is given again', () => {
    const theirs = { consignmentId: OTHER, exporter: 'demo-carpets' };
    const givenAgain: UcrEvent = { type: 'UcrAssigned', occurredAt: AT, data: { ...data, ...theirs } };
    given(assigned, released(), givenAgain).when(assigning(theirs)).thenEvents();
    given(assigned, released(), givenAgain).when(assigning()).thenRejected('ucr-used', { pointer: '/ucr' });
    given(assigned, released(), givenAgain).when(releasing()).thenRejected('ucr-used', { pointer: '/ucr' });
  });
});
