import { randomUUID } from 'node:crypto';
import { type EventDataOf, readEventData } from '@corridor/contracts';
import { aggregatesOn } from '../aggregates.js';
import { SettlementList } from '../list/settlement-list.js';
import { ProcessWorld, usd } from '../process/process-world.spec-kit.js';
import { KARACHI } from '../trade-world.spec-kit.js';
import { GiveBack } from './give-back.js';
import { type Return, returnOfBody } from './return.js';

let manager: ProcessWorld;
let giveBack: GiveBack;
beforeAll(async () => {
  manager = await ProcessWorld.start();
  giveBack = new GiveBack(manager.store, aggregatesOn(manager.store));
});
afterAll(() => manager.stop());

const context = () => ({ actor: `bank:${KARACHI}`, correlationId: randomUUID() });
const days = { bookedOn: '2026-04-07', valueDate: '2026-04-07' };

/** A credit of 100.00, of which an entry of the account without a reason has told that so much went back. */
async function entered(back: bigint) {
  const settlementId = await manager.book(10_000n, { endToEndId: 'DM-2026-17' });
  const original = { settlementId, references: { endToEndId: 'DM-2026-17', remittance: [] } };
  const references = { accountServicerReference: 'RJ-1' };
  const entry = returnOfBody({ amount: usd(back), ...days, references }, original, days.bookedOn);
  const message = { format: 'camt.054.001.08', messageId: 'C-1' };
  const { returnId } = await giveBack.book(settlementId, { ...entry, ...message }, context());
  return { settlementId, returnId };
}

/** The pacs.004 behind it: all of the credit is undone. */
const adviceOf = (back: bigint): Return => ({
  returnId: randomUUID(),
  amount: usd(10_000n),
  returnedAmount: usd(back),
  reason: 'AC04',
  ...days,
  references: { endToEndId: 'DM-2026-17', remittance: [] },
  returnReference: 'R-1',
  ...(back < 10_000n && { charges: [{ amount: usd(10_000n - back) }] }),
  format: 'pacs.004.001.09',
  messageId: 'P-1',
});

async function toldOf(settlementId: string) {
  const events = await manager.store.readStream(`settlement-${settlementId}`);
  const of = <Type extends 'SettlementReturned' | 'SettlementConfirmed'>(type: Type): EventDataOf<Type>[] =>
    events.filter((event) => event.type === type).map((event) => readEventData(type, event));
  return { returned: of('SettlementReturned'), confirmed: of('SettlementConfirmed') };
}

it('keeps why a credit went back where the advice tells it, and its entry came first without', async () => {
  const { settlementId, returnId } = await entered(10_000n);
  const given = await giveBack.book(settlementId, adviceOf(10_000n), context());
  expect(given).toMatchObject({ outcome: 'known', returnId });
  const { returned, confirmed } = await toldOf(settlementId);
  expect(returned).toHaveLength(1);
  expect(confirmed).toMatchObject([{ returnId, reason: 'AC04', messageId: 'P-1' }]);
  expect(confirmed[0]?.restId).toBeUndefined();
});

it('ties what banks kept to the return that it is of, also where the advice comes again', async () => {
  const { settlementId, returnId } = await entered(9_950n);
  const advice = adviceOf(9_950n);
  for (let times = 0; times < 2; times += 1) {
    const given = await giveBack.book(settlementId, advice, context());
    expect(given).toMatchObject({ outcome: 'known', returnId });
  }
  const { returned, confirmed } = await toldOf(settlementId);
  expect(returned.map(({ amount, returnedAmount }) => [amount, returnedAmount])).toEqual([
    [usd(9_950n), usd(9_950n)],
    [usd(50n), usd(0n)],
  ]);
  expect(confirmed).toMatchObject([
    { returnId, reason: 'AC04', restId: returned[1]?.returnId, messageId: 'P-1' },
  ]);
});

it('knows an advice again whose rest an older release booked without a tie to its return', async () => {
  const { settlementId, returnId } = await entered(9_950n);
  const advice = adviceOf(9_950n);
  await giveBack.book(settlementId, { ...advice, amount: usd(50n), returnedAmount: usd(0n) }, context());
  expect((await toldOf(settlementId)).returned).toHaveLength(2);
  expect(await giveBack.book(settlementId, advice, context())).toMatchObject({ outcome: 'known', returnId });
  const { returned, confirmed } = await toldOf(settlementId);
  expect(returned.map(({ amount }) => amount)).toEqual([usd(9_950n), usd(50n)]);
  expect(confirmed).toEqual([]);
});

it('keeps the reason that came first', async () => {
  const { settlementId, returnId } = await entered(10_000n);
  await giveBack.book(settlementId, adviceOf(10_000n), context());
  const another = { ...adviceOf(10_000n), returnId, reason: 'MD07', messageId: 'P-2' };
  await giveBack.book(settlementId, another, context());
  const { confirmed } = await toldOf(settlementId);
  expect(confirmed.map(({ reason }) => reason)).toEqual(['AC04', undefined]);
});

it('shows the reason on the list of settlements', async () => {
  const { settlementId, returnId } = await entered(10_000n);
  await giveBack.book(settlementId, adviceOf(10_000n), context());
  await new SettlementList(manager.store, manager.pool).atHead();
  const { rows } = await manager.pool.query(
    'SELECT return_id, reason FROM payments.settlement_returns WHERE settlement_id = $1',
    [settlementId],
  );
  expect(rows).toEqual([{ return_id: returnId, reason: 'AC04' }]);
});
