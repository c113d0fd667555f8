import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ALMATY, KARACHI } from '../trade-world.spec-kit.js';
import { booksOf, expectBalanced, expectRowsOf } from './books.spec-kit.js';
import { processOn } from './delivery.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

const SEED = 20_260_402;
const picks = fc.array(fc.nat(), { minLength: 5, maxLength: 60 });
/** Events of a delivery. */
const atOnce = fc.integer({ min: 1, max: 12 });

let manager: ProcessWorld;

beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
// Each test is alone with what it appends.
beforeEach(() => manager.forget());

it('every order of arrival, one by one and many at once, ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(picks, atOnce, async (picked, together) => {
      await manager.forget();
      const after = await manager.head();
      const consignmentId = randomUUID();
      const invoiceOf = async (
        invoiceNumber: string,
        minor: bigint,
        trigger: 'delivery' | 'import-clearance' | 'invoice-date',
      ) =>
        (
          await manager.trade.invoice({
            consignmentId,
            invoiceNumber,
            amount: usd(minor),
            terms: { method: 'open-account', trigger, days: 10 },
          })
        ).invoiceId;
      const a = await invoiceOf('A-1', 100n, 'delivery');
      const b = await invoiceOf('B-1', 50n, 'import-clearance');
      const c = await invoiceOf('C-1', 70n, 'invoice-date');
      await manager.trade.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
      await manager.trade.clear(consignmentId, 'export', '2026-03-04T10:00:00+05:00');
      await manager.trade.clear(consignmentId, 'import', '2026-03-05T23:00:00+05:00');
      await manager.trade.deliver(consignmentId, '2026-03-06T00:10:00+05:00');
      const part = await manager.book(60n, { endToEndId: 'A-1' });
      const rest = await manager.book(40n, { remittance: ['/INV/A-1'] });
      const both = await manager.book(130n, { remittance: ['B-1', 'C-1'] });
      const lost = await manager.book(5n, { endToEndId: 'D-1' });
      await manager.deliverAll('payments', picked, after, undefined, together);

      const events = await manager.log(after);
      const books = await booksOf(manager.owner, events);
      expect(
        Object.fromEntries(
          [...books.obligations].map(([id, { status, outstanding, settlementIds, obligation }]) => [
            id,
            [
              status,
              outstanding.amount,
              [...settlementIds].sort(),
              obligation.termsStartedOn,
              obligation.dueOn,
            ],
          ]),
        ),
      ).toEqual({
        [a]: ['settled', '0.00', [part, rest].sort(), '2026-03-06', '2026-03-16'],
        // The fifteenth is a Sunday.
        [b]: ['settled', '0.00', [both], '2026-03-05', '2026-03-16'],
        [c]: ['settled', '0.00', [both], '2026-03-01', '2026-03-11'],
      });
      expect(
        Object.fromEntries(
          [...books.settlements].map(([id, { unallocated, suspended, obligationIds }]) => [
            id,
            [
              unallocated.amount,
              unallocated.amount === '0.00' ? null : suspended?.amount,
              [...obligationIds].sort(),
            ],
          ]),
        ),
      ).toEqual({
        [part]: ['0.00', null, [a]],
        [rest]: ['0.00', null, [a]],
        [both]: ['0.10', '0.10', [b, c].sort()],
        [lost]: ['0.05', '0.05', []],
      });
      // When it was owed does not depend on the order either: B was, once cleared and invoiced.
      expect(events.find(({ streamId }) => streamId === `obligation-${b}`)?.occurredAt).toBe(
        '2026-03-05T23:00:00+05:00',
      );
      expectBalanced(events, books);
      await expectRowsOf(manager.owner, books);
    }),
    { seed: SEED, numRuns: 40 },
  );
}, 300_000);

/** What comes in a drawn case: invoices of few numbers, so that they share them, and payments that name some of those. */
const drawnCase = fc.record({
  invoices: fc.array(
    fc.record({
      invoiceNumber: fc.constantFrom('X-1', 'X-2', 'X-3'),
      minor: fc.bigInt({ min: 1n, max: 300n }),
      bank: fc.constantFrom(KARACHI, KARACHI, ALMATY),
      creditor: fc.constantFrom('demo-mills', 'demo-mills', 'demo-weavers'),
      issuedOn: fc.constantFrom('2026-03-01', '2026-03-02'),
      trigger: fc.constantFrom('invoice-date' as const, 'dispatch' as const),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  payments: fc.array(
    fc.record({
      minor: fc.bigInt({ min: 1n, max: 400n }),
      bank: fc.constantFrom(KARACHI, KARACHI, ALMATY),
      names: fc.subarray(['X-1', 'X-2', 'X-3']),
      endToEndId: fc.option(fc.constantFrom('X-1', 'X-2'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

async function appendCase({
  invoices,
  payments,
}: typeof drawnCase extends fc.Arbitrary<infer T> ? T : never) {
  const consignmentId = randomUUID();
  for (const { invoiceNumber, minor, bank, creditor, issuedOn, trigger } of invoices) {
    const terms = { method: 'open-account', trigger, days: 10 } as const;
    await manager.trade.invoice({
      consignmentId,
      invoiceNumber,
      amount: usd(minor),
      creditor: { participantId: creditor, name: creditor, country: 'PK' },
      creditorBank: bank,
      issuedOn,
      terms,
    });
  }
  await manager.trade.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
  for (const { minor, bank, names, endToEndId } of payments) {
    const references = { remittance: names, ...(endToEndId !== undefined && { endToEndId }) };
    await manager.book(minor, references, bank);
  }
}

it('debits and credits are equal, whatever is owed and paid, in every order of arrival', async () => {
  await fc.assert(
    fc.asyncProperty(drawnCase, picks, atOnce, async (drawn, picked, together) => {
      await manager.forget();
      const after = await manager.head();
      await appendCase(drawn);
      await manager.deliverAll('payments', picked, after, undefined, together);
      const events = await manager.log(after);
      const books = await booksOf(manager.owner, events);
      expect(books.obligations.size).toBe(drawn.invoices.length);
      expectBalanced(events, books);
      await expectRowsOf(manager.owner, books);
    }),
    { seed: SEED, numRuns: 60 },
  );
}, 300_000);

it('two processes that have the events between them end in balanced books', async () => {
  await fc.assert(
    fc.asyncProperty(drawnCase, async (drawn) => {
      await manager.forget();
      const after = await manager.head();
      await appendCase(drawn);
      let read = after;
      for (;;) {
        const events = await manager.log(read);
        if (events.length === 0) break;
        read = events.at(-1)?.position ?? read;
        // As partitions deal them out: each stream has one of the two.
        const ofBoth = [
          events.filter(({ streamId }) => isOfFirst(streamId)),
          events.filter(({ streamId }) => !isOfFirst(streamId)),
        ];
        await Promise.all(ofBoth.map((batch) => processOn(manager.pool, 'payments').consume(batch)));
      }
      const events = await manager.log(after);
      const books = await booksOf(manager.owner, events);
      expectBalanced(events, books);
      await expectRowsOf(manager.owner, books);
    }),
    { seed: SEED, numRuns: 25 },
  );
}, 300_000);

const isOfFirst = (streamId: string): boolean => /^(settlement|invoice)-/.test(streamId);

/** More than are read at once. */
const MANY = 230;

it('a payment that names very many invoices pays them, the earliest due first, as far as it reaches', async () => {
  const after = await manager.head();
  for (let index = 0; index < MANY; index += 1) {
    const issuedOn = index % 2 === 0 ? '2026-03-01' : '2026-03-02';
    await manager.trade.invoice({ invoiceNumber: 'MANY-1', amount: usd(1n), issuedOn });
  }
  await manager.deliverAll('payments', [0], after);
  const paying = await manager.book(BigInt(MANY - 1), { remittance: ['MANY-1'] });
  await manager.deliverAll('payments', [0], after);
  const events = await manager.log(after);
  const books = await booksOf(manager.owner, events);
  expect(books.settlements.get(paying)?.obligationIds).toHaveLength(MANY - 1);
  const open = [...books.obligations.values()].filter(({ status }) => status === 'open');
  expect(open.map(({ obligation }) => obligation.dueOn)).toEqual(['2026-04-01']);
  expectBalanced(events, books);
  await expectRowsOf(manager.owner, books);
}, 120_000);

it('an invoice that very many payments name takes the first booked first, as far as it is owed', async () => {
  const after = await manager.head();
  const ids: string[] = [];
  for (let index = 0; index < MANY; index += 1) ids.push(await manager.book(1n, { endToEndId: 'MANY-2' }));
  await manager.deliverAll('payments', [0], after);
  const { invoiceId } = await manager.trade.invoice({
    invoiceNumber: 'MANY-2',
    amount: usd(BigInt(MANY - 1)),
  });
  await manager.deliverAll('payments', [0], after);
  const events = await manager.log(after);
  const books = await booksOf(manager.owner, events);
  expect(books.obligations.get(invoiceId)?.settlementIds).toEqual(ids.slice(0, -1));
  expectBalanced(events, books);
  await expectRowsOf(manager.owner, books);
}, 120_000);
