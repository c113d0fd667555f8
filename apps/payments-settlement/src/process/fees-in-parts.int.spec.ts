import { randomUUID } from 'node:crypto';
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

/** An invoice of 1,000.00, of which two credits of one UETR come; each step is delivered before the next happens. */
async function inParts(when: 'first' | 'between' | 'last', parts: readonly bigint[], told: object) {
  const uetr = randomUUID();
  const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'PARTS-1', amount: usd(100_000n) });
  const ids: string[] = [];
  const credit = (minor: bigint | undefined) => async () => {
    ids.push(await manager.book(minor ?? 0n, { uetr, endToEndId: 'PARTS-1' }));
  };
  const instruct = () => manager.instruct({ references: { uetr }, amount: usd(100_000n), ...told });
  const steps = [credit(parts[0]), credit(parts[1])];
  steps.splice({ first: 0, between: 1, last: 2 }[when], 0, instruct);
  await settle();
  for (const step of steps) {
    await step();
    await settle();
  }
  const { settlements, obligations } = await settle();
  return {
    owed: obligations.get(invoiceId)?.outstanding.amount,
    fees: ids.map((id) => settlements.get(id)?.allocations.map(({ fees }) => fees?.amount)),
    waits: ids.map((id) => settlements.get(id)?.unallocated.amount),
  };
}

const charges = [{ amount: usd(1_500n) }];
/** Of whichever of them. */
const counted = (fees: readonly (readonly (string | undefined)[] | undefined)[]) =>
  fees.flat().filter((each) => each !== undefined);
const NOTHING_WAITS = ['0.00', '0.00'];

describe.each(['first', 'between', 'last'] as const)('an instruction %s', (when) => {
  it('counts once what it tells: of 1,000.00 with charges of 15.00, 500.00 and 485.00 came', async () => {
    const { owed, fees, waits } = await inParts(when, [50_000n, 48_500n], { chargeBearer: 'CRED', charges });
    expect({ owed, fees: counted(fees), waits }).toEqual({
      owed: '0.00',
      fees: ['15.00'],
      waits: NOTHING_WAITS,
    });
  });

  it('counts no more than it tells: of 500.00 and 470.00 another 15.00 may be to come', async () => {
    const { owed, fees } = await inParts(when, [50_000n, 47_000n], { chargeBearer: 'CRED', charges });
    expect({ owed, fees: counted(fees) }).toEqual({ owed: '15.00', fees: ['15.00'] });
  });

  it('counts nothing with charges on the debtor', async () => {
    const { owed } = await inParts(when, [50_000n, 48_500n], { chargeBearer: 'DEBT', charges });
    expect(owed).toBe('15.00');
  });
});

it('counts nothing where all of it came in parts before it', async () => {
  const { owed, fees } = await inParts('last', [95_000n, 5_000n], { chargeBearer: 'SHAR' });
  expect({ owed, fees }).toEqual({ owed: '0.00', fees: [[undefined], [undefined]] });
});

it('leaves to a person what comes behind fees that counted in its place', async () => {
  const { owed, fees, waits } = await inParts('first', [95_000n, 5_000n], { chargeBearer: 'SHAR' });
  expect({ owed, fees, waits }).toEqual({ owed: '0.00', fees: [['50.00'], []], waits: ['0.00', '50.00'] });
});
