import { randomUUID } from 'node:crypto';
import { TradeWorld } from '../trade-events.spec-kit.js';
import { about, EpcisClient, PROCEED, palletSeen } from './epcis.spec-kit.js';

let world: TradeWorld;
let epcis: EpcisClient;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
  epcis = new EpcisClient(world);
});
afterAll(() => world.stop());

let serial = 0;
/** A scan with an id of its own, of a pallet that no other scan is of. */
const scanOf = (consignmentId: string, change: object = {}) => {
  serial += 1;
  return {
    ...palletSeen(serial, { ...about(consignmentId), ...change }),
    eventID: `urn:uuid:${randomUUID()}`,
  };
};
const declaredWrong = <Event extends object>(event: Event, more: object = {}) => ({
  ...event,
  errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z', ...more },
});

/** A consignment on its way since 2 March. */
async function dispatched(change: object = {}): Promise<string> {
  const id = await world.declared(change);
  const dispatch = { occurredAt: '2026-03-02T08:00:00+05:00', location: 'PKKHI', transportMode: 'road' };
  await world.done('exporter', `consignments/${id}/dispatch`, dispatch);
  return id;
}
/** The checkpoints that stand, by place and movement, and those that do not. */
async function checkpointsOf(id: string) {
  const { body } = await world.get('operator', `consignments/${id}`);
  const told = (list: unknown) =>
    (list as { location: string; movement: string }[]).map((one) => `${one.location} ${one.movement}`);
  return { stand: told(body.checkpoints), withdrawn: told(body.withdrawnCheckpoints) };
}
const ARRIVED = 'KZALA arrived';

describe('a scan that is declared wrong', () => {
  it('takes its checkpoint back in the same append, and says why', async () => {
    const id = await dispatched();
    const scan = scanOf(id);
    await epcis.job('exporter', [scan]);
    const before = await world.log.head();
    const job = await epcis.job('importer', [declaredWrong(scan, { reason: 'did_not_occur' })]);
    expect(job).toMatchObject({ captured: 1, checkpoints: 0, unmapped: [] });
    const appended = await world.log.readAll({ after: before, limit: 100 });
    expect(appended.map(({ type }) => type)).toEqual([
      'EpcisEventCaptured',
      'EpcisEventDeclaredWrong',
      'CheckpointWithdrawn',
      'CaptureFinished',
    ]);
    const [captured, wrong, withdrawn] = appended;
    expect(withdrawn).toMatchObject({
      // By the clock of Almaty.
      occurredAt: '2026-03-10T05:00:00.000+05:00',
      actor: 'trader:demo-trading-almaty',
      data: {
        consignmentId: id,
        location: 'KZALA',
        movement: 'arrived',
        seenAt: '2026-03-09T08:00:00.000+05:00',
        reason: 'did_not_occur',
      },
    });
    const { eventKey, declaredBy } = (wrong as { data: unknown }).data as Record<string, string>;
    expect(withdrawn).toMatchObject({ data: { eventKey } });
    expect(captured?.streamId).toBe(`epcis-${declaredBy}`);
    expect(wrong?.participants).toEqual(['demo-textiles-faisalabad', 'demo-trading-almaty']);
    expect(await checkpointsOf(id)).toEqual({ stand: [], withdrawn: [ARRIVED] });
  });

  it('does so in one document, whichever of the two stands first, and where it comes before the scan', async () => {
    const [behind, ahead, earlier] = [await dispatched(), await dispatched(), await dispatched()];
    const one = scanOf(behind);
    await epcis.job('exporter', [one, declaredWrong(one)]);
    expect(await checkpointsOf(behind)).toEqual({ stand: [], withdrawn: [ARRIVED] });

    const two = scanOf(ahead);
    const job = await epcis.job('exporter', [declaredWrong(two), two]);
    expect(job.unmapped).toEqual([
      { pointer: '/epcisBody/eventList/0', code: 'error-declaration', consignmentId: ahead },
      { pointer: '/epcisBody/eventList/1', code: 'declared-wrong', consignmentId: ahead },
    ]);
    expect(await checkpointsOf(ahead)).toEqual({ stand: [], withdrawn: [] });

    const three = scanOf(earlier);
    await epcis.job('exporter', [declaredWrong(three)]);
    const later = await epcis.job('customs', [three]);
    expect(later).toMatchObject({
      captured: 1,
      checkpoints: 0,
      unmapped: [{ code: 'declared-wrong', consignmentId: earlier }],
    });
    const found = await epcis.send('exporter', `events/${three.eventID}`);
    expect(found.status).toBe(200);
  });

  it('meets its declaration also where both come at once: none ever stands', async () => {
    const id = await dispatched();
    const scans = Array.from({ length: 8 }, (_, hour) =>
      scanOf(id, { eventTime: `2026-03-09T1${hour}:00:00.000+05:00` }),
    );
    const send = async (event: object) => {
      // Where too many meet, it is told so, and sent again.
      for (;;) {
        const { status } = await epcis.capture('exporter', [event]);
        if (status === 202) return;
        expect(status).toBe(409);
      }
    };
    await Promise.all(scans.flatMap((scan) => [send(scan), send(declaredWrong(scan))]));
    expect((await checkpointsOf(id)).stand).toEqual([]);
    for (const { eventID } of scans) {
      expect((await epcis.send('exporter', `events/${eventID}`)).status).toBe(200);
    }
  });

  it('leaves room for its correction, before it, with it or behind it', async () => {
    const at = (eventTime: string) => ({ eventTime });
    const corrected = async (order: 'before' | 'with' | 'behind') => {
      const id = await dispatched();
      const [wrong, right] = [scanOf(id), scanOf(id, at('2026-03-09T11:00:00.000+05:00'))];
      const declaration = declaredWrong(wrong, { correctiveEventIDs: [right.eventID] });
      await epcis.job('exporter', [wrong]);
      if (order === 'before') await epcis.job('exporter', [right]);
      await epcis.job('exporter', order === 'with' ? [declaration, right] : [declaration]);
      if (order === 'behind') await epcis.job('exporter', [right]);
      return checkpointsOf(id);
    };
    for (const order of ['before', 'with', 'behind'] as const) {
      expect(await corrected(order)).toEqual({ stand: [ARRIVED], withdrawn: [ARRIVED] });
    }
  });

  it('leaves a checkpoint that its correction tells, too: another pallet, the same gate and instant', async () => {
    const [before, behind] = [await dispatched(), await dispatched()];
    const [wrong, right] = [scanOf(before), scanOf(before)];
    await epcis.job('exporter', [wrong, right]);
    const job = await epcis.job('exporter', [
      declaredWrong(wrong, { correctiveEventIDs: ['urn:uuid:unheard-of', right.eventID] }),
    ]);
    expect(job.unmapped).toMatchObject([{ code: 'error-declaration', consignmentId: before }]);
    expect(await checkpointsOf(before)).toEqual({ stand: [ARRIVED], withdrawn: [] });

    const [first, second] = [scanOf(behind), scanOf(behind)];
    await epcis.job('exporter', [first]);
    await epcis.job('exporter', [declaredWrong(first, { correctiveEventIDs: [second.eventID] })]);
    expect(await checkpointsOf(behind)).toEqual({ stand: [], withdrawn: [ARRIVED] });
    expect(await epcis.job('exporter', [second])).toMatchObject({ checkpoints: 1 });
    expect(await checkpointsOf(behind)).toEqual({ stand: [ARRIVED], withdrawn: [] });
  });

  it('leaves a checkpoint to its correction, with which it stands and falls', async () => {
    const [later, chained, atOnce] = [await dispatched(), await dispatched(), await dispatched()];
    const [one, two] = [scanOf(later), scanOf(later)];
    await epcis.job('exporter', [one, two]);
    const before = await world.log.head();
    await epcis.job('importer', [declaredWrong(one, { correctiveEventIDs: [two.eventID] })]);
    const appended = await world.log.readAll({ after: before, limit: 100 });
    const upheld = appended.find(({ type }) => type === 'EpcisEventUpheldCheckpoints');
    const wrong = appended.find(({ type }) => type === 'EpcisEventDeclaredWrong');
    const { eventKey: wrongKey, declaredBy } = (wrong as { data: unknown }).data as Record<string, string>;
    expect(upheld).toMatchObject({
      occurredAt: '2026-03-10T00:00:00.000Z',
      participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
      data: {
        wrongKey,
        declaredBy,
        captor: 'demo-trading-almaty',
        checkpoints: [
          {
            consignmentId: later,
            location: 'KZALA',
            movement: 'arrived',
            seenAt: '2026-03-09T08:00:00.000+05:00',
          },
        ],
      },
    });
    expect(await checkpointsOf(later)).toEqual({ stand: [ARRIVED], withdrawn: [] });
    const job = await epcis.job('exporter', [declaredWrong(two)]);
    expect(job).toMatchObject({ unmapped: [] });
    expect(await checkpointsOf(later)).toEqual({ stand: [], withdrawn: [ARRIVED] });

    // From hand to hand, as long as one of them holds.
    const [first, second, third] = [scanOf(chained), scanOf(chained), scanOf(chained)];
    await epcis.job('exporter', [first, second, third]);
    await epcis.job('exporter', [declaredWrong(first, { correctiveEventIDs: [second.eventID] })]);
    await epcis.job('exporter', [declaredWrong(second, { correctiveEventIDs: [third.eventID] })]);
    expect(await checkpointsOf(chained)).toEqual({ stand: [ARRIVED], withdrawn: [] });
    await epcis.job('exporter', [declaredWrong(third)]);
    expect(await checkpointsOf(chained)).toEqual({ stand: [], withdrawn: [ARRIVED] });

    const [maker, finder] = [scanOf(atOnce), scanOf(atOnce)];
    await epcis.job('exporter', [
      maker,
      finder,
      declaredWrong(maker, { correctiveEventIDs: [finder.eventID] }),
      declaredWrong(finder),
    ]);
    expect(await checkpointsOf(atOnce)).toEqual({ stand: [], withdrawn: [ARRIVED] });
  });

  it('does not correct itself', async () => {
    const id = await dispatched();
    const scan = scanOf(id);
    await epcis.job('exporter', [scan]);
    await epcis.job('exporter', [declaredWrong(scan, { correctiveEventIDs: [scan.eventID] })]);
    expect(await checkpointsOf(id)).toEqual({ stand: [], withdrawn: [ARRIVED] });
  });

  it('leaves to its correction only what stands: a checkpoint that was withdrawn by hand is nobody\u2019s', async () => {
    const id = await dispatched();
    const [one, two, again] = [scanOf(id), scanOf(id), scanOf(id)];
    await epcis.job('exporter', [one, two]);
    const { body } = await world.get('exporter', `consignments/${id}`);
    const [{ checkpointId }] = body.checkpoints as [{ checkpointId: string }];
    await world.done('exporter', `consignments/${id}/checkpoints/${checkpointId}/withdrawal`, {
      occurredAt: '2026-03-10T08:00:00+05:00',
      reason: 'never there',
    });
    await epcis.job('exporter', [declaredWrong(one, { correctiveEventIDs: [two.eventID] })]);
    // Made anew by another scan, it is that one's.
    await epcis.job('exporter', [again]);
    await epcis.job('exporter', [declaredWrong(two)]);
    expect(await checkpointsOf(id)).toEqual({ stand: [ARRIVED], withdrawn: [] });
  });

  it('that found its checkpoint there leaves it, and brings none back', async () => {
    const id = await dispatched();
    const [maker, finder] = [scanOf(id), scanOf(id)];
    await epcis.job('exporter', [maker, finder]);
    await epcis.job('exporter', [declaredWrong(finder)]);
    expect(await checkpointsOf(id)).toEqual({ stand: [ARRIVED], withdrawn: [] });
    await epcis.job('exporter', [declaredWrong(maker)]);
    // The same declaration by somebody else takes back nothing that was told since.
    await epcis.job('exporter', [scanOf(id)]);
    await epcis.job('customs', [declaredWrong(maker)]);
    expect(await checkpointsOf(id)).toEqual({ stand: [ARRIVED], withdrawn: [] });
  });

  it('moves nothing for those who may not act for the consignment, ahead of it or behind it', async () => {
    const id = await dispatched();
    const scan = scanOf(id);
    await epcis.job('stranger', [declaredWrong(scan)]);
    expect(await epcis.job('exporter', [scan])).toMatchObject({ checkpoints: 1 });
    const other = scanOf(id, { eventTime: '2026-03-09T12:00:00.000+05:00' });
    await epcis.job('exporter', [other]);
    const job = await epcis.job('stranger', [declaredWrong(other)], PROCEED);
    expect(job).toMatchObject({ captured: 0, errors: [{ code: 'event-not-yours' }] });
    expect(await checkpointsOf(id)).toEqual({ stand: [ARRIVED, ARRIVED], withdrawn: [] });
  });

  it('takes nothing back in a document that is rolled back, nor with a time that lies ahead', async () => {
    const id = await dispatched();
    const scan = scanOf(id);
    await epcis.job('exporter', [scan]);
    await epcis.job('exporter', [declaredWrong(scan), { ...scan, bizStep: 'departing' }]);
    const ahead = await epcis.capture('exporter', [
      declaredWrong(scan, { declarationTime: '2026-04-03T00:00:00Z' }),
    ]);
    expect(ahead.status).toBe(400);
    expect(JSON.stringify(ahead.body)).toContain('errorDeclaration/declarationTime');
    expect(await checkpointsOf(id)).toEqual({ stand: [ARRIVED], withdrawn: [] });
  });
});

describe('a scan that names a consignment by its UCR', () => {
  const byUcr = (transaction: object) => ({ ...scanOf(randomUUID()), bizTransactionList: [transaction] });

  it('moves it, in both forms, however the UCR is written', async () => {
    const id = await dispatched({ ucr: '6PK1234567 dt/14' });
    const named = byUcr({ bizTransaction: 'urn:corridor-ledger:ucr:6PK1234567DT%2F14' });
    expect(await epcis.job('exporter', [named])).toMatchObject({ checkpoints: 1, unmapped: [] });
    const typed = {
      ...byUcr({
        type: 'urn:corridor-ledger:btt:ucr',
        bizTransaction: 'urn:epcglobal:cbv:bt:4012345000009:6PK1234567%20DT%2F14',
      }),
      bizStep: 'departing',
    };
    expect(await epcis.job('customs', [typed])).toMatchObject({ checkpoints: 1, unmapped: [] });
    expect((await checkpointsOf(id)).stand).toEqual([ARRIVED, 'KZALA departed']);
    // Declared wrong under its id, it is the same consignment.
    await epcis.job('exporter', [declaredWrong(named)]);
    expect((await checkpointsOf(id)).stand).toEqual(['KZALA departed']);
  });

  it('is told as not mapped where nobody has it, or others do: which, is not told', async () => {
    await dispatched({ ucr: '6PK1234567-OURS' });
    const ours = byUcr({ bizTransaction: 'urn:corridor-ledger:ucr:6PK1234567-OURS' });
    const nobodys = byUcr({ bizTransaction: 'urn:corridor-ledger:ucr:6PK1234567-NONE' });
    const job = await epcis.job('stranger', [ours, nobodys]);
    expect(job).toMatchObject({ captured: 2, checkpoints: 0 });
    expect(job.unmapped).toEqual([
      { pointer: '/epcisBody/eventList/0', code: 'ucr-unknown' },
      { pointer: '/epcisBody/eventList/1', code: 'ucr-unknown' },
    ]);
  });
});
