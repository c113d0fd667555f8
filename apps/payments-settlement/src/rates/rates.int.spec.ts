import { EventStore, ledgerPool } from '@corridor/event-store';
import type { Role } from '@corridor/nest-kit';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { type JsonAnswer, jsonClient } from '../json-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, KARACHI } from '../trade-world.spec-kit.js';
import { RateList } from './rate-list.js';
import { Rates } from './rates.js';

let payments: RunningPayments;
let clients: Readonly<Record<Role | 'almaty', ReturnType<typeof jsonClient>>>;

beforeAll(async () => {
  payments = await startPayments();
  const of = (key: string) => jsonClient(payments.url, `${key}-key`);
  clients = {
    bank: of('karachi'),
    almaty: of('almaty'),
    trader: of('trader'),
    customs: of('customs'),
    reporter: of('reporter'),
    operator: of('operator'),
    commission: of('commission'),
    council: of('council'),
    consulate: of('consulate'),
  };
});
afterAll(() => payments.stop());

const head = () => new EventStore({ pool: payments.world.owner }).head();
const rateOf = (pair: string, rate: string, on: string, source?: string) => {
  const [base, quote] = pair.split('/');
  return { base, quote, rate, on, ...(source !== undefined && { source }) };
};
const official = (pair: string, rate: string, on: string, source = 'sbp') =>
  clients.operator.post('/v1/rates', rateOf(pair, rate, on, source));
const told = ({ status, body }: JsonAnswer) => [status, body.code, body.pointer];

describe('a rate', () => {
  it('of a central bank is posted by an operator, at the time of its country', async () => {
    const { status, body } = await official('USD/PKR', '281.4563', '2026-03-30');
    expect([status, body]).toEqual([201, { source: 'sbp', position: expect.any(Number) }]);
    const [posted] = await payments.world.events('RatePosted', ({ source }) => source === 'sbp');
    expect(posted).toMatchObject({
      streamId: 'rate-sbp-USD-PKR',
      occurredAt: '2026-12-31T12:00:00.000+05:00',
      actor: 'operator:demo-operator',
      participants: ['sbp'],
      position: body.position,
      data: { base: 'USD', quote: 'PKR', rate: '281.4563', on: '2026-03-30', source: 'sbp' },
    });
  });

  it('of a bank is its own, whether it says so or not', async () => {
    const first = await clients.bank.post('/v1/rates', rateOf('USD/KZT', '508.3', '2026-03-30'));
    expect([first.status, first.body.source]).toEqual([201, KARACHI]);
    const named = await clients.bank.post('/v1/rates', rateOf('USD/KZT', '508.4', '2026-03-31', KARACHI));
    expect([named.status, named.body.source]).toEqual([201, KARACHI]);
    for (const source of [ALMATY, 'sbp']) {
      const answer = await clients.bank.post('/v1/rates', rateOf('USD/KZT', '1', '2026-03-29', source));
      expect(told(answer)).toEqual([403, 'not-your-source', '/source']);
    }
  });

  it('again says nothing new, and another one for the day has to correct it', async () => {
    const first = await official('USD/AED', '3.6725', '2026-03-30');
    const before = await head();
    expect(first.body.position).toBe(before);
    expect(await official('USD/AED', '3.67250', '2026-03-30')).toEqual(first);
    const another = await official('USD/AED', '3.6726', '2026-03-30');
    expect(told(another)).toEqual([409, 'rate-posted-already', '/rate']);
    expect(another.body).toMatchObject({ currentState: 'posted', legalNow: ['CorrectRate'] });
    expect(await head()).toBe(before);
  });

  it('is corrected, with what was wrong and why, and both stand in the list', async () => {
    await official('USD/CNY', '7.12', '2026-03-30');
    const correction = { wrong: '7.12', reason: 'Two digits changed places' };
    const body = { ...rateOf('USD/CNY', '7.21', '2026-03-30', 'sbp'), ...correction };
    const { status, body: answer } = await clients.operator.post('/v1/rates/corrections', body);
    expect([status, answer]).toEqual([200, { source: 'sbp', position: expect.any(Number) }]);
    const [item] = (await clients.operator.get('/v1/rates?base=USD&quote=CNY')).body.items;
    expect(item).toMatchObject({
      ...rateOf('USD/CNY', '7.21', '2026-03-30', 'sbp'),
      corrections: [{ ...correction, rate: '7.21', position: answer.position }],
    });
    const late = await clients.operator.post('/v1/rates/corrections', { ...body, rate: '7.22' });
    expect(told(late)).toEqual([409, 'rate-differs', '/wrong']);
    const none = await clients.operator.post('/v1/rates/corrections', { ...body, on: '2026-03-31' });
    expect(told(none)).toEqual([409, 'rate-not-posted', '/on']);
    const others = await clients.bank.post('/v1/rates/corrections', body);
    expect(told(others)).toEqual([403, 'not-your-source', '/source']);
  });

  it('gets its first answer again under its Idempotency-Key', async () => {
    const body = rateOf('USD/RUB', '80.1', '2026-03-30', 'cbr');
    const first = await clients.operator.post('/v1/rates', body, 'rub-1');
    const second = await clients.operator.post('/v1/rates', body, 'rub-1');
    expect(second.body).toEqual(first.body);
    const other = await clients.operator.post('/v1/rates', { ...body, rate: '80.2' }, 'rub-1');
    expect(told(other)).toEqual([422, 'idempotency-key-reused', undefined]);
  });

  it.each([
    [{ source: 'demo-bank-karachi' }, 'rate-source-unknown', '/source'],
    [{ source: undefined }, 'rate-source-unknown', '/source'],
    [{ base: 'XXX' }, 'unknown-currency', '/base'],
    [{ quote: 'USD' }, 'currencies-same', '/quote'],
    [{ rate: '0' }, 'not-a-positive-decimal', '/rate'],
    [{ rate: '1,5' }, 'content-invalid', '/rate'],
    [{ rate: 1.5 }, 'content-invalid', '/rate'],
    [{ on: '2026-02-30' }, 'content-invalid', '/on'],
    [{ on: '2027-01-11' }, 'date-in-future', '/on'],
    [{ more: 1 }, 'content-invalid', '/more'],
  ])('with %j is refused', async (change, code, pointer) => {
    const before = await head();
    const body = { ...rateOf('USD/UZS', '12100', '2026-03-30', 'cbu'), ...change };
    expect(told(await clients.operator.post('/v1/rates', body))).toEqual([422, code, pointer]);
    expect(await head()).toBe(before);
  });

  it('may be for the next banking day', async () => {
    expect((await official('USD/KGS', '87', '2027-01-10', 'nbkr')).status).toBe(201);
  });

  it.each(['trader', 'customs', 'reporter'] as const)('is not posted by a %s', async (role) => {
    const answer = await clients[role].post('/v1/rates', rateOf('USD/PKR', '1', '2026-03-30'));
    expect(told(answer)).toEqual([403, 'right-missing', undefined]);
  });
});

describe('the list of rates', () => {
  const sourcesOf = async (client: keyof typeof clients) => {
    const { items } = (await clients[client].get('/v1/rates?limit=500')).body;
    return new Set(items.map(({ source }: { source: string }) => source));
  };

  it('shows the central banks to everybody, a bank its own, an operator all', async () => {
    await clients.almaty.post('/v1/rates', rateOf('KZT/PKR', '0.55', '2026-03-30'));
    expect(await sourcesOf('operator')).toEqual(new Set(['sbp', 'cbr', 'nbkr', KARACHI, ALMATY]));
    expect(await sourcesOf('bank')).toEqual(new Set(['sbp', 'cbr', 'nbkr', KARACHI]));
    expect(await sourcesOf('almaty')).toEqual(new Set(['sbp', 'cbr', 'nbkr', ALMATY]));
    for (const role of ['trader', 'customs', 'reporter'] as const) {
      expect(await sourcesOf(role)).toEqual(new Set(['sbp', 'cbr', 'nbkr']));
    }
    expect((await clients.bank.get(`/v1/rates?source=${ALMATY}`)).body.items).toEqual([]);
  });

  it('is filtered, and comes in pages in the order of posting', async () => {
    const days = ['2026-06-03', '2026-06-01', '2026-06-02'];
    for (const on of days) await official('USD/TJS', '10.9', on, 'nbt');
    const page = (query: string) => clients.reporter.get(`/v1/rates?base=USD&quote=TJS${query}`);
    const first = (await page('&limit=2')).body;
    const second = (await page(`&limit=2&after=${first.next}`)).body;
    expect(second.next).toBeUndefined();
    const listed = [...first.items, ...second.items];
    expect(listed.map(({ on }: { on: string }) => on)).toEqual(days);
    expect((await page('&on=2026-06-01&source=nbt')).body.items).toHaveLength(1);
    expect((await page('&on=2026-06-01&source=sbp')).body.items).toEqual([]);
  });

  it('is the same made anew, in batches of any size, by two processes at once', async () => {
    const { world } = payments;
    const pool = ledgerPool(world.ledger.url, 'payments_settlement');
    const store = new EventStore({ pool });
    const rows = async () =>
      (await world.owner.query('SELECT r::text FROM payments.rates r ORDER BY position')).rows;
    const last = await head();
    await new RateList(store, pool).waitFor(last, 5_000);
    const before = await rows();
    expect(before.length).toBeGreaterThan(5);
    try {
      for (const batchSize of [1, 2, 1_000]) {
        await world.owner.query(
          `TRUNCATE payments.rates; UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'rates'`,
        );
        const both = [new RateList(store, pool, batchSize), new RateList(store, pool, batchSize)];
        expect(await Promise.all(both.map((each) => each.waitFor(last, 20_000)))).toEqual([true, true]);
        expect(await rows()).toEqual(before);
      }
    } finally {
      await pool.end();
    }
  });
});

describe('a conversion', () => {
  beforeAll(async () => {
    await official('USD/PKR', '250', '2026-05-04');
    await official('USD/KZT', '500', '2026-05-05', 'nbk');
    await clients.bank.post('/v1/rates', rateOf('USD/PKR', '260', '2026-05-05'));
  });
  const convert = (client: keyof typeof clients, query: string) =>
    clients[client].get(`/v1/rates/conversion?${query}`);

  it('goes by the rate as it was posted, and tells it', async () => {
    const { status, body } = await convert('trader', 'from=USD&to=PKR&amount=100.5&on=2026-05-06');
    const leg = { ...rateOf('USD/PKR', '250', '2026-05-04', 'sbp'), inverse: false };
    expect([status, body]).toEqual([
      200,
      {
        amount: { amount: '100.5', currency: 'USD' },
        converted: { amount: '25125.00', currency: 'PKR' },
        on: '2026-05-06',
        way: 'direct',
        exchange: { from: 'USD', to: 'PKR', rate: '250.000000000000', legs: [leg] },
      },
    ]);
  });

  it('goes the other way round, and through the dollar', async () => {
    const back = (await convert('trader', 'from=PKR&to=USD&amount=25125&on=2026-05-06')).body;
    expect([back.way, back.converted.amount]).toEqual(['inverse', '100.50']);
    const across = (await convert('trader', 'from=PKR&to=KZT&amount=1000&on=2026-05-06')).body;
    expect([across.way, across.converted.amount, across.exchange.rate]).toEqual([
      'triangulated',
      '2000.00',
      '2.000000000000',
    ]);
    expect(across.exchange.legs).toEqual([
      { ...rateOf('USD/PKR', '250', '2026-05-04', 'sbp'), inverse: true },
      { ...rateOf('USD/KZT', '500', '2026-05-05', 'nbk'), inverse: false },
    ]);
  });

  it('goes by a bank’s own rate for that bank alone, and by one source where that is asked for', async () => {
    const query = 'from=USD&to=PKR&amount=1&on=2026-05-06';
    const rate = async (client: keyof typeof clients, more = '') =>
      (await convert(client, query + more)).body.converted?.amount;
    expect(await rate('bank')).toBe('260.00');
    expect(await rate('almaty')).toBe('250.00');
    expect(await rate('operator')).toBe('250.00');
    expect(await rate('bank', '&source=sbp')).toBe('250.00');
    expect(await rate('operator', `&source=${KARACHI}`)).toBe('260.00');
    expect(told(await convert('almaty', `${query}&source=${KARACHI}`))).toEqual([
      409,
      'rate-unknown',
      undefined,
    ]);
  });

  it('goes by a rate at once when it is posted, and when it is corrected', async () => {
    for (const day of ['11', '12', '13', '14']) {
      const on = `2026-05-${day}`;
      await official('USD/PKR', `2${day}`, on);
      const query = `from=USD&to=PKR&amount=1&on=${on}`;
      expect((await convert('trader', query)).body.converted.amount).toBe(`2${day}.00`);
      const correction = { ...rateOf('USD/PKR', `3${day}`, on, 'sbp'), wrong: `2${day}`, reason: 'test' };
      await clients.operator.post('/v1/rates/corrections', correction);
      expect((await convert('trader', query)).body.converted.amount).toBe(`3${day}.00`);
    }
  });

  it('is refused with the day of the newest rate where that is too old', async () => {
    await official('EUR/PKR', '300', '2026-05-04');
    const query = (on: string) => `from=EUR&to=PKR&amount=1&on=${on}`;
    expect((await convert('trader', query('2026-05-11'))).status).toBe(200);
    const { status, body } = await convert('trader', query('2026-05-12'));
    expect([status, body.code]).toEqual([409, 'rate-stale']);
    expect(body.detail).toContain('2026-05-04');
  });

  it.each([
    ['from=GBP&to=PKR&amount=1&on=2026-05-06', 409, 'rate-unknown', undefined],
    ['from=USD&to=USD&amount=1&on=2026-05-06', 422, 'currencies-same', '/to'],
    ['from=USD&to=XXX&amount=1&on=2026-05-06', 422, 'unknown-currency', '/to'],
    ['from=usd&to=PKR&amount=1&on=2026-05-06', 422, 'content-invalid', '/from'],
    ['from=USD&to=PKR&amount=1.005&on=2026-05-06', 422, 'amount-too-precise', '/amount'],
    ['from=USD&to=PKR&amount=9999999999999999&on=2026-05-06', 422, 'amount-too-large', '/amount'],
    ['from=USD&to=PKR&amount=1', 422, 'content-invalid', '/on'],
  ])('of %s is refused', async (query, status, code, pointer) => {
    expect(told(await convert('trader', query))).toEqual([status, code, pointer]);
  });
});

describe('the rates in memory', () => {
  it('are asked any number of times with one question to the database, and see what another process posts', async () => {
    const { world } = payments;
    const pool = ledgerPool(world.ledger.url, 'payments_settlement');
    const store = new EventStore({ pool });
    let questions = 0;
    const counted = new Proxy(pool, {
      get: (target, name) => {
        if (name === 'query') questions += 1;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as pg.Pool;
    const rates = new Rates({ store: new EventStore({ pool: counted }), pool: counted }, { maxAgeDays: 7 });
    const asked = { from: 'PKR', to: 'KZT', on: '2026-05-06' };
    try {
      const first = await rates.find(asked);
      const before = questions;
      expect(before).toBeGreaterThan(0);
      const all = await Promise.all(Array.from({ length: 1_000 }, () => rates.find(asked)));
      for (const each of all) expect(each).toEqual(first);
      expect(questions - before).toBeLessThanOrEqual(before);
      // By another process, of which this one learns by looking.
      await aggregatesOn(store).rates.handle(
        'sbp-USD-PKR',
        {
          type: 'PostRate',
          occurredAt: '2026-05-06T10:00:00+05:00',
          data: { base: 'USD', quote: 'PKR', rate: '200', on: '2026-05-06', source: 'sbp' },
        },
        { actor: 'operator:demo-operator', correlationId: '0191d8a0-0000-7000-8000-000000000001' },
      );
      rates.outdate();
      expect((await rates.find(asked)).rate).toBe('2.500000000000');
    } finally {
      await pool.end();
    }
  });
});
