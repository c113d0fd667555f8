import { randomUUID } from 'node:crypto';
import { EXPORTER, IMPORTER, KARACHI } from '../trade-world.spec-kit.js';
import { booksOf, expectBalanced, expectRowsOf } from './books.spec-kit.js';
import { FailingStore, processOn } from './delivery.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

let manager: ProcessWorld;

beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
// Each test is alone with what it appends.
beforeEach(() => manager.forget());

/** Appends told in calls of their own, and how many each call told of. */
class CountingStore extends FailingStore {
  readonly told: number[] = [];

  override async appendEachIn(...call: Parameters<FailingStore['appendEachIn']>) {
    this.told.push(call[1].length);
    return super.appendEachIn(...call);
  }
}

/** Invoices of which a name, the amount or the debtor may be met, and an instruction. */
async function appendOpen(uetr: string): Promise<void> {
  const after = await manager.head();
  await manager.trade.invoice({ invoiceNumber: 'OPEN-1', amount: usd(70_000n) });
  await manager.trade.invoice({ invoiceNumber: 'OPEN-2', amount: usd(90_000n) });
  await manager.deliverAll('payments', [0], after);
  await manager.owner.query(
    `INSERT INTO payments.instructed (payment_id, message_id, bank, uetr, amount, currency, payment_references)
     VALUES ($1, $2, $3, $4, 123, 'USD', '{"remittance":["OPEN-2"]}')`,
    [randomUUID(), randomUUID(), KARACHI, uetr],
  );
}

it('credits that come together pay what each of them would alone, and the others are suspended in one call', async () => {
  const uetr = randomUUID();
  await appendOpen(uetr);
  const after = await manager.head();
  const lost: string[] = [];
  for (let index = 0; index < 20; index += 1) {
    lost.push(await manager.book(100n + BigInt(index), { endToEndId: `LOST-${index}` }));
    if (index === 7) lost.push(await manager.book(80_000n, {}));
  }
  const named = await manager.book(10_000n, { endToEndId: 'OPEN-1' });
  const instructed = await manager.book(12_300n, { uetr });
  const names = { debtorName: IMPORTER.name, creditorName: EXPORTER.name };
  const alike = await manager.book(60_000n, {}, KARACHI, names);
  const elsewhere = await manager.book(10_000n, { endToEndId: 'OPEN-1' }, 'demo-bank-almaty');
  const booked = await manager.log(after);

  const store = new CountingStore({ pool: manager.pool });
  await processOn(manager.pool, 'payments', store).consume(booked);
  // In one call all that come before the first that pays something; it, with its obligation; and so on.
  expect(store.told).toEqual([lost.length, 1, 1, 1, 1]);
  const events = await manager.log(0);
  const books = await booksOf(manager.owner, events);
  const paidBy = (id: string): readonly string[] => books.settlements.get(id)?.obligationIds ?? [];
  const numbers = new Map(
    [...books.obligations].map(([id, { obligation }]) => [id, obligation.invoiceNumber]),
  );
  const paid = (id: string) => paidBy(id).map((each) => numbers.get(each));
  expect([named, instructed, alike, elsewhere].map(paid)).toEqual([['OPEN-1'], ['OPEN-2'], ['OPEN-1'], []]);
  for (const id of [...lost, elsewhere]) {
    const told = events.filter(({ streamId }) => streamId === `settlement-${id}`);
    expect(told.map(({ type }) => type)).toEqual(['SettlementBooked', 'SettlementSuspended']);
  }
  expectBalanced(events, books);
  await expectRowsOf(manager.owner, books);

  // Delivered again, by a group that knows nothing of it.
  await processOn(manager.pool, 'afresh').consume(booked);
  expect(await manager.log(0)).toHaveLength(events.length);
});

it('where somebody appends to one of them meanwhile, all are decided anew', async () => {
  const after = await manager.head();
  const first = await manager.book(100n, { endToEndId: 'RACE-1' });
  await manager.book(200n, { endToEndId: 'RACE-2' });
  const booked = await manager.log(after);
  let held = false;
  const store = new (class extends FailingStore {
    override async appendEachIn(...call: Parameters<FailingStore['appendEachIn']>) {
      if (!held) {
        held = true;
        const hits = [{ field: 'debtorName', entry: 'Demo', entryId: '1' }];
        const data = { list: 'l', version: '1', hits };
        await manager.command('settlements', first, {
          type: 'HoldSettlement',
          occurredAt: '2026-04-02T10:00:00+05:00',
          data,
        });
      }
      return super.appendEachIn(...call);
    }
  })({ pool: manager.pool });
  await processOn(manager.pool, 'payments', store).consume(booked);
  expect(await manager.deadLetters()).toEqual([]);
  const types = (await manager.log(after)).map(({ type, streamId }) => [type, streamId.endsWith(first)]);
  expect(types).toEqual([
    ['SettlementBooked', true],
    ['SettlementBooked', false],
    ['SettlementHeld', true],
    ['SettlementSuspended', false],
  ]);
});

it('a crash behind their append leaves nothing half done', async () => {
  const after = await manager.head();
  await manager.book(100n, { endToEndId: 'CRASH-1' });
  await manager.book(200n, { endToEndId: 'CRASH-2' });
  const booked = await manager.log(after);
  const store = new FailingStore({ pool: manager.pool });
  store.failures = [Object.assign(new Error('the connection is lost'), { code: 'ECONNRESET' })];
  await expect(processOn(manager.pool, 'payments', store).consume(booked)).rejects.toThrow('lost');
  expect(await manager.log(after)).toHaveLength(2);
  await processOn(manager.pool, 'payments').consume(booked);
  const events = await manager.log(after);
  expect(events.map(({ type }) => type).slice(2)).toEqual(['SettlementSuspended', 'SettlementSuspended']);
  await expectRowsOf(manager.owner, await booksOf(manager.owner, events));
});
