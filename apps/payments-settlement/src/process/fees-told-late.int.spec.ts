import { randomUUID } from 'node:crypto';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

let manager: ProcessWorld;
let after: number;
let uetr: string;
let invoiceId: string;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(async () => {
  await manager.forget();
  after = await manager.head();
  uetr = randomUUID();
  ({ invoiceId } = await manager.trade.invoice({ invoiceNumber: 'LATE-1', amount: usd(100_000n) }));
});

const settle = () => settledBooks(manager, after);
const owed = async () => (await settle()).obligations.get(invoiceId)?.outstanding.amount;
/** Of the 1,000.00 that are owed, less charges of 15.00. */
const credit = () => manager.book(98_500n, { uetr, endToEndId: 'LATE-1' });
const instruct = () =>
  manager.instruct({
    references: { uetr },
    amount: usd(98_500n),
    instructedAmount: usd(100_000n),
    chargeBearer: 'SHAR',
    charges: [{ amount: usd(1_500n) }],
  });

it('fills up what is known from the log alone', async () => {
  await credit();
  await settle();
  await manager.forget();
  expect(await owed()).toBe('15.00');
  await instruct();
  expect(await owed()).toBe('0.00');
});

describe.each(['return', 'unmatch'] as const)(
  'the rest, paid by another credit and taken back by %s',
  (how) => {
    it.each(['between', 'behind'])('leaves the fees of an instruction %s', async (when) => {
      await credit();
      await settle();
      const rest = await manager.book(1_500n, { endToEndId: 'LATE-1' });
      expect(await owed()).toBe('0.00');
      if (when === 'between') await instruct();
      await settle();
      if (how === 'return') await manager.giveBack(rest, 1_500n);
      else await manager.byHand(rest, invoiceId, { does: 'unmatch' });
      await settle();
      if (when === 'behind') await instruct();
      const { obligations, settlements } = await settle();
      expect(obligations.get(invoiceId)?.outstanding.amount).toBe('0.00');
      expect(settlements.get(rest)?.allocations).toEqual([]);
    });
  },
);

it('leaves to a person what that person matched anew, also before it is known that it was taken back', async () => {
  const id = await credit();
  await settle();
  await manager.byHand(id, invoiceId, { does: 'unmatch' });
  await manager.byHand(id, invoiceId, { does: 'match' });
  await settle();
  await instruct();
  expect(await owed()).toBe('15.00');
  // Nor does it from the log.
  await manager.forget();
  expect(await owed()).toBe('15.00');
});
