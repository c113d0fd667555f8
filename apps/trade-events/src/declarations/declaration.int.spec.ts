import { randomUUID } from 'node:crypto';
import { clearance, declaration, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const [line] = declaration().lines;

describe('a declaration', () => {
  let consignmentId: string;
  beforeAll(async () => {
    consignmentId = await world.declared();
  });
  const lodge = (change: object) =>
    world.refused(() => world.post('customs', 'declarations', { ...lodgement(consignmentId), ...change }));

  it.each([
    ['an office that is no place', { customsOffice: 'KZZZZ' }, 422, 'place-unknown', '/customsOffice'],
    ['an office elsewhere', { customsOffice: 'PKKHI' }, 422, 'customs-office-elsewhere', '/customsOffice'],
    ['an export from there', { flow: 'export' }, 422, 'customs-office-elsewhere', '/customsOffice'],
    ['a transit', { flow: 'transit' }, 422, 'content-invalid', '/flow'],
    [
      'a number of 36 characters',
      { declarationNumber: 'x'.repeat(36) },
      422,
      'content-invalid',
      '/declarationNumber',
    ],
    [
      'negative freight',
      { charges: { freight: usd('-1'), insurance: usd('0') } },
      422,
      'charge-negative',
      '/charges/freight/amount',
    ],
    [
      'freight in tenge',
      { charges: { freight: { amount: '1', currency: 'KZT' }, insurance: usd('0') } },
      422,
      'currency-differs',
      '/charges/freight/currency',
    ],
    [
      'lines of an unknown code',
      { lines: [{ ...line, hs6: '990000' }] },
      422,
      'hs-code-unknown',
      '/lines/0/hs6',
    ],
    ['an unknown consignment', { consignmentId: randomUUID() }, 404, 'consignment-unknown', '/consignmentId'],
    ['no id', { consignmentId: 'mine' }, 422, 'content-invalid', '/consignmentId'],
  ])('with %s', async (_, change, status, code, pointer) => {
    const answer = await lodge(change);
    expect({ status: answer.status, code: answer.body.code, pointer: answer.body.pointer }).toEqual({
      status,
      code,
      pointer,
    });
  });

  it('for a consignment that was cancelled, or that crosses no frontier', async () => {
    const cancelled = await world.declared();
    await world.done('exporter', `consignments/${cancelled}/cancellation`, { ...at, reason: 'Withdrawn' });
    expect(await lodge({ consignmentId: cancelled })).toMatchObject({
      status: 409,
      body: { code: 'consignment-cancelled', pointer: '/consignmentId' },
    });
    const inland = await world.declared({ destination: 'PKLHE' });
    expect(await lodge({ consignmentId: inland, customsOffice: 'PKLHE' })).toMatchObject({
      status: 422,
      body: { code: 'no-frontier', pointer: '/consignmentId' },
    });
  });

  it('whose charges leave nothing of goods that are declared as the consignment has them', async () => {
    // CIF, import: 1,000.00 are taken out of 1,000.00.
    const paid = await world.declared({ incoterm: { rule: 'CIF', place: 'Almaty' } });
    const charges = { freight: usd('900'), insurance: usd('100') };
    expect(await lodge({ consignmentId: paid, charges })).toMatchObject({
      status: 422,
      body: { code: 'statistical-value-not-positive', pointer: '/charges' },
    });
    const lines = declaration().lines;
    expect(await lodge({ consignmentId: paid, charges, lines })).toMatchObject({
      status: 422,
      body: { code: 'statistical-value-not-positive', pointer: '/lines/0/value/amount' },
    });
  });

  it('with a number that the office gave before', async () => {
    const first = lodgement(consignmentId, 'KZ-ONCE');
    await world.done('customs', 'declarations', first);
    const other = await world.declared();
    expect(await lodge({ ...first, consignmentId: other })).toMatchObject({
      status: 409,
      body: { code: 'declaration-number-used', pointer: '/declarationNumber' },
    });
    // The other end of the way has numbers of its own.
    await world.done('customs', 'declarations', { ...first, flow: 'export', customsOffice: 'PKKHI' });
  });

  it('out of order, or with a rate that is none', async () => {
    const { declarationId } = await world.done('customs', 'declarations', lodgement(await world.declared()));
    const path = `declarations/${declarationId}`;
    const hold = { ...at, reason: 'valuation', note: 'Invoice to be shown' };
    const { holdId } = await world.done('customs', `${path}/holds`, hold);
    const outcome = async (step: string, body: object) => {
      const { status, body: problem } = await world.refused(() =>
        world.post('customs', `${path}/${step}`, body),
      );
      return [status, problem.code, problem.pointer];
    };
    const amendment = { ...at, reason: 'x', lines: [line], charges: lodgement('').charges };
    expect(await outcome('amendments', amendment)).toEqual([409, 'illegal-step', undefined]);
    expect(await outcome('holds', { ...hold, reason: 'mood' })).toEqual([422, 'content-invalid', '/reason']);
    expect(await outcome(`holds/${randomUUID()}/release`, at)).toEqual([404, 'hold-unknown', undefined]);
    expect(await outcome('clearance', clearance())).toEqual([409, 'hold-open', undefined]);
    await world.done('customs', `${path}/holds/${holdId}/release`, at);
    expect(await outcome(`holds/${holdId}/release`, at)).toEqual([409, 'hold-not-open', undefined]);
    const rate = (change: object) => ({
      ...clearance(),
      exchangeRate: { ...clearance().exchangeRate, ...change },
    });
    const of = '/exchangeRate';
    expect(await outcome('clearance', rate({ usdPerUnit: '2' }))).toEqual([
      422,
      'rate-not-one',
      `${of}/usdPerUnit`,
    ]);
    expect(await outcome('clearance', rate({ usdPerUnit: '-1' }))).toEqual([
      422,
      'content-invalid',
      `${of}/usdPerUnit`,
    ]);
    expect(await outcome('clearance', rate({ date: '2026-03-09' }))).toEqual([
      422,
      'rate-of-another-day',
      `${of}/date`,
    ]);
    await world.done('customs', `${path}/clearance`, clearance());
    expect(await outcome('holds', hold)).toEqual([409, 'illegal-step', undefined]);
    expect(await outcome('clearance', clearance())).toEqual([409, 'illegal-step', undefined]);
  });

  it('at a rate that makes more of it than can be counted', async () => {
    const value = { amount: '999999999999999.99', currency: 'KWD' };
    const rich = await world.declared({ lines: [{ ...line, value }] });
    const none = { amount: '0', currency: 'KWD' };
    const charges = { freight: none, insurance: none };
    const { declarationId } = await world.done('customs', 'declarations', { ...lodgement(rich), charges });
    const exchangeRate = { ...clearance().exchangeRate, usdPerUnit: '999999999999' };
    const clearing = { ...clearance(), exchangeRate };
    expect(
      await world.refused(() => world.post('customs', `declarations/${declarationId}/clearance`, clearing)),
    ).toMatchObject({ status: 422, body: { pointer: '/exchangeRate/usdPerUnit' } });
  });
});
