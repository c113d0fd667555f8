import { randomUUID } from 'node:crypto';
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
const instruct = (uetr: string, told: object, bank = KARACHI) =>
  manager.instruct({ references: { uetr }, bank, amount: usd(98_500n), ...told });

/** 1,000.00 were owed and instructed, 985.00 came. */
const STEPS = ['invoice', 'instruction', 'credit'] as const;
const ORDERS = STEPS.flatMap((first) =>
  STEPS.filter((each) => each !== first).map((second) => {
    const third = STEPS.find((each) => each !== first && each !== second);
    return [first, second, third as (typeof STEPS)[number]] as const;
  }),
);

/** Each step is delivered before the next happens. */
async function told(
  order: readonly (typeof STEPS)[number][],
  { instruction, credit = {}, bank }: { instruction: object; credit?: object; bank?: string },
) {
  const uetr = randomUUID();
  let settlementId = '';
  let invoiceId = '';
  const steps = {
    invoice: async () => {
      ({ invoiceId } = await manager.trade.invoice({ invoiceNumber: 'APART-1', amount: usd(100_000n) }));
    },
    instruction: () => instruct(uetr, instruction, bank),
    credit: async () => {
      settlementId = await manager.book(98_500n, { uetr, endToEndId: 'APART-1' }, KARACHI, credit);
    },
  };
  for (const step of order) {
    await steps[step]();
    await settle();
  }
  const { settlements, obligations } = await settle();
  return {
    settlementId,
    invoiceId,
    owed: obligations.get(invoiceId)?.outstanding.amount,
    pays: settlements
      .get(settlementId)
      ?.allocations.map(({ amount, settled, fees }) => [amount.amount, settled.amount, fees?.amount]),
  };
}

const PAID = { owed: '0.00', pays: [['985.00', '1000.00', '15.00']] };
const SHORT = { owed: '15.00', pays: [['985.00', '985.00', undefined]] };
const charges = [{ amount: usd(1_500n) }];
const instructedAmount = usd(100_000n);

describe.each(ORDERS)('%s, %s, %s', (...order) => {
  it.each([
    ['shared', { instructedAmount, chargeBearer: 'SHAR', charges }, {}, PAID],
    ['on the creditor, that are told alone', { chargeBearer: 'CRED', charges }, {}, PAID],
    ['of a credit that tells what was instructed', { chargeBearer: 'SHAR' }, { instructedAmount }, PAID],
    ['on the debtor', { instructedAmount, chargeBearer: 'DEBT', charges }, {}, SHORT],
    [
      'of a credit that says otherwise',
      { instructedAmount, chargeBearer: 'SHAR' },
      { chargeBearer: 'DEBT' },
      SHORT,
    ],
    [
      'beyond a small sum that nobody tells',
      { instructedAmount: usd(1_100_000n), chargeBearer: 'SHAR' },
      {},
      SHORT,
    ],
  ] as const)('charges %s', async (_, instruction, credit, expected) => {
    expect(await told(order, { instruction, credit })).toMatchObject(expected);
  });

  it("charges in another bank's instruction count for nothing", async () => {
    const instruction = { instructedAmount, chargeBearer: 'SHAR', charges };
    expect(await told(order, { instruction, bank: 'demo-bank-almaty' })).toMatchObject(SHORT);
  });

  it('a return of half of it leaves half of the fees', async () => {
    const instruction = { instructedAmount, chargeBearer: 'SHAR', charges };
    const { settlementId, invoiceId } = await told(order, { instruction });
    expect(await manager.giveBack(settlementId, 49_250n)).toBe(true);
    expect((await settle()).obligations.get(invoiceId)?.outstanding.amount).toBe('500.00');
  });
});

it('a message told twice counts once, and what a person took back stays so', async () => {
  const uetr = randomUUID();
  const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'APART-1', amount: usd(100_000n) });
  const id = await manager.book(98_500n, { uetr, endToEndId: 'APART-1' });
  await settle();
  await manager.byHand(id, invoiceId, { does: 'unmatch' });
  await settle();
  await manager.byHand(id, invoiceId, { does: 'match' });
  await settle();
  await instruct(uetr, { instructedAmount, chargeBearer: 'SHAR', charges });
  await instruct(uetr, { instructedAmount, chargeBearer: 'SHAR', charges });
  expect((await settle()).obligations.get(invoiceId)?.outstanding.amount).toBe('15.00');
});
