import { rateIdOf } from '@corridor/domain';
import { KARACHI } from '../trade-world.spec-kit.js';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld } from './process-world.spec-kit.js';

let manager: ProcessWorld;
let after: number;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(async () => {
  await manager.forget();
  after = await manager.head();
});

const settle = () => settledBooks(manager, after);
const post = (quote: string, rate: string, source = 'sbp') => {
  const data = { base: 'USD', quote, rate, on: '2026-03-30', source };
  const command = { type: 'PostRate', occurredAt: '2026-03-30T16:00:00+05:00', data };
  return manager.command('rates', rateIdOf(data), command);
};
const money = (amount: string, currency: string) => ({ amount, currency });
const book = (endToEndId: string, amount: ReturnType<typeof money>) =>
  manager.book(1n, { endToEndId }, KARACHI, { amount });

it('a credit that is worth more than an amount may be keeps no other money from an invoice that it names', async () => {
  await post('PKR', '280');
  const absurd = await book('HUGE-1', money('9000000000000000.00', 'USD'));
  await settle();
  const first = await manager.trade.invoice({ invoiceNumber: 'HUGE-1', amount: money('280000.00', 'PKR') });
  const { settlements } = await settle();
  expect(settlements.get(absurd)?.allocations).toMatchObject([
    { obligationId: first.invoiceId, amount: money('1000.00', 'USD'), settled: money('280000.00', 'PKR') },
  ]);
});

it.each([
  // 0.04 % less than 250 dollars.
  ['AED', '1000.00', '4', money('249.90', 'USD'), '0.00'],
  // A half of what is owed.
  ['RUB', '1000.00', '4', money('125.00', 'USD'), '500.00'],
])('a debt in %s of %s at %s is paid by %j up to %s', async (currency, owed, rate, came, left) => {
  const invoiceNumber = `OWED-${currency}`;
  const { invoiceId } = await manager.trade.invoice({ invoiceNumber, amount: money(owed, currency) });
  await post(currency, rate);
  await book(invoiceNumber, came);
  const { obligations } = await settle();
  expect(obligations.get(invoiceId)?.outstanding).toEqual(money(left, currency));
});

it('a credit pays by the own rate of its bank, and by that of no other', async () => {
  const { invoiceId } = await manager.trade.invoice({
    invoiceNumber: 'OWN-1',
    amount: money('100.00', 'TRY'),
  });
  await post('TRY', '40', 'demo-bank-almaty');
  const settlementId = await book('OWN-1', money('2.00', 'USD'));
  const waiting = await settle();
  expect(waiting.settlements.get(settlementId)?.allocations).toEqual([]);

  await post('TRY', '25');
  await post('TRY', '50', KARACHI);
  const { settlements, obligations } = await settle();
  expect(settlements.get(settlementId)?.allocations).toMatchObject([
    { amount: money('2.00', 'USD'), settled: money('100.00', 'TRY') },
  ]);
  expect(obligations.get(invoiceId)?.status).toBe('settled');
});
