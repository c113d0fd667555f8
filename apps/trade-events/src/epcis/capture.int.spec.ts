import { randomUUID } from 'node:crypto';
import { type RecordedEvent, readEventData } from '@corridor/contracts';
import { type Holder, TradeWorld } from '../trade-events.spec-kit.js';
import { CONTEXT, EpcisClient, PROCEED, palletSeen } from './epcis.spec-kit.js';

let world: TradeWorld;
let epcis: EpcisClient;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
  epcis = new EpcisClient(world);
});
afterAll(() => world.stop());

let serial = 0;
/** An event that was never captured. */
const fresh = (change: object = {}) => {
  serial += 1;
  return palletSeen(serial, change);
};
const withId = (change: object = {}) => ({ ...fresh(), eventID: `urn:uuid:${randomUUID()}`, ...change });

/** What was appended behind a position. */
const since = async (position: number) => world.log.readAll({ after: position, limit: 1_000 });
const typesSince = async (position: number) => (await since(position)).map(({ type }) => type);

describe('a document', () => {
  it('is captured whole, with its job, in one append, and each event is kept as it was given', async () => {
    const events = [withId({ 'example:seal': { 'example:intact': true } }), fresh()];
    const before = await world.log.head();
    const answer = await epcis.capture('exporter', events);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/epcis/capture/${answer.body.captureID}`);
    expect(answer.headers.get('gs1-epcis-version')).toBe('2.0');
    expect(answer.headers.get('gs1-epcis-capture-limit')).toBe('500');
    expect(answer.headers.get('gs1-epcis-capture-file-size-limit')).toBe('5242880');

    const appended = await since(before);
    expect(appended.map(({ type }) => type)).toEqual([
      'EpcisEventCaptured',
      'EpcisEventCaptured',
      'CaptureFinished',
    ]);
    expect(appended.slice(0, 2).map(({ data }) => (data as { event: unknown }).event)).toEqual(events);
    expect(appended[0]).toMatchObject({
      occurredAt: '2026-03-09T08:00:00.000+05:00',
      actor: 'trader:demo-textiles-faisalabad',
      participants: ['demo-textiles-faisalabad'],
    });
    const job = await epcis.send('exporter', `capture/${answer.body.captureID}`);
    expect(job.body).toEqual({
      captureID: answer.body.captureID,
      createdAt: '2026-04-01T00:00:00.000Z',
      finishedAt: appended[2]?.recordedAt,
      running: false,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
      events: 2,
      captured: 2,
      duplicates: 0,
      checkpoints: 0,
      unmapped: [],
    });
  });

  it.each(['application/json', 'application/ld+json', 'application/ld+json; charset=utf-8'])(
    'comes as %s',
    async (type) => {
      expect((await epcis.capture('customs', [fresh()], { 'content-type': type })).status).toBe(202);
    },
  );

  it('gets its answer again under its Idempotency-Key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const events = [fresh()];
    const first = await epcis.capture('exporter', events, key);
    const before = await world.log.head();
    expect((await epcis.capture('exporter', events, key)).body).toEqual(first.body);
    expect(await world.log.head()).toBe(before);
    expect((await epcis.capture('exporter', [fresh()], key)).body).toMatchObject({
      code: 'idempotency-key-reused',
      type: 'epcisException:ValidationException',
    });
  });

  it("has a job that is its captor's and the operator's alone", async () => {
    const { body } = await epcis.capture('exporter', [fresh()]);
    const statusFor = async (holder: Holder) =>
      (await epcis.send(holder, `capture/${body.captureID}`)).status;
    expect(await statusFor('operator')).toBe(200);
    expect(await statusFor('importer')).toBe(404);
    expect(await statusFor('customs')).toBe(404);
    const unknown = await epcis.send('exporter', 'capture/none');
    expect(unknown.body).toMatchObject({
      type: 'epcisException:NoSuchResourceException',
      code: 'capture-unknown',
    });
  });
});

describe('errors', () => {
  const broken = () => fresh({ eventTime: 'yesterday' });

  it('of content refuse the whole document with rollback, and name every field', async () => {
    const before = await world.log.head();
    const { status, body } = await epcis.capture('exporter', [fresh(), broken(), fresh({ action: 'SEE' })]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: 'epcisException:ValidationException',
      code: 'content-invalid',
      pointer: '/epcisBody/eventList/1/eventTime',
      errors: [{ pointer: '/epcisBody/eventList/1/eventTime' }, { pointer: '/epcisBody/eventList/2/action' }],
    });
    expect(await world.log.head()).toBe(before);
  });

  it('of content leave the others with proceed, and stand in the job', async () => {
    const before = await world.log.head();
    const job = await epcis.job('exporter', [fresh(), broken(), fresh()], PROCEED);
    expect(job).toMatchObject({ success: false, captureErrorBehaviour: 'proceed', events: 3, captured: 2 });
    expect(job.errors).toEqual([
      {
        type: 'epcisException:ValidationException',
        title: 'The event was not captured',
        status: 400,
        pointer: '/epcisBody/eventList/1/eventTime',
        code: 'content-invalid',
        detail: 'is a time with an offset, such as "2026-03-01T10:00:00.000+05:00"',
      },
    ]);
    expect(await typesSince(before)).toEqual(['EpcisEventCaptured', 'EpcisEventCaptured', 'CaptureFinished']);
  });

  it('of the present state roll all back, or leave the others', async () => {
    const known = withId();
    await epcis.job('exporter', [known]);
    const other = { ...known, bizStep: 'departing' };
    const [first, second] = [fresh(), fresh()];
    const before = await world.log.head();
    const rolledBack = await epcis.job('exporter', [first, other, second]);
    expect(rolledBack).toMatchObject({ success: false, events: 3, captured: 0, checkpoints: 0 });
    expect(rolledBack.errors).toMatchObject([
      {
        type: 'epcisException:ResourceAlreadyExistsException',
        code: 'event-id-reused',
        pointer: '/epcisBody/eventList/1/eventID',
      },
    ]);
    expect(await typesSince(before)).toEqual(['CaptureFinished']);
    const proceeded = await epcis.job('exporter', [first, other, second], PROCEED);
    expect(proceeded).toMatchObject({ success: false, captured: 2, errors: [{ code: 'event-id-reused' }] });
  });

  it('are told for an event that lies ahead', async () => {
    const { body } = await epcis.capture('exporter', [fresh({ eventTime: '2026-04-03T00:00:00Z' })]);
    expect(body).toMatchObject({ status: 400, pointer: '/epcisBody/eventList/0/eventTime' });
  });

  it.each<[string, Record<string, string>, number, string, string]>([
    [
      'a behaviour',
      { 'gs1-capture-error-behaviour': 'ignore' },
      400,
      'error-behaviour-unknown',
      'ValidationException',
    ],
    ['a version', { 'gs1-epcis-version': '1.2' }, 406, 'version-not-supported', 'NotAcceptableException'],
    [
      'XML',
      { 'content-type': 'application/xml' },
      415,
      'media-type-unsupported',
      'UnsupportedMediaTypeException',
    ],
    [
      'a form',
      { 'content-type': 'text/html' },
      415,
      'media-type-unsupported',
      'UnsupportedMediaTypeException',
    ],
  ])('are told for %s that nobody knows', async (_, headers, status, code, exception) => {
    const { body } = await epcis.capture('exporter', [fresh()], headers);
    expect(body).toMatchObject({ status, code, type: `epcisException:${exception}` });
  });

  it('are told for who may not', async () => {
    const denied = await epcis.capture('bank', [fresh()]);
    expect(denied.body).toMatchObject({ status: 403, type: 'epcisException:SecurityException' });
    const unknown = await epcis.send('nobody' as Holder, 'capture/1');
    expect(unknown.body).toMatchObject({ status: 401, type: 'epcisException:SecurityException' });
  });
});

describe('duplicates', () => {
  it('are absorbed in one document and across captures, by eventID and by hash', async () => {
    const [named, nameless] = [withId(), fresh()];
    const sameOtherwise = {
      ...nameless,
      eventTime: '2026-03-09T03:00:00Z',
      bizStep: 'https://ref.gs1.org/cbv/BizStep-arriving',
      readPoint: { ...nameless.readPoint, 'rdfs:comment': 'the eastern gate' },
    };
    const first = await epcis.job('exporter', [named, nameless, named, sameOtherwise]);
    expect(first).toMatchObject({ success: true, events: 4, captured: 2, duplicates: 2 });
    const before = await world.log.head();
    const again = await epcis.job('exporter', [named, nameless]);
    expect(again).toMatchObject({ success: true, captured: 0, duplicates: 2 });
    expect(await typesSince(before)).toEqual(['CaptureFinished']);
  });

  it('from another participant are recorded as seen by it, too', async () => {
    const event = fresh();
    await epcis.job('exporter', [event]);
    const before = await world.log.head();
    expect(await epcis.job('importer', [event])).toMatchObject({ captured: 1, duplicates: 0 });
    const [again] = await since(before);
    expect(again).toMatchObject({
      type: 'EpcisEventCapturedAgain',
      participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
    });
    expect(await epcis.job('importer', [event])).toMatchObject({ captured: 0, duplicates: 1 });
  });

  it('that are captured at the same moment are captured once', async () => {
    const event = withId();
    const before = await world.log.head();
    const jobs = await Promise.all(Array.from({ length: 4 }, () => epcis.job('exporter', [event])));
    expect(jobs.map(({ captured }) => captured).sort()).toEqual([0, 0, 0, 1]);
    expect((await typesSince(before)).filter((type) => type === 'EpcisEventCaptured')).toHaveLength(1);
  });

  it('are no error declarations: each is an event of its own, once', async () => {
    const event = withId();
    const declaration = {
      ...event,
      errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z', reason: 'did_not_occur' },
    };
    const job = await epcis.job('exporter', [event, declaration, declaration]);
    expect(job).toMatchObject({ success: true, captured: 2, duplicates: 1 });
  });

  it('that declare the event of somebody else wrong are refused', async () => {
    const event = withId();
    const errorDeclaration = { declarationTime: '2026-03-10T00:00:00Z' };
    await epcis.job('exporter', [event]);
    const job = await epcis.job('stranger', [{ ...event, errorDeclaration }]);
    expect(job.errors).toMatchObject([
      { type: 'epcisException:SecurityException', status: 403, code: 'event-not-yours' },
    ]);
    const alone = await epcis.post('stranger', 'events', { '@context': CONTEXT, ...event, errorDeclaration });
    expect(alone.body).toMatchObject({ status: 403, code: 'event-not-yours', pointer: '/eventID' });
    expect(await epcis.job('customs', [{ ...event, errorDeclaration }])).toMatchObject({ success: true });
  });

  it('of a hash cannot be made up beforehand', async () => {
    const event = fresh();
    const before = await world.log.head();
    await epcis.job('exporter', [event]);
    const [captured] = await since(before);
    const impostor = fresh({
      eventID: readEventData('EpcisEventCaptured', captured as RecordedEvent).eventId,
    });
    expect(await epcis.job('importer', [impostor])).toMatchObject({ captured: 1 });
    expect(await epcis.job('importer', [event])).toMatchObject({ success: true, captured: 1 });
  });
});

describe('a single event', () => {
  it('is captured without a job, once', async () => {
    const event = { '@context': CONTEXT, ...withId() };
    const before = await world.log.head();
    const answer = await epcis.post('exporter', 'events', event);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/epcis/events/${encodeURIComponent(event.eventID)}`);
    expect(answer.body).toEqual({ eventID: event.eventID });
    expect((await epcis.post('exporter', 'events', event)).status).toBe(201);
    expect(await typesSince(before)).toEqual(['EpcisEventCaptured']);
    const other = await epcis.post('exporter', 'events', { ...event, action: 'ADD' });
    expect(other.body).toMatchObject({
      status: 409,
      type: 'epcisException:ResourceAlreadyExistsException',
      code: 'event-id-reused',
      pointer: '/eventID',
    });
  });

  it('that is wrong is refused by its field', async () => {
    const { body } = await epcis.post('exporter', 'events', {
      '@context': CONTEXT,
      ...fresh(),
      truck: 'A 123',
    });
    expect(body).toMatchObject({ status: 400, code: 'content-invalid', pointer: '/truck' });
  });
});
