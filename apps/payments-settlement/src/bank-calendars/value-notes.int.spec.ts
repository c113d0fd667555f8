import { randomUUID } from 'node:crypto';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { type CamtFile, type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
let karachi: BankClient;
const source = 'Demo circular';

beforeAll(async () => {
  payments = await startPayments();
  ({ karachi } = payments);
  const operator = jsonClient(payments.url, 'operator-key');
  const cutOff = { at: '16:30', from: '2026-03-01', source };
  expect((await operator.post('/v1/bank-calendars/PK/cut-off', cutOff)).status).toBe(200);
  const feast = { day: '2026-03-20', name: 'Demo Eid', source };
  expect((await operator.post('/v1/bank-calendars/PK/holidays', feast)).status).toBe(201);
});
afterAll(() => payments.stop());

const SATURDAY = {
  code: 'value-date-no-banking-day',
  message: 'The value date, 2026-03-28, is no banking day in PK: it is a day of the weekend.',
};
const told = async (change: CamtTransaction, file: CamtFile = {}) => {
  const { status, body } = await karachi.file(
    camt054([{ endToEndId: randomUUID().slice(0, 35), ...change }], file),
  );
  expect([status, body.results[0]?.status, body.results[0]?.isoStatus]).toEqual([200, 'accepted', 'ACTC']);
  return body.results[0]?.notes;
};

describe('the answer to an entry says of its value date', () => {
  it('that it is a day on which the banks of the account are shut, and books it all the same', async () => {
    expect(await told({ valueDate: '2026-03-28' })).toEqual([SATURDAY]);
    expect(await told({ bookedOn: '2026-03-20', valueDate: '2026-03-20' })).toEqual([
      {
        code: 'value-date-no-banking-day',
        message: 'The value date, 2026-03-20, is no banking day in PK: it is a holiday, Demo Eid.',
      },
    ]);
  });

  it('that it lies before what the cut-off allows, where the time of the booking is told', async () => {
    // A Monday, half past five in Karachi, by whatever clock it is told.
    for (const bookedOn of ['2026-03-30T17:30:00', '2026-03-30T12:30:00Z', '2026-03-30T17:30:00.000+05:00']) {
      const [note, ...others] = (await told({ bookedOn, valueDate: '2026-03-30' })) ?? [];
      expect([note?.code, others]).toEqual(['value-date-before-cut-off', []]);
      expect(note?.message).toMatch(
        /^It was booked at 2026-03-30T17:30:00.*, after the cut-off of 16:30: what comes then is of value on 2026-03-31, not on 2026-03-30\.$/,
      );
    }
  });

  it.each<[string, CamtTransaction]>([
    ['in order', { valueDate: '2026-03-31' }],
    ['told with a time before the cut-off', { bookedOn: '2026-03-30T16:30:00', valueDate: '2026-03-30' }],
    ['the next banking day', { bookedOn: '2026-03-30T17:30:00', valueDate: '2026-03-31' }],
    ['of a day before the cut-off held', { bookedOn: '2026-02-27T18:00:00', valueDate: '2026-02-27' }],
  ])('nothing where it is %s', async (_, entry) => {
    expect(await told(entry)).toBeUndefined();
  });

  it('that the check digits of its account do not fit, which a bank may write as it likes', async () => {
    const file = { account: 'PK37SCBL0000001123456702' };
    expect(await told({ valueDate: '2026-03-31' }, file)).toEqual([
      {
        code: 'iban-invalid',
        message: expect.stringContaining('check digits of "PK37SCBL0000001123456702"'),
      },
    ]);
  });

  it('the same of what is told again', async () => {
    const file = camt054([{ endToEndId: 'NOTED', valueDate: '2026-03-28' }]);
    const [first, again] = [await karachi.file(file), await karachi.file(file)];
    expect(first.body.results[0]).toMatchObject({ status: 'accepted', notes: [SATURDAY] });
    expect(again.body.results[0]).toMatchObject({ status: 'duplicate', notes: [SATURDAY] });
  });
});

it('the answer to a settlement in JSON says it, too, under its key for ever', async () => {
  const body = settlementOf({ valueDate: '2026-03-28', references: { endToEndId: 'NOTED-JSON' } });
  const first = await karachi.settlement(body, 'noted');
  expect([first.status, first.body.notes]).toEqual([201, [SATURDAY]]);
  expect((await karachi.settlement(body, 'noted')).body).toEqual(first.body);
  const known = await karachi.settlement(body, 'noted-again');
  expect(known.body).toMatchObject({ status: 'duplicate', notes: [SATURDAY] });
  expect((await karachi.settlement(body, 'noted-again')).body).toEqual(known.body);
});

it('nothing is said of an account that is no IBAN, whose country nobody tells', async () => {
  const account = '0011223344';
  const { status, body } = await karachi.settlement(settlementOf({ account, valueDate: '2026-03-28' }));
  expect([status, body.notes]).toEqual([201, undefined]);
});

it('the answer to a line of many says it, too', async () => {
  const lines = ['2026-03-28', '2026-03-31'].map((valueDate, index) =>
    JSON.stringify({
      reference: `noted-${index}`,
      ...settlementOf({ valueDate, references: { endToEndId: `NOTED-${index}` } }),
    }),
  );
  const response = await fetch(`${payments.url}/v1/settlements/bulk`, {
    method: 'POST',
    headers: { authorization: 'Bearer karachi-key', 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const answers = (await response.text()).trimEnd().split('\n');
  expect(answers.map((line) => JSON.parse(line).notes)).toEqual([[SATURDAY], undefined]);
});
