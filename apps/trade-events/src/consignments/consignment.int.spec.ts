import { declaration, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const [line] = declaration().lines;
const lineWith = (change: object) => ({ ...declaration(), lines: [{ ...line, ...change }] });

describe('a consignment', () => {
  it.each([
    ['an unknown HS code', lineWith({ hs6: '779999' }), 'hs-code-unknown', '/lines/0/hs6'],
    ['an HS code of five digits', lineWith({ hs6: '63026' }), 'content-invalid', '/lines/0/hs6'],
    ['a negative value', lineWith({ value: usd('-1.00') }), 'value-not-positive', '/lines/0/value/amount'],
    ['no value', lineWith({ value: usd('0') }), 'value-not-positive', '/lines/0/value/amount'],
    [
      'a number for an amount',
      lineWith({ value: { amount: 1, currency: 'USD' } }),
      'content-invalid',
      '/lines/0/value/amount',
    ],
    [
      'an unknown currency',
      lineWith({ value: { amount: '1', currency: 'XXX' } }),
      'unknown-currency',
      '/lines/0/value/currency',
    ],
    ['half a cent', lineWith({ value: usd('1.005') }), 'amount-too-precise', '/lines/0/value/amount'],
    [
      'an amount of 19 digits',
      lineWith({ value: usd('12345678901234567.89') }),
      'amount-too-large',
      '/lines/0/value/amount',
    ],
    ['a mass of nothing', lineWith({ netMassKg: '0.000' }), 'not-a-positive-decimal', '/lines/0/netMassKg'],
    [
      'an unknown country',
      lineWith({ countryOfOrigin: 'XX' }),
      'country-unknown',
      '/lines/0/countryOfOrigin',
    ],
    ['a control character', lineWith({ description: 'a\u0000b' }), 'content-invalid', '/lines/0/description'],
    [
      'two lines of one number',
      { ...declaration(), lines: [line, line] },
      'line-number-invalid',
      '/lines/1/lineNumber',
    ],
    ['no lines', { ...declaration(), lines: [] }, 'content-invalid', '/lines'],
    ['an unknown place', { ...declaration(), origin: 'PKZZZ' }, 'place-unknown', '/origin'],
    ['no way', { ...declaration(), destination: 'PKKHI' }, 'destination-is-origin', '/destination'],
    ['an unknown field', { ...declaration(), carrier: 'x' }, 'content-invalid', '/carrier'],
    [
      'a local time',
      { ...declaration(), occurredAt: '2026-03-01T10:00:00' },
      'content-invalid',
      '/occurredAt',
    ],
    [
      '31 February',
      { ...declaration(), occurredAt: '2026-02-31T10:00:00Z' },
      'content-invalid',
      '/occurredAt',
    ],
    [
      'the day after tomorrow',
      { ...declaration(), occurredAt: '2026-04-03T00:00:00Z' },
      'occurred-in-future',
      '/occurredAt',
    ],
    ['a list', [], 'content-invalid', ''],
    ['null', null, 'content-invalid', ''],
  ])('with %s is a 422 that names the field', async (_, body, code, pointer) => {
    const answer = await world.refused(() => world.post('exporter', 'consignments', body));
    expect({ status: answer.status, code: answer.body.code, pointer: answer.body.pointer }).toEqual({
      status: 422,
      code,
      pointer,
    });
  });

  it('names every field that is missing', async () => {
    const { body } = await world.refused(() => world.post('exporter', 'consignments', at));
    expect(body.errors).toMatchObject(
      ['exporter', 'importer', 'origin', 'destination', 'incoterm', 'lines'].map((field) => ({
        pointer: `/${field}`,
      })),
    );
  });

  it('takes an illegal step for a conflict, with those that are legal', async () => {
    const path = `consignments/${await world.declared()}`;
    const delivery = { ...at, location: 'KZALA' };
    const early = await world.refused(() => world.post('exporter', `${path}/delivery`, delivery));
    expect(early).toMatchObject({ status: 409, body: { code: 'illegal-step', currentState: 'declared' } });
    expect(early.body.legalNow).toContain('DispatchConsignment');

    await world.done('exporter', `${path}/dispatch`, { ...at, location: 'PKKHI', transportMode: 'road' });
    const before = { ...delivery, occurredAt: '2026-03-20T07:59:59+05:00' };
    expect(await world.refused(() => world.post('exporter', `${path}/delivery`, before))).toMatchObject({
      status: 422,
      body: { code: 'before-dispatch', pointer: '/occurredAt' },
    });
    // The state is no reason of a fault in the content.
    const wrong = await world.refused(() => world.post('exporter', `${path}/delivery`, before));
    expect(Object.keys(wrong.body)).not.toEqual(expect.arrayContaining(['currentState']));
    expect(Object.keys(wrong.body)).not.toEqual(expect.arrayContaining(['legalNow']));
    const again = { ...at, location: 'PKKHI', transportMode: 'ship' };
    expect(await world.refused(() => world.post('exporter', `${path}/dispatch`, again))).toMatchObject({
      status: 422,
      body: { pointer: '/transportMode' },
    });
  });
});
