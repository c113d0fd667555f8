import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type EpcisEventCommand, type EpcisEventEvent, epcisEvent } from '../index.js';

const AT = '2026-03-09T08:00:00.000+05:00';
const consignmentId = '0191d8a0-0000-7000-8000-000000000001';
const hashOf = (digit: string) => `ni:///sha-256;${digit.repeat(64)}?ver=CBV2.0`;
const brought = {
  eventKey: '0191d8a0-0000-8000-8000-00000000000e',
  eventId: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
  captureId: '0191d8a0-0000-7000-8000-00000000000c',
  captor: 'demo-mills',
  consignmentIds: [consignmentId],
  parties: ['demo-mills', 'demo-stores'],
  checkpoints: [{ consignmentId, location: 'KZALA', movement: 'arrived' }],
  unmapped: [],
} as const;
const said = {
  identifiedBy: 'event-id',
  errorDeclaration: false,
  hash: hashOf('a'),
  eventType: 'ObjectEvent',
  event: { type: 'ObjectEvent', bizStep: 'arriving' },
  context: 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
} as const;

const capture = (change: object = {}): EpcisEventCommand => ({
  type: 'CaptureEpcisEvent',
  occurredAt: AT,
  data: { ...brought, ...said, ...change },
});
const captured: EpcisEventEvent = {
  type: 'EpcisEventCaptured',
  occurredAt: AT,
  data: { ...brought, ...said },
};
const again = (captor: string): EpcisEventEvent => ({
  type: 'EpcisEventCapturedAgain',
  occurredAt: AT,
  data: { ...brought, captor },
});

const { given } = specOf(epcisEvent);

describe('an EPCIS event', () => {
  it('is captured', () => given().when(capture()).thenEvents(captured));

  it('is captured once by each participant, however it wrote it', () => {
    given(captured).when(capture()).thenEvents();
    given(captured)
      .when(capture({ event: { type: 'ObjectEvent', bizStep: 'cbv:BizStep-arriving' } }))
      .thenEvents();
    given(captured)
      .when(capture({ captor: 'demo-stores' }))
      .thenEvents(again('demo-stores'));
    given(captured, again('demo-stores'))
      .when(capture({ captor: 'demo-stores' }))
      .thenEvents();
    given(captured, again('demo-stores'))
      .when(capture({ captor: 'demo-customs' }))
      .thenEvents(again('demo-customs'));
  });

  it('keeps its id from every other that says something else, whoever brings it', () => {
    const rejection = ['event-id-reused', { pointer: '/eventID' }] as const;
    given(captured)
      .when(capture({ hash: hashOf('b') }))
      .thenRejected(...rejection);
    given(captured)
      .when(capture({ hash: hashOf('b'), captor: 'demo-stores' }))
      .thenRejected(...rejection);
  });

  const wrong = {
    eventKey: brought.eventKey,
    declaredBy: '0191d8a0-0000-8000-8000-00000000000f',
    captor: 'demo-mills',
    consignmentIds: [consignmentId],
    parties: ['demo-mills', 'demo-stores'],
  };
  const declaring = (change: object = {}): EpcisEventCommand => ({
    type: 'DeclareEpcisEventWrong',
    occurredAt: '2026-03-10T00:00:00.000Z',
    data: { ...wrong, ...change },
  });
  const declaredWrong = (change: object = {}): EpcisEventEvent => ({
    type: 'EpcisEventDeclaredWrong',
    occurredAt: '2026-03-10T00:00:00.000Z',
    data: { ...wrong, ...change },
  });

  it('is declared wrong once for each consignment, before it comes or behind', () => {
    given().when(declaring()).thenEvents(declaredWrong());
    given(captured).when(declaring()).thenEvents(declaredWrong());
    given(captured, declaredWrong())
      .when(declaring({ captor: 'demo-customs' }))
      .thenEvents();
    const another = { consignmentIds: ['0191d8a0-0000-7000-8000-000000000002'] };
    given(captured, declaredWrong()).when(declaring(another)).thenEvents(declaredWrong(another));
  });

  it('is captured all the same where it was declared wrong before, and knows for whom it is', () => {
    given(declaredWrong()).when(capture()).thenEvents(captured);
    expect(fold(epcisEvent, [declaredWrong()])).toMatchObject({
      status: 'unknown',
      declaredBy: ['demo-mills', 'demo-stores'],
    });
    expect(fold(epcisEvent, [declaredWrong(), captured])).toEqual(
      fold(epcisEvent, [captured, declaredWrong()]),
    );
    expect(fold(epcisEvent, [captured, declaredWrong()])).toMatchObject({
      status: 'captured',
      wrongFor: [consignmentId],
      checkpoints: [{ consignmentId, location: 'KZALA', movement: 'arrived', seenAt: AT }],
    });
  });

  const other = '0191d8a0-0000-7000-8000-000000000002';
  const stands = (id: string, seenAt: string) => ({
    consignmentId: id,
    location: 'KZALA',
    movement: 'arrived' as const,
    seenAt,
  });
  const upheldData = (...checkpoints: ReturnType<typeof stands>[]) => ({
    eventKey: brought.eventKey,
    wrongKey: '0191d8a0-0000-8000-8000-00000000000d',
    declaredBy: wrong.declaredBy,
    captor: 'demo-mills',
    parties: ['demo-mills', 'demo-stores'],
    checkpoints,
  });
  const upholding = (...checkpoints: ReturnType<typeof stands>[]): EpcisEventCommand => ({
    type: 'UpholdCheckpoints',
    occurredAt: '2026-03-10T00:00:00.000Z',
    data: upheldData(...checkpoints),
  });
  const upheld = (...checkpoints: ReturnType<typeof stands>[]): EpcisEventEvent => ({
    type: 'EpcisEventUpheldCheckpoints',
    occurredAt: '2026-03-10T00:00:00.000Z',
    data: upheldData(...checkpoints),
  });

  it('upholds what a wrong event led to, each checkpoint once', () => {
    given(captured)
      .when(upholding(stands(other, AT)))
      .thenEvents(upheld(stands(other, AT)));
    // It led to the first by itself, at the same instant by another clock.
    given(captured)
      .when(upholding(stands(consignmentId, '2026-03-09T03:00:00Z'), stands(other, AT)))
      .thenEvents(upheld(stands(other, AT)));
    given(captured, upheld(stands(other, AT)))
      .when(upholding(stands(other, AT)))
      .thenEvents();
    expect(fold(epcisEvent, [captured, upheld(stands(other, AT))])).toMatchObject({
      checkpoints: [stands(consignmentId, AT), stands(other, AT)],
    });
  });

  it('upholds nothing before it is captured, nor where it is wrong itself', () => {
    const legalNow = ['CaptureEpcisEvent', 'DeclareEpcisEventWrong'];
    given()
      .when(upholding(stands(other, AT)))
      .thenRejected('illegal-step', { legalNow });
    given(captured, declaredWrong({ consignmentIds: [other] }))
      .when(upholding(stands(other, AT)))
      .thenRejected('illegal-step', { legalNow });
  });

  it('has a history that begins with its capture', () => {
    expect(() => epcisEvent.evolve(epcisEvent.initialState, again('demo-stores'))).toThrow('begins with');
    expect(() => epcisEvent.evolve(epcisEvent.initialState, upheld(stands(other, AT)))).toThrow(
      'begins with',
    );
  });
});
