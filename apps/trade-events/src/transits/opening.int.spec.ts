import { randomUUID } from 'node:crypto';
import { EXPORTER, type Holder, TradeWorld } from '../trade-events.spec-kit.js';
import { carnet, guarantee, pkr, transit } from './transit.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
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

it('carries the goods of a consignment, as it has them now', async () => {
  const guaranteeId = await covered();
  const consignmentId = await world.declared();
  const { goods: _, ...body } = transit(guaranteeId);
  const { transitId } = await world.done('exporter', 'transits', { ...body, consignmentId });
  const goods = (hs6: string, amount: string) => ({
    hs6,
    description: 'Terry towels of cotton',
    netMassKg: '12000',
    value: { amount, currency: 'USD' },
  });
  expect(await read(transitId ?? '')).toMatchObject({
    consignmentId,
    goods: [goods('630260', '750.00'), goods('630221', '250.00')],
  });

  const cancelled = await world.declared();
  await world.done('exporter', `consignments/${cancelled}/cancellation`, { ...at, reason: 'Withdrawn' });
  const again = { ...body, transitNumber: 'TR-again' };
  const withConsignment = (id: string) => ({ ...again, consignmentId: id });
  expect(await refusal('customs', 'transits', withConsignment(cancelled))).toEqual([
    409,
    'consignment-over',
    '/consignmentId',
  ]);
  expect(await refusal('customs', 'transits', withConsignment(randomUUID()))).toEqual([
    404,
    'consignment-unknown',
    '/consignmentId',
  ]);
  expect(await refusal('customs', 'transits', again)).toEqual([422, 'goods-or-consignment', '/goods']);
  const both = { ...transit(guaranteeId), consignmentId };
  expect(await refusal('customs', 'transits', both)).toEqual([422, 'goods-or-consignment', '/goods']);
});

it('counts in dollars by the rate of the day of opening at the office of departure', async () => {
  const guaranteeId = await covered();
  const [goods] = transit('').goods;
  const inRupees = [{ ...goods, value: pkr('50000000.00') }];
  const rate = { usdPerUnit: '0.00359', date: '2026-03-21', source: 'sbp' };
  // 23:30 of the 20th in London is 04:30 of the 21st in Karachi.
  const body = transit(guaranteeId, { occurredAt: '2026-03-20T23:30:00Z', goods: inRupees });
  expect(
    await refusal('customs', 'transits', { ...body, exchangeRate: { ...rate, date: '2026-03-20' } }),
  ).toEqual([422, 'rate-of-another-day', '/exchangeRate/date']);
  const { transitId = '' } = await world.done('customs', 'transits', { ...body, exchangeRate: rate });
  expect(await read(transitId)).toMatchObject({
    goods: inRupees,
    usd: { amount: { amount: '179500.00', currency: 'USD' }, exchangeRate: rate },
  });
});

describe('an opening', () => {
  let guaranteeId: string;
  beforeAll(async () => {
    guaranteeId = await covered();
  });
  const [goods] = transit('').goods;
  it.each([
    ['more than is left', { dutyAtRisk: pkr('1000.01') }, 409, 'guarantee-exhausted', '/dutyAtRisk/amount'],
    [
      'another currency',
      { dutyAtRisk: { amount: '1', currency: 'USD' } },
      422,
      'currency-differs',
      '/dutyAtRisk/currency',
    ],
    ['no duty at risk', { dutyAtRisk: pkr('0') }, 422, 'amount-not-positive', '/dutyAtRisk/amount'],
    [
      'an office that is no place',
      { officeOfDeparture: 'PKZZZ' },
      422,
      'place-unknown',
      '/officeOfDeparture',
    ],
    ['an office beyond', { officeOfDestination: 'CNKHG' }, 422, 'outside-agreement', '/officeOfDestination'],
    ['no way', { officeOfDestination: 'PKKHI' }, 422, 'destination-is-departure', '/officeOfDestination'],
    [
      'a stop that is no place',
      { itinerary: [{ location: 'AFZZZ', dueBy: '2026-04-01T00:00:00Z' }] },
      422,
      'place-unknown',
      '/itinerary/0/location',
    ],
    [
      'a stop behind the limit',
      { itinerary: [{ location: 'AFHRT', dueBy: '2026-04-20T13:00:01Z' }] },
      422,
      'limit-beyond-overall',
      '/itinerary/0/dueBy',
    ],
    ['a limit before', { dueBy: '2026-03-20T04:59:59Z', itinerary: [] }, 422, 'limit-not-ahead', '/dueBy'],
    ['an unknown code', { goods: [{ ...goods, hs6: '779999' }] }, 422, 'hs-code-unknown', '/goods/0/hs6'],
    [
      'less with packing than without',
      { goods: [{ ...goods, grossMassKg: '1' }] },
      422,
      'gross-mass-below-net',
      '/goods/0/grossMassKg',
    ],
    [
      'goods that are not packed',
      { goods: [{ ...goods, packages: 0 }] },
      422,
      'content-invalid',
      '/goods/0/packages',
    ],
    ['a principal of its own', { principal: EXPORTER }, 422, 'content-invalid', '/principal'],
    ['a guarantee that is none', { guaranteeId: randomUUID() }, 404, 'guarantee-unknown', '/guaranteeId'],
    ['a time to come', { occurredAt: '2026-04-03T00:00:00Z' }, 422, 'occurred-in-future', '/occurredAt'],
  ])('with %s is refused', async (_, change, status, code, pointer) => {
    expect(await refusal('customs', 'transits', transit(guaranteeId, change))).toEqual([
      status,
      code,
      pointer,
    ]);
  });

  it('with a number that its office gave before', async () => {
    await opened(guaranteeId, { transitNumber: 'TR 1', dutyAtRisk: pkr('1.00') });
    expect(await refusal('customs', 'transits', transit(guaranteeId, { transitNumber: 'TR 1' }))).toEqual([
      409,
      'transit-number-used',
      '/transitNumber',
    ]);
    // Gwadar has numbers of its own.
    const gwadar = { transitNumber: 'TR 1', officeOfDeparture: 'PKGWD', dutyAtRisk: pkr('1.00') };
    await opened(guaranteeId, gwadar);
  });

  it('against a guarantee that has expired, though a transit of before is still open', async () => {
    const short = await covered({ validUntil: '2026-03-25' });
    const transitId = await opened(short);
    const behind = transit(short, { occurredAt: '2026-03-26T00:00:00+05:00' });
    const expired = [409, 'guarantee-expired', undefined];
    expect(await refusal('customs', 'transits', behind)).toEqual(expired);
    await world.done('insurer', `guarantees/${short}/expiry`, { occurredAt: '2026-03-26T00:00:00+05:00' });
    expect(await refusal('customs', 'transits', transit(short))).toEqual(expired);
    await world.done('customs', `transits/${transitId}/cancellation`, { ...at, reason: 'Not loaded' });
    expect(await books(short)).toMatchObject({ status: 'expired', reserved: pkr('0.00') });
  });

  it('against a carnet: one transport at a time, within the ceiling of each country on the way', async () => {
    const eur = (amount: string) => ({ amount, currency: 'EUR' });
    const paper = await world.done('operator', 'guarantees', carnet({ amount: eur('100000.00') }));
    const carnetId = paper.guaranteeId ?? '';
    const by = (amount: string, itinerary: readonly string[]) =>
      transit(carnetId, {
        officeOfDeparture: 'KZALA',
        officeOfDestination: 'UZTAS',
        dutyAtRisk: eur(amount),
        itinerary: itinerary.map((location) => ({ location, dueBy: '2026-04-10T00:00:00Z' })),
      });
    // 60,000 in Pakistan; 100,000 in the others.
    expect(await refusal('customs', 'transits', by('60000.01', ['KGFRU', 'PKTOR']))).toEqual([
      422,
      'carnet-above-ceiling',
      '/dutyAtRisk/amount',
    ]);
    const { transitId } = await world.done('customs', 'transits', by('60000.01', ['KGFRU']));
    expect(await refusal('customs', 'transits', by('1.00', []))).toEqual([409, 'carnet-in-use', undefined]);
    await world.done('customs', `transits/${transitId}/cancellation`, { ...at, reason: 'Not loaded' });
    await world.done('customs', 'transits', by('1.00', []));
  });

  it('repeated under its key gets the first answer and reserves once', async () => {
    const once = await covered();
    const body = transit(once);
    const headers = { 'idempotency-key': 'open-once' };
    const answers = await Promise.all([1, 2, 3].map(() => world.done('customs', 'transits', body, headers)));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await books(once)).toMatchObject({ reserved: pkr('400.00'), version: 2 });
  });
});
