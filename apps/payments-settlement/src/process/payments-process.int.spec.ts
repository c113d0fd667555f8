import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import type { PaymentReferences } from '@corridor/domain';
import { ConcurrencyConflict, EventStore, ledgerPool } from '@corridor/event-store';
import { toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { bookingOf } from '../booking/credit.js';
import { ALMATY, eventually, KARACHI, TradeWorld } from '../trade-world.spec-kit.js';
import { booksOf, expectBalanced, expectRowsOf } from './books.spec-kit.js';
import { Delivery, FailingStore, processOn } from './delivery.spec-kit.js';
import { PaymentsProcess } from './payments-process.js';

const SEED = 20_260_402;

let world: TradeWorld;
let pool: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  world = await TradeWorld.start();
  pool = ledgerPool(world.ledger.url, 'payments_settlement');
  store = new EventStore({ pool });
});
afterAll(async () => {
  await pool.end();
  await world.stop();
});
// Each test is alone with what it appends: the log stays, the process manager begins behind it.
beforeEach(() => clear());

async function clear(): Promise<void> {
  await world.owner.query(`TRUNCATE payments.milestones, payments.waiting_invoices, payments.open_obligations,
    payments.unallocated_settlements, bus.consumer_progress, bus.dead_letters`);
}

const usd = (minor: bigint) => toMoneyJson({ minor, currency: 'USD' });

/** Books a credit as a bank's request does. */
async function book(minor: bigint, references: Partial<PaymentReferences>, bank = KARACHI): Promise<string> {
  const settlementId = randomUUID();
  const { settlements } = aggregatesOn(store);
  const credit = {
    settlementId,
    bank,
    account: '1',
    references: { remittance: [], ...references },
    amount: usd(minor),
    bookedOn: '2026-03-30',
    valueDate: '2026-03-31',
    format: 'json',
  };
  const context = { actor: `bank:${bank}`, correlationId: randomUUID() };
  await settlements.handle(settlementId, bookingOf(credit), context);
  return settlementId;
}

const head = async (): Promise<number> => (await world.log()).at(-1)?.position ?? 0;
const log = (after: number) => world.log({ after });
const picks = fc.array(fc.nat(), { minLength: 5, maxLength: 60 });

async function deliverAll(consumer: ReturnType<typeof processOn>, picked: readonly number[], after: number) {
  const delivery = new Delivery(log, picked, after);
  for (let event = await delivery.next(); event; event = await delivery.next())
    await consumer.consume([event]);
  const { rows } = await world.owner.query('SELECT position, reason FROM bus.dead_letters');
  expect(rows).toEqual([]);
}

it('every order of arrival ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (picked) => {
      await clear();
      const after = await head();
      const consignmentId = randomUUID();
      const invoiceOf = async (
        invoiceNumber: string,
        minor: bigint,
        trigger: 'delivery' | 'import-clearance' | 'invoice-date',
      ) =>
        (
          await world.invoice({
            consignmentId,
            invoiceNumber,
            amount: usd(minor),
            terms: { trigger, days: 10 },
          })
        ).invoiceId;
      const a = await invoiceOf('A-1', 100n, 'delivery');
      const b = await invoiceOf('B-1', 50n, 'import-clearance');
      const c = await invoiceOf('C-1', 70n, 'invoice-date');
      await world.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
      await world.clear(consignmentId, 'export', '2026-03-04T10:00:00+05:00');
      await world.clear(consignmentId, 'import', '2026-03-05T23:00:00+05:00');
      await world.deliver(consignmentId, '2026-03-06T00:10:00+05:00');
      const part = await book(60n, { endToEndId: 'A-1' });
      const rest = await book(40n, { remittance: ['/INV/A-1'] });
      const both = await book(130n, { remittance: ['B-1', 'C-1'] });
      const lost = await book(5n, { endToEndId: 'D-1' });
      await deliverAll(processOn(pool, 'payments'), picked, after);

      const events = await log(after);
      const books = await booksOf(world.owner, events);
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
        [b]: ['settled', '0.00', [both], '2026-03-05', '2026-03-15'],
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
      await expectRowsOf(world.owner, books);
    }),
    { seed: SEED, numRuns: 40 },
  );
});

/** What comes in a drawn case: invoices of few numbers, so that they share them, and payments that name some of those. */
const drawnCase = fc.record({
  invoices: fc.array(
    fc.record({
      invoiceNumber: fc.constantFrom('X-1', 'X-2', 'X-3'),
      minor: fc.bigInt({ min: 1n, max: 300n }),
      bank: fc.constantFrom(KARACHI, KARACHI, ALMATY),
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
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

async function appendCase({
  invoices,
  payments,
}: typeof drawnCase extends fc.Arbitrary<infer T> ? T : never) {
  const consignmentId = randomUUID();
  for (const { invoiceNumber, minor, bank, issuedOn, trigger } of invoices) {
    const terms = { trigger, days: 10 };
    await world.invoice({
      consignmentId,
      invoiceNumber,
      amount: usd(minor),
      creditorBank: bank,
      issuedOn,
      terms,
    });
  }
  await world.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
  for (const { minor, bank, names } of payments) await book(minor, { remittance: names }, bank);
}

it('debits and credits are equal, whatever is owed and paid, in every order of arrival', async () => {
  await fc.assert(
    fc.asyncProperty(drawnCase, picks, async (drawn, picked) => {
      await clear();
      const after = await head();
      await appendCase(drawn);
      await deliverAll(processOn(pool, 'payments'), picked, after);
      const events = await log(after);
      const books = await booksOf(world.owner, events);
      expect(books.obligations.size).toBe(drawn.invoices.length);
      expectBalanced(events, books);
      await expectRowsOf(world.owner, books);
    }),
    { seed: SEED, numRuns: 60 },
  );
});

it('two processes that have the events between them end in balanced books', async () => {
  await fc.assert(
    fc.asyncProperty(drawnCase, async (drawn) => {
      await clear();
      const after = await head();
      await appendCase(drawn);
      let read = after;
      for (;;) {
        const events = await log(read);
        if (events.length === 0) break;
        read = events.at(-1)?.position ?? read;
        // As partitions deal them out: each stream has one of the two.
        const ofBoth = [
          events.filter(({ streamId }) => isOfFirst(streamId)),
          events.filter(({ streamId }) => !isOfFirst(streamId)),
        ];
        await Promise.all(ofBoth.map((batch) => processOn(pool, 'payments').consume(batch)));
      }
      const events = await log(after);
      const books = await booksOf(world.owner, events);
      expectBalanced(events, books);
      await expectRowsOf(world.owner, books);
    }),
    { seed: SEED, numRuns: 25 },
  );
});

const isOfFirst = (streamId: string): boolean => /^(settlement|invoice)-/.test(streamId);

/** Handles two events in two transactions, of which the second begins while the first has not ended. */
async function atOnce(first: RecordedEvent, second: RecordedEvent): Promise<void> {
  const { handle } = new PaymentsProcess(store, aggregatesOn(store));
  const [one, other] = await Promise.all([pool.connect(), pool.connect()]);
  try {
    await Promise.all([one.query('BEGIN'), other.query('BEGIN')]);
    await handle(first, one);
    let handled = false;
    const later = handle(second, other).then(() => {
      handled = true;
    });
    const waits = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    await eventually(async () => handled || ((await world.owner.query(waits)).rowCount ?? 0) > 0);
    await one.query('COMMIT');
    await later;
    await other.query('COMMIT');
  } finally {
    one.release();
    other.release();
  }
}

describe('of two events that come at once, the second sees the first', () => {
  it.each([false, true])('an invoice and what starts its terms (%s)', async (turned) => {
    const after = await head();
    const { consignmentId } = await world.invoice({ terms: { trigger: 'dispatch', days: 0 } });
    await world.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
    const [invoice, dispatch] = await log(after);
    if (!invoice || !dispatch) throw new Error('not in the log');
    await (turned ? atOnce(dispatch, invoice) : atOnce(invoice, dispatch));
    expect((await log(after)).map(({ type }) => type).slice(2)).toEqual(['ObligationArisen']);
  });

  it.each([false, true])('an obligation and its payment (%s)', async (turned) => {
    const { event } = await world.invoice({ invoiceNumber: 'SKEW-1' });
    await processOn(pool, 'payments').consume([event]);
    const after = await head();
    const [arisen] = await log(after - 1);
    await book(100_000n, { endToEndId: 'SKEW-1' });
    const [booked] = await log(after);
    if (!arisen || !booked) throw new Error('not in the log');
    await (turned ? atOnce(booked, arisen) : atOnce(arisen, booked));
    const types = (await log(after)).map(({ type }) => type);
    expect(types.filter((type) => type !== 'SettlementSuspended')).toEqual([
      'SettlementBooked',
      'SettlementMatched',
      'ObligationSettled',
    ]);
  });
});

/** An invoice, its payment and a dispatch that starts the terms of two more: several appends in one batch. */
async function appendBatch(): Promise<readonly RecordedEvent[]> {
  const after = await head();
  const consignmentId = randomUUID();
  const terms = { trigger: 'dispatch', days: 10 } as const;
  await world.invoice({ consignmentId, invoiceNumber: 'CRASH-1', terms });
  await world.invoice({ consignmentId, invoiceNumber: 'CRASH-2', terms });
  await world.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
  await book(100_000n, { endToEndId: 'CRASH-1' });
  return log(after);
}

describe('a crash in the middle', () => {
  const outcome = async (after: number) => (await log(after)).map(({ type }) => type).sort();

  it.each([1, 2, 3])('behind append %d of a batch leaves nothing half done', async (crashAt) => {
    const batch = await appendBatch();
    const before = await head();
    const failing = new FailingStore({ pool });
    const crash = Object.assign(new Error('the server is gone'), { code: 'ECONNRESET' });
    failing.failures = [...Array.from({ length: crashAt - 1 }, () => undefined), crash];
    await expect(processOn(pool, 'payments', failing).consume(batch)).rejects.toThrow('the server is gone');
    expect(failing.appends).toBe(crashAt);
    expect(await head()).toBe(before);
    const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM payments.milestones');
    expect(rows).toEqual([{ n: 0 }]);

    // The batch comes again.
    await processOn(pool, 'payments').consume(batch);
    expect(await outcome(before)).toEqual(['ObligationArisen', 'ObligationArisen', 'SettlementSuspended']);
  });

  it.each([
    ['an error of the handler', new Error('a bug')],
    ['a conflict', new ConcurrencyConflict('obligation-x', 0, 1)],
  ])('by %s: the batch is decided again, once', async (_, failure) => {
    const batch = await appendBatch();
    const before = await head();
    const failing = new FailingStore({ pool });
    failing.failures = [failure];
    await processOn(pool, 'payments', failing).consume(batch);
    expect(await outcome(before)).toEqual(['ObligationArisen', 'ObligationArisen', 'SettlementSuspended']);
    const { rows } = await world.owner.query('SELECT reason FROM bus.dead_letters');
    expect(rows).toEqual([]);
  });

  it('between settlement and obligation cannot be: both stand in one append', async () => {
    const batch = await appendBatch();
    await processOn(pool, 'payments').consume(batch);
    const before = await head();
    const failing = new FailingStore({ pool });
    failing.failures = [Object.assign(new Error('gone'), { code: 'ECONNRESET' })];
    const arisen = (await log(batch.at(-1)?.position ?? 0)).filter(({ type }) => type === 'ObligationArisen');
    await expect(processOn(pool, 'payments', failing).consume(arisen)).rejects.toThrow('gone');
    expect(await head()).toBe(before);
    await processOn(pool, 'payments').consume(arisen);
    expect(await outcome(before)).toEqual(['ObligationSettled', 'SettlementMatched']);
  });
});

it('a log that holds the outcome already leads to nothing new', async () => {
  const after = await head();
  const batch = await appendBatch();
  await deliverAll(processOn(pool, 'payments'), [0], after);
  const settled = await head();
  expect(settled).toBeGreaterThan(batch.at(-1)?.position ?? 0);
  const books = await booksOf(world.owner, await log(after));
  await clear();
  // In the order of the log, then once more in another one, as to a group that is new each time.
  await deliverAll(processOn(pool, 'afresh'), [0], after);
  await expectRowsOf(world.owner, books);
  await clear();
  await deliverAll(processOn(pool, 'afresh'), [3, 1, 4, 1, 5, 9, 2, 6], after);
  await expectRowsOf(world.owner, books);
  expect(await head()).toBe(settled);
});

it('a message that is no event goes to the dead letters, and the rest is applied', async () => {
  const batch = await appendBatch();
  const [first] = batch;
  if (!first) throw new Error('no event');
  const broken = { ...first, streamId: 'invoice-broken', data: { invoiceId: 'x' } };
  const before = await head();
  await processOn(pool, 'payments').consume([broken, ...batch]);
  const { rows } = await world.owner.query('SELECT position::int, reason FROM bus.dead_letters');
  expect(rows).toEqual([
    { position: first.position, reason: expect.stringContaining('InvoiceRegistered v1 is malformed') },
  ]);
  expect((await log(before)).length).toBe(3);
});
