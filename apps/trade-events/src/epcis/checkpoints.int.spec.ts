import { randomUUID } from 'node:crypto';
import { TradeWorld } from '../trade-events.spec-kit.js';
import { about, EpcisClient, palletSeen } from './epcis.spec-kit.js';

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
const withId = (change: object = {}) => ({ ...fresh(change), eventID: `urn:uuid:${randomUUID()}` });
/** What was appended behind a position. */
const since = async (position: number) => world.log.readAll({ after: position, limit: 1_000 });

/** A consignment on its way since 2 March. */
async function dispatched(): Promise<string> {
  const id = await world.declared();
  const dispatch = { occurredAt: '2026-03-02T08:00:00+05:00', location: 'PKKHI', transportMode: 'road' };
  await world.done('exporter', `consignments/${id}/dispatch`, dispatch);
  return id;
}

describe('scans', () => {
  const checkpointsOf = async (id: string) =>
    (await world.log.readStream(`consignment-${id}`)).filter(({ type }) => type === 'CheckpointRecorded');

  it('of a party become checkpoints in the same append, by the clock of the place', async () => {
    const id = await dispatched();
    const before = await world.log.head();
    const scan = fresh({
      ...about(id),
      eventTime: '2026-03-09T22:00:00.250Z',
      eventTimeZoneOffset: '+00:00',
    });
    const job = await epcis.job('importer', [scan]);
    expect(job).toMatchObject({ checkpoints: 1, unmapped: [] });
    const appended = await since(before);
    expect(appended.map(({ type }) => type)).toEqual([
      'EpcisEventCaptured',
      'CheckpointRecorded',
      'CaptureFinished',
    ]);
    expect(appended[1]).toMatchObject({
      occurredAt: '2026-03-10T03:00:00.250+05:00',
      actor: 'trader:demo-trading-almaty',
      data: { consignmentId: id, location: 'KZALA', movement: 'arrived' },
    });
    expect(appended[0]).toMatchObject({
      participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
      data: {
        consignmentIds: [id],
        checkpoints: [{ consignmentId: id, location: 'KZALA', movement: 'arrived' }],
        unmapped: [],
      },
    });
    expect(appended[0]?.correlationId).toBe(appended[1]?.correlationId);
  });

  it('of many pallets of one consignment are one checkpoint, in one document and across captures', async () => {
    const id = await dispatched();
    const job = await epcis.job('exporter', [fresh(about(id)), fresh(about(id))]);
    expect(job).toMatchObject({ captured: 2, checkpoints: 1 });
    expect(job.unmapped).toEqual([
      { pointer: '/epcisBody/eventList/1', code: 'checkpoint-known', consignmentId: id },
    ]);
    const left = fresh({ ...about(id), bizStep: 'departing', eventTime: '2026-03-09T09:00:00+05:00' });
    expect(await epcis.job('customs', [fresh(about(id)), left])).toMatchObject({ checkpoints: 1 });
    expect((await checkpointsOf(id)).map(({ data }) => (data as { movement: string }).movement)).toEqual([
      'arrived',
      'departed',
    ]);
  });

  it('of one truck move each consignment on it', async () => {
    const [one, two] = [await dispatched(), await dispatched()];
    expect(await epcis.job('operator', [fresh(about(one, two))])).toMatchObject({ checkpoints: 2 });
    expect([await checkpointsOf(one), await checkpointsOf(two)].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('of somebody else are kept, move nothing, and are not shown to the parties', async () => {
    const id = await dispatched();
    const before = await world.log.head();
    const job = await epcis.job('stranger', [fresh(about(id))]);
    expect(job).toMatchObject({
      success: true,
      captured: 1,
      checkpoints: 0,
      unmapped: [{ code: 'consignment-unknown', consignmentId: id }],
    });
    expect((await since(before))[0]?.participants).toEqual(['demo-carpets-lahore']);
    expect(await checkpointsOf(id)).toEqual([]);
  });

  it('that the consignment refuses are kept with the reason', async () => {
    const [declared, id] = [await world.declared(), await dispatched()];
    const early = fresh({ ...about(id), eventTime: '2026-03-01T08:00:00+05:00' });
    const job = await epcis.job('exporter', [
      fresh(about(declared)),
      early,
      fresh({ ...about(id), readPoint: { id: 'urn:epc:id:sgln:4012345.00006.0' } }),
      fresh({ ...about(id), bizStep: 'entering_exiting' }),
    ]);
    expect(job).toMatchObject({ success: true, captured: 4, checkpoints: 0 });
    expect((job.unmapped as { code: string }[]).map(({ code }) => code)).toEqual([
      'illegal-step',
      'before-dispatch',
      'place-unknown',
      'direction-unknown',
    ]);
  });

  it('of a document that is rolled back move nothing', async () => {
    const id = await dispatched();
    const known = withId();
    await epcis.job('exporter', [known]);
    await epcis.job('exporter', [fresh(about(id)), { ...known, bizStep: 'departing' }]);
    expect(await checkpointsOf(id)).toEqual([]);
  });
});
