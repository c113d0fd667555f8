import { randomUUID } from 'node:crypto';
import {
  type Answer,
  clearance,
  declaration,
  EXPORTER,
  IMPORTER,
  invoice,
  lodgement,
  TradeWorld,
  target,
} from './trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

/** Sends what has to be refused: the answer is a problem, and nothing is in the log that was not there before. */
async function refused(send: () => Promise<Answer>): Promise<Answer> {
  const before = await world.log.head();
  const answer = await send();
  expect(answer.type).toBe('application/problem+json; charset=utf-8');
  expect(answer.body.type).toBe(`urn:corridor-ledger:problem:${answer.body.code}`);
  expect(answer.body.status).toBe(answer.status);
  expect(await world.log.head()).toBe(before);
  return answer;
}
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
    const answer = await refused(() => world.post('exporter', 'consignments', body));
    expect({ status: answer.status, code: answer.body.code, pointer: answer.body.pointer }).toEqual({
      status: 422,
      code,
      pointer,
    });
  });

  it('names every field that is missing', async () => {
    const { body } = await refused(() => world.post('exporter', 'consignments', at));
    expect(body.errors).toMatchObject(
      ['exporter', 'importer', 'origin', 'destination', 'incoterm', 'lines'].map((field) => ({
        pointer: `/${field}`,
      })),
    );
  });

  it('takes an illegal step for a conflict, with those that are legal', async () => {
    const path = `consignments/${await world.declared()}`;
    const delivery = { ...at, location: 'KZALA' };
    const early = await refused(() => world.post('exporter', `${path}/delivery`, delivery));
    expect(early).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
    expect(early.body.legalNow).toContain('DispatchConsignment');

    await world.done('exporter', `${path}/dispatch`, { ...at, location: 'PKKHI', transportMode: 'road' });
    const before = { ...delivery, occurredAt: '2026-03-20T07:59:59+05:00' };
    expect(await refused(() => world.post('exporter', `${path}/delivery`, before))).toMatchObject({
      status: 422,
      body: { code: 'before-dispatch', pointer: '/occurredAt' },
    });
    const again = { ...at, location: 'PKKHI', transportMode: 'ship' };
    expect(await refused(() => world.post('exporter', `${path}/dispatch`, again))).toMatchObject({
      status: 422,
      body: { pointer: '/transportMode' },
    });
  });
});

describe('what is no JSON', () => {
  const post = (body: BodyInit | null, type?: string) =>
    refused(() =>
      world.send(
        'consignments',
        { method: 'POST', body, headers: type === undefined ? {} : { 'content-type': type } },
        'exporter',
      ),
    );
  it.each([
    ['broken', '{"occurredAt": ', 'application/json', 400, 'request-malformed'],
    ['empty', '', 'application/json', 400, 'request-malformed'],
    ['a prototype', '{"__proto__": {"x": 1}}', 'application/json', 400, 'request-malformed'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'media-type-unsupported'],
    ['XML', `<a>${'b'.repeat(1_000_000)}</a>`, 'application/xml', 415, 'media-type-unsupported'],
  ])('%s', async (_, body, type, status, code) => {
    expect(await post(body, type)).toMatchObject({ status, body: { code } });
  });

  it('nothing at all', async () => {
    expect(await post(null)).toMatchObject({ status: 422, body: { code: 'content-invalid' } });
  });

  it('10 MB', async () => {
    const body = JSON.stringify({ ...declaration(), note: 'x'.repeat(10_000_000) });
    expect(await post(body, 'application/json')).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    });
  });

  it('is refused in a moment where it is large and all wrong', async () => {
    for (const lines of ['{},'.repeat(1_500_000), '0,'.repeat(2_000_000)]) {
      const answer = await post(`{"lines":[${lines}{}]}`, 'application/json');
      expect(answer.status).toBe(422);
      expect(answer.text.length).toBeLessThan(50_000);
    }
    const fields = Array.from({ length: 200_000 }, (_, i) => `"f${i}":0`).join(',');
    const answer = await post(`{${fields}}`, 'application/json');
    expect(answer.status).toBe(422);
    expect(answer.text.length).toBeLessThan(50_000);
    const deep = await post(`{"lines":${'['.repeat(500_000)}${']'.repeat(500_000)}}`, 'application/json');
    expect(deep.status).toBe(422);
  });
});

describe('a declaration', () => {
  let consignmentId: string;
  beforeAll(async () => {
    consignmentId = await world.declared();
  });
  const lodge = (change: object) =>
    refused(() => world.post('customs', 'declarations', { ...lodgement(consignmentId), ...change }));

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
    const { declarationId } = await world.done('customs', 'declarations', lodgement(consignmentId));
    const path = `declarations/${declarationId}`;
    const hold = { ...at, reason: 'valuation', note: 'Invoice to be shown' };
    const { holdId } = await world.done('customs', `${path}/holds`, hold);
    const outcome = async (step: string, body: object) => {
      const { status, body: problem } = await refused(() => world.post('customs', `${path}/${step}`, body));
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
      await refused(() => world.post('customs', `declarations/${declarationId}/clearance`, clearing)),
    ).toMatchObject({ status: 422, body: { pointer: '/exchangeRate/usdPerUnit' } });
  });
});

describe('an invoice', () => {
  let consignmentId: string;
  beforeAll(async () => {
    consignmentId = await world.declared();
  });
  const register = (change: object) =>
    refused(() => world.post('exporter', 'invoices', { ...invoice(consignmentId), ...change }));

  it.each([
    ['a negative amount', { amount: usd('-0.01') }, 422, 'amount-not-positive', '/amount/amount'],
    [
      'an unknown currency',
      { amount: { amount: '1', currency: 'ABC' } },
      422,
      'unknown-currency',
      '/amount/currency',
    ],
    [
      'terms of 366 days',
      { terms: { trigger: 'dispatch', days: 366 } },
      422,
      'content-invalid',
      '/terms/days',
    ],
    [
      'terms of half a day',
      { terms: { trigger: 'dispatch', days: 0.5 } },
      422,
      'content-invalid',
      '/terms/days',
    ],
    ['terms from a whim', { terms: { trigger: 'whim', days: 1 } }, 422, 'content-invalid', '/terms/trigger'],
    ['a bank that is a name', { creditorBank: 'Demo Bank' }, 422, 'content-invalid', '/creditorBank'],
    ['the day after tomorrow', { issuedOn: '2026-04-03' }, 422, 'issued-in-future', '/issuedOn'],
    ['an unknown consignment', { consignmentId: randomUUID() }, 404, 'consignment-unknown', '/consignmentId'],
  ])('with %s', async (_, change, status, code, pointer) => {
    const answer = await register(change);
    expect({ status: answer.status, code: answer.body.code, pointer: answer.body.pointer }).toEqual({
      status,
      code,
      pointer,
    });
  });

  it('with a number that its creditor used before, for whichever consignment', async () => {
    await world.done('exporter', 'invoices', invoice(consignmentId, 'DT 99'));
    const other = await world.declared();
    expect(await register({ consignmentId: other, invoiceNumber: 'dt 99' })).toMatchObject({
      status: 409,
      body: { code: 'invoice-number-used', pointer: '/invoiceNumber' },
    });
    // Another creditor's numbers are its own.
    const theirs = await world.done('importer', 'consignments', {
      ...declaration(),
      exporter: IMPORTER,
      importer: EXPORTER,
      origin: 'KZALA',
      destination: 'PKKHI',
    });
    await world.done('importer', 'invoices', invoice(theirs.consignmentId ?? '', 'DT 99'));
  });

  it('for what was cancelled, or for oneself', async () => {
    const cancelled = await world.declared();
    await world.done('exporter', `consignments/${cancelled}/cancellation`, { ...at, reason: 'Withdrawn' });
    expect(await register({ consignmentId: cancelled })).toMatchObject({
      status: 409,
      body: { code: 'illegal-step', legalNow: ['SettleInvoice'] },
    });
    const own = await world.declared({ importer: { ...EXPORTER, country: 'KZ' } });
    expect(await register({ consignmentId: own })).toMatchObject({
      status: 422,
      body: { code: 'debtor-is-creditor', pointer: '/consignmentId' },
    });
  });

  it('takes many at once for one consignment, or none of each', async () => {
    const busy = await world.declared();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => world.post('exporter', 'invoices', invoice(busy))),
    );
    const taken = answers.filter(({ status }) => status === 201);
    const refusals = answers
      .filter(({ status }) => status !== 201)
      .map(({ status, body }) => [status, body.code]);
    expect(taken.length).toBeGreaterThanOrEqual(5);
    expect(refusals).toEqual(refusals.map(() => [409, 'concurrent-change']));
    const { invoices } = (await world.get('exporter', `consignments/${busy}`)).body;
    expect(invoices).toHaveLength(taken.length);
    const ids = taken.map(({ body }) => body.invoiceId).sort();
    expect((invoices as { invoiceId: string }[]).map(({ invoiceId }) => invoiceId).sort()).toEqual(ids);
    for (const { body } of taken) {
      expect(await world.log.readStream(`invoice-${body.invoiceId}`)).toHaveLength(1);
    }
  });
});

it.each([
  [
    'in rupees',
    { yearlyAmount: { amount: '1', currency: 'PKR' } },
    'currency-differs',
    '/yearlyAmount/currency',
  ],
  ['of nothing', { yearlyAmount: usd('0') }, 'amount-not-positive', '/yearlyAmount/amount'],
  ['with itself', { partner: 'PK' }, 'partner-is-reporter', '/partner'],
  ['of nowhere', { reporter: 'XX' }, 'country-unknown', '/reporter'],
  ['under a name with a space', { targetId: 'my target' }, 'content-invalid', '/targetId'],
  ['by 30 February', { dueOn: '2027-02-30' }, 'content-invalid', '/dueOn'],
])('a target %s', async (_, change, code, pointer) => {
  const answer = await refused(() => world.post('operator', 'targets', { ...target(), ...change }));
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});
