import { KARACHI } from '../trade-world.spec-kit.js';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

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

it('a cent settles no invoice of 100,000 dollars, whatever was instructed', async () => {
  const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'FAT-1', amount: usd(10_000_000n) });
  const told = { instructedAmount: usd(10_000_000n), chargeBearer: 'SHAR' } as const;
  await manager.book(1n, { endToEndId: 'FAT-1' }, KARACHI, told);
  const { obligations } = await settle();
  expect(obligations.get(invoiceId)).toMatchObject({
    status: 'open',
    outstanding: { amount: '99999.99', currency: 'USD' },
  });
});

it.each([
  ['behind the match', true],
  ['before it', false],
])('a return of half of a credit leaves half of it and of its fees, %s', async (_, behind) => {
  const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'HALF-1', amount: usd(10_000n) });
  const told = { instructedAmount: usd(10_000n), chargeBearer: 'SHAR' } as const;
  const id = await manager.book(9_000n, { endToEndId: 'HALF-1' }, KARACHI, told);
  if (behind) await settle();
  expect(await manager.giveBack(id, 4_500n)).toBe(true);
  const { obligations } = await settle();
  expect(obligations.get(invoiceId)?.outstanding.amount).toBe('50.00');
});
