import { randomUUID } from 'node:crypto';
import { settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { pacs002, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** Posts a rate of a central bank. */
const official = async (pair: string, rate: string, on: string, source = 'sbp') => {
  const [base, quote] = pair.split('/');
  const { status } = await jsonClient(payments.url, 'operator-key').post('/v1/rates', {
    base,
    quote,
    rate,
    on,
    source,
  });
  expect(status).toBe(201);
};

it('a credit is told in dollars at the rate of its value date, and without where there is none that is not stale', async () => {
  await official('USD/PKR', '280', '2025-06-02');
  await official('USD/KZT', '500', '2025-06-02', 'nbk');
  const booked = async (currency: string, valueDate: string, amount = '1000.00') => {
    const days = { bookedOn: valueDate, valueDate };
    const { status, body } = await payments.karachi.settlement(
      settlementOf({
        amount: { amount, currency },
        ...days,
        references: { endToEndId: randomUUID().slice(0, 30) },
      }),
    );
    expect(status).toBe(201);
    const [event] = await payments.world.events(
      'SettlementBooked',
      ({ settlementId }) => settlementId === body.settlementId,
    );
    return event?.data.usd;
  };
  expect(await booked('PKR', '2025-06-03', '28001.40')).toEqual({
    // 100.005 dollars: half to even.
    amount: { amount: '100.00', currency: 'USD' },
    exchange: {
      from: 'PKR',
      to: 'USD',
      rate: '0.003571428571',
      legs: [{ base: 'USD', quote: 'PKR', rate: '280', on: '2025-06-02', source: 'sbp', inverse: true }],
    },
  });
  expect((await booked('KZT', '2025-06-02'))?.amount).toEqual({ amount: '2.00', currency: 'USD' });
  expect(await booked('USD', '2025-06-03')).toBeUndefined();
  expect(await booked('EUR', '2025-06-03')).toBeUndefined();
  expect(await booked('PKR', '2025-06-01')).toBeUndefined();
  expect(await booked('PKR', '2025-08-01')).toBeUndefined();
});

it('what the entry of the account corrects is told in dollars anew', async () => {
  await official('USD/PKR', '280', '2026-03-31');
  const uetr = randomUUID();
  const facts = { uetr, amount: '2800.00' };
  await payments.karachi.file(pacs008('IN-DOLLARS-8', facts).replaceAll('"USD"', '"PKR"'));
  await payments.karachi.file(pacs002('IN-DOLLARS-2', 'ACCC', facts));
  const entry = camt054([{ uetr, amount: '1400.00', bookedOn: '2026-03-31', valueDate: '2026-03-31' }]);
  const { body } = await payments.karachi.file(entry.replaceAll('"USD"', '"PKR"'));
  expect(body.results).toMatchObject([{ status: 'duplicate' }]);
  const ofCredit = ({ settlementId }: { settlementId: string }) =>
    settlementId === body.results[0]?.settlementId;
  const [booked] = await payments.world.events('SettlementBooked', ofCredit);
  const [confirmed] = await payments.world.events('SettlementConfirmed', ofCredit);
  expect(booked?.data.usd?.amount).toEqual({ amount: '10.00', currency: 'USD' });
  expect(confirmed?.data.usd).toMatchObject({
    amount: { amount: '5.00', currency: 'USD' },
    exchange: { from: 'PKR', to: 'USD' },
  });
});
