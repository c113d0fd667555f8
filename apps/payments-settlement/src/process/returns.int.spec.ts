import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { booksOf, expectBalanced, expectRowsOf } from './books.spec-kit.js';
import { FailingStore, processOn } from './delivery.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

const SEED = 20_260_407;
const picks = fc.array(fc.nat(), { minLength: 5, maxLength: 40 });
/** Before which delivery something happens. */
const moment = fc.nat(25);

let manager: ProcessWorld;

beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
// Each test is alone with what it appends.
beforeEach(() => manager.forget());

it('whenever a return comes, between whatever else, all ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(picks, moment, moment, async (picked, first, second) => {
      await manager.forget();
      const after = await manager.head();
      const consignmentId = randomUUID();
      const invoiceOf = async (
        invoiceNumber: string,
        minor: bigint,
        trigger: 'dispatch' | 'invoice-date',
      ) => {
        const terms = { method: 'open-account', trigger, days: 10 } as const;
        const invoice = { consignmentId, invoiceNumber, amount: usd(minor), terms };
        return (await manager.trade.invoice(invoice)).invoiceId;
      };
      const a = await invoiceOf('A-1', 100n, 'dispatch');
      const b = await invoiceOf('B-1', 50n, 'invoice-date');
      await manager.trade.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
      // More than is owed, until the first is returned: then the others have to pay what it paid, each as it is needed.
      const gone = await manager.book(60n, { endToEndId: 'A-1' });
      const part = await manager.book(40n, { remittance: ['/INV/A-1'] });
      const rest = await manager.book(60n, { endToEndId: 'A-1' });
      const most = await manager.book(70n, { endToEndId: 'B-1' });
      const toCome = [
        { at: first, happen: () => manager.giveBack(gone, 60n) },
        { at: second, happen: () => manager.giveBack(most, 45n) },
      ];
      const come = async (delivered: number): Promise<void> => {
        for (const each of toCome.filter(({ at }) => at <= delivered)) {
          toCome.splice(toCome.indexOf(each), 1);
          expect(await each.happen()).toBe(true);
        }
      };
      await manager.deliverAll('payments', picked, after, come);
      // What has not come by then comes behind everything else.
      await come(Number.POSITIVE_INFINITY);
      await manager.deliverAll('payments', picked, after);

      const events = await manager.log(after);
      const books = await booksOf(manager.owner, events);
      const payments = (id: string) =>
        Object.fromEntries(
          (books.obligations.get(id)?.payments ?? []).map((each) => [each.settlementId, each.amount.amount]),
        );
      expect([books.obligations.get(a)?.status, payments(a)]).toEqual([
        'settled',
        { [part]: '0.40', [rest]: '0.60' },
      ]);
      expect([books.obligations.get(b)?.outstanding.amount, payments(b)]).toEqual([
        '0.25',
        { [most]: '0.25' },
      ]);
      expectBalanced(events, books);
      await expectRowsOf(manager.owner, books);
    }),
    { seed: SEED, numRuns: 40 },
  );
}, 300_000);

const drawnCase = fc.record({
  invoices: fc.array(
    fc.record({
      invoiceNumber: fc.constantFrom('X-1', 'X-2'),
      minor: fc.bigInt({ min: 1n, max: 300n }),
      issuedOn: fc.constantFrom('2026-03-01', '2026-03-02'),
      trigger: fc.constantFrom('invoice-date' as const, 'dispatch' as const),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  payments: fc.array(
    fc.record({ minor: fc.bigInt({ min: 1n, max: 400n }), names: fc.subarray(['X-1', 'X-2']) }),
    { minLength: 1, maxLength: 4 },
  ),
  returns: fc.array(fc.record({ of: fc.nat(3), minor: fc.bigInt({ min: 1n, max: 400n }), at: moment }), {
    minLength: 1,
    maxLength: 4,
  }),
});

it('debits and credits are equal, whatever is owed, paid and returned, whenever it comes', async () => {
  let returned = 0;
  let again = 0;
  await fc.assert(
    fc.asyncProperty(drawnCase, picks, async ({ invoices, payments, returns }, picked) => {
      await manager.forget();
      const after = await manager.head();
      const consignmentId = randomUUID();
      for (const { invoiceNumber, minor, issuedOn, trigger } of invoices) {
        const terms = { method: 'open-account', trigger, days: 10 } as const;
        await manager.trade.invoice({ consignmentId, invoiceNumber, amount: usd(minor), issuedOn, terms });
      }
      await manager.trade.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
      const ids: string[] = [];
      for (const { minor, names } of payments) ids.push(await manager.book(minor, { remittance: names }));
      await manager.deliverAll('payments', picked, after, async (delivered) => {
        for (const { of, minor, at } of returns) {
          if (at === delivered && (await manager.giveBack(ids[of % ids.length] ?? '', minor))) returned += 1;
        }
      });
      const events = await manager.log(after);
      const books = await booksOf(manager.owner, events);
      again += [...books.obligations.values()].filter(
        (each) => each.returnIds.length > 0 && each.settlementIds.length > 0,
      ).length;
      expectBalanced(events, books);
      await expectRowsOf(manager.owner, books);
      // Made anew from the log, nothing else comes of it.
      await manager.forget();
      await manager.deliverAll('afresh', picked, after);
      await expectRowsOf(manager.owner, books);
      expect(await manager.head()).toBe(events.at(-1)?.position);
    }),
    { seed: SEED, numRuns: 60 },
  );
  // Else the property would say little.
  expect(returned).toBeGreaterThan(20);
  expect(again).toBeGreaterThan(3);
}, 300_000);

it('a crash behind what a return leads to leaves nothing half done', async () => {
  const after = await manager.head();
  await manager.trade.invoice({ invoiceNumber: 'BACK-1', amount: usd(100n) });
  const first = await manager.book(100n, { endToEndId: 'BACK-1' });
  await manager.book(100n, { endToEndId: 'BACK-1' });
  await manager.deliverAll('payments', [0], after);
  const before = await manager.head();
  await manager.giveBack(first, 100n);
  const back = await manager.log(before);
  expect(back.map(({ type }) => type)).toEqual(['PaymentReturned', 'SettlementReturned']);
  const failing = new FailingStore({ pool: manager.pool });
  failing.failures = [Object.assign(new Error('gone'), { code: 'ECONNRESET' })];
  await expect(processOn(manager.pool, 'payments', failing).consume(back)).rejects.toThrow('gone');
  expect(await manager.head()).toBe(back.at(-1)?.position);

  await processOn(manager.pool, 'payments').consume(back);
  const outcome = (await manager.log(before)).slice(2).map(({ type }) => type);
  expect(outcome).toEqual(['SettlementMatched', 'ObligationSettled']);
  const books = await booksOf(manager.owner, await manager.log(after));
  await expectRowsOf(manager.owner, books);
});

it('a return while its settlement is being matched sees the match, or the match sees it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const after = await manager.head();
    const number = `RACE-${round}`;
    const { event } = await manager.trade.invoice({ invoiceNumber: number, amount: usd(100n) });
    await processOn(manager.pool, 'payments').consume([event]);
    const settlementId = await manager.book(100n, { endToEndId: number });
    const booked = (await manager.log(after)).filter(({ type }) => type === 'SettlementBooked');
    const arisen = (await manager.log(after)).filter(({ type }) => type === 'ObligationArisen');
    await processOn(manager.pool, 'payments').consume(arisen);
    await Promise.all([
      processOn(manager.pool, 'payments').consume(booked),
      manager.giveBack(settlementId, 70n),
    ]);
    await manager.deliverAll('payments', [0], after);
    const events = await manager.log(after);
    const books = await booksOf(manager.owner, events);
    expect(books.settlements.get(settlementId)?.allocations).toMatchObject([{ amount: usd(30n) }]);
    expectBalanced(events, books);
  }
});
