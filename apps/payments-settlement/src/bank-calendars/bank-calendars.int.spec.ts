import { EventStore, ledgerPool } from '@corridor/event-store';
import { aggregatesOn } from '../aggregates.js';
import { type JsonAnswer, jsonClient } from '../json-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { BankCalendars, type Received } from './bank-calendars.js';

let payments: RunningPayments;
let operator: ReturnType<typeof jsonClient>;
let bank: ReturnType<typeof jsonClient>;

beforeAll(async () => {
  payments = await startPayments();
  operator = jsonClient(payments.url, 'operator-key');
  bank = jsonClient(payments.url, 'karachi-key');
});
afterAll(() => payments.stop());

const head = () => new EventStore({ pool: payments.world.owner }).head();
const told = ({ status, body }: JsonAnswer) => [status, body.code, body.pointer];
const source = 'Demo circular';

describe('a bank calendar', () => {
  it('has what is known beforehand', async () => {
    const { status, body } = await bank.get('/v1/bank-calendars/PK?from=2026-05-01&to=2026-08-14');
    expect([status, body]).toEqual([
      200,
      {
        country: 'PK',
        weekend: [6, 7],
        weekendChanges: [],
        cutOffs: [],
        holidays: [
          { day: '2026-05-01', name: 'Labour Day' },
          { day: '2026-05-28', name: 'Youm-e-Takbeer' },
          { day: '2026-08-14', name: 'Independence Day' },
        ],
      },
    ]);
    expect((await bank.get('/v1/bank-calendars/DE')).body.holidays).toEqual([]);
  });

  it('has a holiday from when it is declared until it is withdrawn', async () => {
    const eid = { day: '2026-05-27', name: 'Demo Eid', source };
    const declared = await operator.post('/v1/bank-calendars/PK/holidays', eid);
    expect([declared.status, declared.body]).toEqual([201, { country: 'PK', position: expect.any(Number) }]);
    const [event] = await payments.world.events('BankHolidayDeclared');
    expect(event).toMatchObject({
      streamId: 'calendar-PK',
      occurredAt: '2026-12-31T12:00:00.000+05:00',
      participants: [],
      data: { country: 'PK', ...eid },
    });
    const on = async () => (await bank.get('/v1/bank-calendars/PK?from=2026-05-27&to=2026-05-27')).body;
    expect((await on()).holidays).toEqual([{ day: '2026-05-27', name: 'Demo Eid' }]);
    const before = await head();
    const again = await operator.post('/v1/bank-calendars/PK/holidays', eid);
    expect([again.status, again.body, await head()]).toEqual([201, declared.body, before]);
    const other = await operator.post('/v1/bank-calendars/PK/holidays', { ...eid, name: 'Another' });
    expect(told(other)).toEqual([409, 'holiday-declared-already', '/day']);
    const path = '/v1/bank-calendars/PK/holidays/2026-05-27/withdrawal';
    expect((await operator.post(path, { reason: 'The moon was not seen' })).status).toBe(200);
    expect((await on()).holidays).toEqual([]);
  });

  it('has another weekend and cut-offs as they are told', async () => {
    const weekend = { weekend: [7], from: '2027-01-01', source };
    expect((await operator.post('/v1/bank-calendars/TJ/weekend', weekend)).status).toBe(200);
    for (const cutOff of [
      { at: '15:00', from: '2026-01-01' },
      { at: '16:30', from: '2026-01-01', currency: 'TJS' },
    ]) {
      const answer = await operator.post('/v1/bank-calendars/TJ/cut-off', { ...cutOff, source });
      expect(answer.status).toBe(200);
    }
    expect((await bank.get('/v1/bank-calendars/TJ')).body).toMatchObject({
      weekend: [6, 7],
      weekendChanges: [{ from: '2027-01-01', weekend: [7] }],
      cutOffs: [
        { at: '15:00', from: '2026-01-01' },
        { at: '16:30', from: '2026-01-01', currency: 'TJS' },
      ],
    });
  });

  it.each([
    ['PK/holidays', { day: '2026-13-01', name: 'x', source }, 422, 'content-invalid', '/day'],
    ['PK/holidays', { day: '2026-06-01', name: 'x' }, 422, 'content-invalid', '/source'],
    ['PK/holidays/2026-06-02/withdrawal', { reason: 'x' }, 409, 'holiday-not-declared', '/day'],
    ['PK/holidays/soon/withdrawal', { reason: 'x' }, 422, 'date-malformed', '/day'],
    ['PK/weekend', { weekend: [7, 6], from: '2027-01-01', source }, 422, 'weekend-malformed', '/weekend'],
    ['PK/cut-off', { at: '16:00', source }, 422, 'content-invalid', '/from'],
    ['PK/cut-off', { at: '25:00', from: '2026-01-01', source }, 422, 'content-invalid', '/at'],
    [
      'PK/cut-off',
      { at: '16:00', from: '2026-01-01', currency: 'XXX', source },
      422,
      'unknown-currency',
      '/currency',
    ],
    ['XX/holidays', { day: '2026-06-01', name: 'x', source }, 404, 'country-unknown', undefined],
    ['pk/holidays', { day: '2026-06-01', name: 'x', source }, 404, 'country-unknown', undefined],
  ])('refuses %s with %j', async (path, body, status, code, pointer) => {
    const before = await head();
    const answer = await operator.post(`/v1/bank-calendars/${path}`, body);
    expect(told(answer)).toEqual([status, code, pointer]);
    expect(await head()).toBe(before);
  });

  it('is changed by nobody but an operator, and read by everybody', async () => {
    for (const role of ['karachi', 'trader', 'customs', 'reporter']) {
      const client = jsonClient(payments.url, `${role}-key`);
      const day = { day: '2026-06-01', name: 'x', source };
      const answer = await client.post('/v1/bank-calendars/PK/holidays', day);
      expect(told(answer)).toEqual([403, 'right-missing', undefined]);
      expect((await client.get('/v1/bank-calendars/KZ')).status).toBe(200);
    }
    expect(told(await bank.get('/v1/bank-calendars/ZZ'))).toEqual([404, 'country-unknown', undefined]);
  });
});

describe('a value date', () => {
  const asked = (query: string) => bank.get(`/v1/bank-calendars/UZ/value-date?${query}`);
  const evening = 'receivedAt=2026-05-08T13:30:00Z';

  it('is told with the reasons for it, by the clock, the cut-off and the calendars', async () => {
    const cutOff = { at: '16:00', from: '2026-01-01', source };
    expect((await operator.post('/v1/bank-calendars/UZ/cut-off', cutOff)).status).toBe(200);
    const feast = { day: '2026-05-11', name: 'Demo feast', source };
    expect((await operator.post('/v1/bank-calendars/UZ/holidays', feast)).status).toBe(201);
    // Friday the 8th, 18:30 in Tashkent; on Tuesday the 12th the banks of Kazakhstan alone are shut.
    const tuesday = { day: '2026-05-12', name: 'Demo day off', source };
    expect((await operator.post('/v1/bank-calendars/KZ/holidays', tuesday)).status).toBe(201);
    const { status, body } = await asked(`currency=UZS&${evening}&others=KZ`);
    expect([status, body]).toEqual([
      200,
      {
        country: 'UZ',
        currency: 'UZS',
        receivedAt: '2026-05-08T18:30:00+05:00',
        cutOff: { at: '16:00', from: '2026-01-01' },
        valueDate: '2026-05-13',
        reasons: [
          { day: '2026-05-08', country: 'UZ', because: 'after-cut-off', cutOff: '16:00' },
          { day: '2026-05-09', country: 'UZ', because: 'weekend' },
          { day: '2026-05-10', country: 'UZ', because: 'weekend' },
          { day: '2026-05-11', country: 'UZ', because: 'holiday', name: 'Demo feast' },
          { day: '2026-05-12', country: 'KZ', because: 'holiday', name: 'Demo day off' },
        ],
      },
    ]);
    expect((await asked(`currency=UZS&${evening}`)).body.valueDate).toBe('2026-05-12');
  });

  it('is that of now where no instant is told, as a cut-off held on the day that is asked for', async () => {
    // The clock of the test stands at noon in Karachi on 31 December 2026, a Thursday.
    const now = (await asked('currency=USD')).body;
    expect([now.receivedAt, now.valueDate]).toEqual(['2026-12-31T12:00:00.000+05:00', '2026-12-31']);
    const later = { at: '11:00', from: '2026-12-31', currency: 'USD', source };
    expect((await operator.post('/v1/bank-calendars/UZ/cut-off', later)).status).toBe(200);
    const { cutOff, reasons } = (await asked('currency=USD')).body;
    expect(cutOff).toEqual({ at: '11:00', from: '2026-12-31', currency: 'USD' });
    expect(reasons[0]).toMatchObject({ day: '2026-12-31', because: 'after-cut-off', cutOff: '11:00' });
    const before = (await asked('currency=USD&receivedAt=2026-12-30T07:00:00Z')).body;
    expect([before.cutOff, before.valueDate, before.reasons]).toEqual([
      { at: '16:00', from: '2026-01-01' },
      '2026-12-30',
      [],
    ]);
  });

  it.each([
    ['UZ/value-date?currency=XXX', 422, 'unknown-currency', '/currency'],
    ['UZ/value-date?receivedAt=2026-12-30T07:00:00Z', 422, 'content-invalid', '/currency'],
    ['UZ/value-date?currency=USD&receivedAt=2026-12-30', 422, 'content-invalid', '/receivedAt'],
    ['UZ/value-date?currency=USD&receivedAt=9999-12-31T23:30:00Z', 422, 'date-out-of-range', '/receivedAt'],
    ['UZ/value-date?currency=USD&others=ZZ', 422, 'country-unknown', '/others'],
    ['ZZ/value-date?currency=USD', 404, 'country-unknown', undefined],
  ])('is not told of %s', async (path, status, code, pointer) => {
    expect(told(await bank.get(`/v1/bank-calendars/${path}`))).toEqual([status, code, pointer]);
  });
});

describe('banks that are never open', () => {
  it('together have no value date, and are named', async () => {
    const weekend = { weekend: [1, 2, 3, 4, 5], from: '2026-01-01', source };
    expect((await operator.post('/v1/bank-calendars/AE/weekend', weekend)).status).toBe(200);
    const path = '/v1/bank-calendars/PK/value-date?currency=PKR&receivedAt=2026-11-06T13:30:00Z';
    const { status, body } = await bank.get(`${path}&others=AE`);
    expect([status, body.code, body.pointer, body.detail]).toEqual([
      422,
      'no-banking-day',
      '/others',
      'Within 60 days from 2026-11-06 there is none on which the banks of PK, AE are all open.',
    ]);
    expect((await bank.get(path)).body.valueDate).toBe('2026-11-06');
  });

  it('cannot be declared: a holiday is refused that would make the banks of a country shut for more than sixty days', async () => {
    const answers: JsonAnswer[] = [];
    // From Monday 5 January 2026 on; the banks were open on Friday the 2nd.
    for (let at = 0; at < 60; at += 1) {
      const day = new Date(Date.UTC(2026, 0, 5 + at)).toISOString().slice(0, 10);
      answers.push(
        await operator.post('/v1/bank-calendars/IR/holidays', { day, name: 'Demo closure', source }),
      );
    }
    // With the weekend before it, the 59th day (4 March) would be the 61st on which they are shut.
    expect(answers.slice(0, 58).every(({ status }) => status === 201)).toBe(true);
    expect(answers[58] && told(answers[58])).toEqual([409, 'no-banking-day', undefined]);
    const shut = await bank.get(
      '/v1/bank-calendars/IR/value-date?currency=IRR&receivedAt=2026-01-03T08:00:00Z',
    );
    expect(shut.body.valueDate).toBe('2026-03-04');
  });
});

describe('the bank calendars in memory', () => {
  it('tell banking days and value dates by what stands in the log', async () => {
    const pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
    try {
      const calendars = new BankCalendars(aggregatesOn(new EventStore({ pool })).calendars);
      // Friday 11 December 2026; Wednesday the 16th is Kazakhstan's Independence Day.
      expect(await calendars.addBankingDays('2026-12-11', 3, ['KZ'])).toBe('2026-12-17');
      expect(await calendars.addBankingDays('2026-12-11', 3, ['PK'])).toBe('2026-12-16');
      expect(await calendars.bankingDayFrom('2026-12-16', ['PK', 'KZ'])).toBe('2026-12-17');
      expect((await calendars.calendarsOf(['PK', 'KZ'])).map(({ weekend }) => weekend)).toEqual([
        [6, 7],
        [6, 7],
      ]);
      const received = { country: 'PK', currency: 'PKR', others: ['KZ'] };
      // 11:59 and 12:00:01 in UTC are 16:59 and a second after 17:00 in Karachi.
      const early = { ...received, receivedAt: '2026-12-14T11:59:00Z' };
      const late = { ...received, receivedAt: '2026-12-14T12:00:01Z' };
      const on = async (asked: Received) => (await calendars.valueDate(asked)).valueDate;
      expect(await on(late)).toBe('2026-12-14');
      await operator.post('/v1/bank-calendars/PK/cut-off', {
        at: '17:00',
        from: '2026-12-14',
        currency: 'PKR',
        source,
      });
      const tuesday = { day: '2026-12-15', name: 'Demo holiday', source };
      await operator.post('/v1/bank-calendars/PK/holidays', tuesday);
      calendars.outdate('PK');
      expect(await on(early)).toBe('2026-12-14');
      // Tuesday is shut in Pakistan, Wednesday in Kazakhstan.
      expect(await on(late)).toBe('2026-12-17');
      expect(await on({ ...late, others: [] })).toBe('2026-12-16');
      expect(await on({ ...late, currency: 'USD' })).toBe('2026-12-14');
      // A Friday before the cut-off held.
      expect(await on({ ...late, receivedAt: '2026-12-11T15:00:00Z' })).toBe('2026-12-11');
    } finally {
      await pool.end();
    }
  });
});
