import { randomUUID } from 'node:crypto';
import { type Answer, EXPORTER, type Holder, TradeWorld } from '../trade-events.spec-kit.js';
import { guarantee, INSURER, pkr, transit } from './transit.spec-kit.js';

/** Five in the morning of 1 April in Karachi. */
const NOW = '2026-04-01T00:00:00Z';
let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse(NOW));
});
afterAll(() => world.stop());

const covered = async (change: object = {}): Promise<string> =>
  (await world.done('operator', 'guarantees', guarantee(change))).guaranteeId ?? '';
const opened = async (guaranteeId: string, change: object = {}): Promise<string> =>
  (await world.done('customs', 'transits', transit(guaranteeId, change))).transitId ?? '';
const read = async (id: string) => (await world.get('customs', `transits/${id}`)).body;
const books = async (id: string) => (await world.get('operator', `guarantees/${id}`)).body;
/** Status, code and pointer of a refusal that leaves nothing in the log. */
const refusal = async (holder: Holder, path: string, body: unknown) => {
  const answer = await world.refused(() => world.post(holder, path, body));
  return [answer.status, answer.body.code, answer.body.pointer];
};
const at = { occurredAt: '2026-03-30T08:00:00+05:00' };
const seal = { ...at, action: 'affixed', sealNumber: 'PK-1', by: 'Customs, Karachi', location: 'PKKHI' };

it('goes from its opening to its discharge, and its guarantee with it', async () => {
  const guaranteeId = await covered();
  const body = transit(guaranteeId);
  const { transitId, position } = await world.done('customs', 'transits', body);
  const { occurredAt: _, ...told } = body;
  // Noon in UTC is half past four at Hairatan.
  const hairatan = { location: 'AFHRT', dueBy: '2026-04-03T16:30:00+04:30' };
  expect(await read(transitId ?? '')).toEqual({
    ...told,
    transitId,
    principal: EXPORTER,
    guarantor: INSURER.participantId,
    itinerary: [told.itinerary[0], hairatan],
    status: 'opened',
    openedAt: '2026-03-20T10:00:00+05:00',
    overdue: false,
    seals: [],
    passages: [],
    irregularities: [],
    reserved: pkr('400.00'),
    called: pkr('0.00'),
    // From 05:00 on 1 April to 18:00 on 20 April: 19 days and 13 hours; 4 days and 11 hours ago.
    hoursLeft: 469,
    daysLeft: 19,
    remaining: [
      { ...told.itinerary[0], hoursLeft: -107, daysLeft: -5 },
      { ...hairatan, hoursLeft: 60, daysLeft: 2 },
    ],
    legalNow: [
      'RecordPassage',
      'AffixSeal',
      'BreakSeal',
      'ReplaceSeal',
      'RecordIrregularity',
      'ExtendTransit',
      'TerminateTransit',
      'CancelTransit',
    ],
    version: 1,
  });
  expect(await books(guaranteeId)).toMatchObject({
    reserved: pkr('400.00'),
    available: pkr('600.00'),
    reservations: [{ transitId, amount: pkr('400.00') }],
  });
  // Both events are of one append, and everyone who takes part may see them.
  const events = [await world.event(position - 1), await world.event(position)];
  expect(events.map(({ streamId }) => streamId)).toEqual([
    `transit-${transitId}`,
    `guarantee-${guaranteeId}`,
  ]);
  expect(events[0]?.participants).toEqual([
    'demo-carpets-lahore',
    INSURER.participantId,
    EXPORTER.participantId,
  ]);

  const path = `transits/${transitId}`;
  await world.done('customs', `${path}/seals`, { ...seal, occurredAt: '2026-03-20T12:00:00+05:00' });
  const left = { occurredAt: '2026-03-20T13:00:00+05:00', location: 'PKKHI', movement: 'left' };
  await world.done('customs', `${path}/passages`, left);
  // Half an hour and a second late at Torkham.
  const late = { occurredAt: '2026-03-27T18:30:01+05:00', location: 'PKTOR', movement: 'left' };
  await world.done('customs', `${path}/passages`, late);
  await world.done('customs', `${path}/passages`, late);
  const unplanned = { ...at, location: 'AFMZR', movement: 'entered' };
  await world.done('customs', `${path}/passages`, unplanned);
  const renewed = { action: 'replaced', newSealNumber: 'AF-9', reason: 'Inspection', location: 'AFHRT' };
  await world.done('customs', `${path}/seals`, { ...seal, ...renewed });
  expect(await read(transitId ?? '')).toMatchObject({
    status: 'under-way',
    seals: [
      { sealNumber: 'PK-1', status: 'replaced' },
      { sealNumber: 'AF-9', status: 'intact' },
    ],
    passages: [
      { location: 'PKKHI', movement: 'left', planned: true, lateMinutes: 0 },
      { location: 'PKTOR', movement: 'left', planned: true, lateMinutes: 31 },
      { location: 'AFMZR', movement: 'entered', planned: false, lateMinutes: 0, dueBy: body.dueBy },
    ],
    remaining: [{ location: 'AFHRT' }],
    version: 6,
  });

  expect(await refusal('customs', `${path}/discharge`, at)).toEqual([409, 'illegal-step', undefined]);
  const arrival = { occurredAt: '2026-03-31T20:00:00+05:00', office: 'KZALA' };
  await world.done('customs', `${path}/termination`, arrival);
  expect(await read(transitId ?? '')).toMatchObject({
    status: 'terminated',
    terminated: { at: arrival.occurredAt, office: 'KZALA', lateMinutes: 0 },
    remaining: [],
    legalNow: ['BreakSeal', 'RecordIrregularity', 'DischargeTransit'],
  });
  // Termination is not discharge: the guarantee still stands.
  expect(await books(guaranteeId)).toMatchObject({ reserved: pkr('400.00') });

  expect(await refusal('customs', `${path}/discharge`, at)).toEqual([
    422,
    'before-termination',
    '/occurredAt',
  ]);
  const discharge = { occurredAt: '2026-03-31T21:00:00+05:00' };
  const { position: last } = await world.done('customs', `${path}/discharge`, discharge);
  expect([(await world.event(last - 1)).type, (await world.event(last)).type]).toEqual([
    'TransitDischarged',
    'GuaranteeAmountFreed',
  ]);
  expect(await read(transitId ?? '')).toMatchObject({ status: 'discharged', legalNow: [] });
  expect(await books(guaranteeId)).toMatchObject({ available: pkr('1000.00'), reservations: [] });
});

describe('a guarantee is called', () => {
  const amiss = { ...at, code: 'goods-missing', note: '12 cartons short' };
  const call = (amount: string) => ({ ...at, amount: pkr(amount), reason: 'Duty on 12 cartons' });

  it('once something is amiss, in parts, and frees the rest when the transit is closed', async () => {
    const guaranteeId = await covered();
    const id = await opened(guaranteeId);
    const path = `transits/${id}`;
    const early = await world.refused(() => world.post('customs', `${path}/calls`, call('100.00')));
    expect(early).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
    expect(early.body.legalNow).not.toContain('CallGuaranteeOfTransit');

    await world.done('customs', `${path}/irregularities`, amiss);
    expect(await refusal('customs', `${path}/calls`, call('400.01'))).toEqual([
      409,
      'call-exceeds-reservation',
      '/amount/amount',
    ]);
    const { position } = await world.done('customs', `${path}/calls`, call('150.00'));
    expect([(await world.event(position - 1)).type, (await world.event(position)).type]).toEqual([
      'TransitGuaranteeCalled',
      'GuaranteeCalled',
    ]);
    expect(await read(id)).toMatchObject({ called: pkr('150.00'), reserved: pkr('250.00') });
    expect(await books(guaranteeId)).toMatchObject({
      called: pkr('150.00'),
      reserved: pkr('250.00'),
      available: pkr('600.00'),
    });
    await world.done('customs', `${path}/discharge`, at);
    expect(await books(guaranteeId)).toMatchObject({ called: pkr('150.00'), available: pkr('850.00') });
  });

  it('to the end, with nothing left to free', async () => {
    const guaranteeId = await covered();
    const id = await opened(guaranteeId);
    await world.done('customs', `transits/${id}/irregularities`, amiss);
    await world.done('customs', `transits/${id}/calls`, call('400.00'));
    const { position } = await world.done('customs', `transits/${id}/discharge`, at);
    expect(await world.event(position)).toMatchObject({
      type: 'TransitDischarged',
      data: { freed: pkr('0.00') },
    });
    expect(await books(guaranteeId)).toMatchObject({ reservations: [], available: pkr('600.00') });
  });
});

it('an illegal step is a conflict, with what is legal', async () => {
  const guaranteeId = await covered();
  const path = `transits/${await opened(guaranteeId)}`;
  await world.done('customs', `${path}/seals`, seal);
  expect(await refusal('customs', `${path}/seals`, seal)).toEqual([409, 'seal-number-used', '/sealNumber']);
  const off = { ...seal, action: 'broken', sealNumber: 'XX', reason: 'x' };
  expect(await refusal('customs', `${path}/seals`, off)).toEqual([409, 'seal-not-affixed', '/sealNumber']);
  const breaking = { ...seal, action: 'broken' };
  expect(await refusal('customs', `${path}/seals`, breaking)).toEqual([422, 'content-invalid', '/reason']);
  expect(await refusal('customs', `${path}/seals`, { ...seal, action: 'melted' })).toEqual([
    422,
    'content-invalid',
    '/action',
  ]);

  await world.done('customs', `${path}/passages`, { ...at, location: 'PKKHI', movement: 'left' });
  const cancelling = await world.refused(() =>
    world.post('customs', `${path}/cancellation`, { ...at, reason: 'x' }),
  );
  expect(cancelling).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
  expect(cancelling.body.legalNow).toContain('TerminateTransit');

  const put = (dueBy: string) => ({ ...at, dueBy, reason: 'Snow' });
  expect(await refusal('customs', `${path}/extensions`, put('2026-04-20T18:00:00+05:00'))).toEqual([
    422,
    'limit-not-later',
    '/dueBy',
  ]);
  // Told in UTC, kept by the clock of Almaty.
  const { position } = await world.done('customs', `${path}/extensions`, put('2026-04-25T13:00:00Z'));
  expect((await world.event(position)).data).toMatchObject({
    before: '2026-04-20T18:00:00+05:00',
    dueBy: '2026-04-25T18:00:00+05:00',
  });
});

it('is there for those who take part, and for nobody else', async () => {
  const guaranteeId = await covered();
  const id = await opened(guaranteeId);
  const seen = async (holder: Holder): Promise<Answer> => world.get(holder, `transits/${id}`);
  // The stranger to consignments is the carrier here.
  for (const holder of ['insurer', 'exporter', 'stranger', 'customs', 'operator'] as const) {
    expect((await seen(holder)).status).toBe(200);
  }
  for (const holder of ['bank', 'importer'] as const) {
    expect(await seen(holder)).toMatchObject({ status: 404, body: { code: 'transit-unknown' } });
    expect(await seen(holder)).toEqual(await world.get(holder, `transits/${randomUUID()}`));
  }
  expect((await seen('reporter')).status).toBe(403);
  // A trader lodges for itself, and not against the guarantee of another.
  await world.done('exporter', 'transits', transit(guaranteeId));
  expect(await refusal('importer', 'transits', transit(guaranteeId))).toEqual([
    404,
    'guarantee-unknown',
    '/guaranteeId',
  ]);
  expect(await refusal('exporter', `transits/${id}/discharge`, at)).toEqual([
    403,
    'right-missing',
    undefined,
  ]);
  expect(await refusal('customs', `transits/${randomUUID()}/discharge`, at)).toEqual([
    404,
    'transit-unknown',
    undefined,
  ]);
  expect(await refusal('customs', 'transits/x/passages', at)).toEqual([404, 'transit-unknown', undefined]);
});
