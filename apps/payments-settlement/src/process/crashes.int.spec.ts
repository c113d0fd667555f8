import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import { ConcurrencyConflict } from '@corridor/event-store';
import { eventually } from '../trade-world.spec-kit.js';
import { booksOf, expectRowsOf } from './books.spec-kit.js';
import { FailingStore, processOf, processOn } from './delivery.spec-kit.js';
import { ProcessWorld } from './process-world.spec-kit.js';

let manager: ProcessWorld;

beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
// Each test is alone with what it appends.
beforeEach(() => manager.forget());

/** Handles two events in two transactions, of which the second begins while the first has not ended. */
async function atOnce(first: RecordedEvent, second: RecordedEvent): Promise<void> {
  const { handle } = processOf(manager.pool, manager.store);
  const [one, other] = await Promise.all([manager.pool.connect(), manager.pool.connect()]);
  try {
    await Promise.all([one.query('BEGIN'), other.query('BEGIN')]);
    await handle(first, one);
    let handled = false;
    const later = handle(second, other).then(() => {
      handled = true;
    });
    const waits = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    await eventually(async () => handled || ((await manager.owner.query(waits)).rowCount ?? 0) > 0);
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
    const after = await manager.head();
    const { consignmentId } = await manager.trade.invoice({
      terms: { method: 'open-account', trigger: 'dispatch', days: 0 },
    });
    await manager.trade.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
    const [invoice, dispatch] = await manager.log(after);
    if (!invoice || !dispatch) throw new Error('not in the log');
    await (turned ? atOnce(dispatch, invoice) : atOnce(invoice, dispatch));
    expect((await manager.log(after)).map(({ type }) => type).slice(2)).toEqual(['ObligationArisen']);
  });

  it.each([false, true])('an obligation and its payment (%s)', async (turned) => {
    const { event } = await manager.trade.invoice({ invoiceNumber: 'SKEW-1' });
    await processOn(manager.pool, 'payments').consume([event]);
    const after = await manager.head();
    const [arisen] = await manager.log(after - 1);
    await manager.book(100_000n, { endToEndId: 'SKEW-1' });
    const [booked] = await manager.log(after);
    if (!arisen || !booked) throw new Error('not in the log');
    await (turned ? atOnce(booked, arisen) : atOnce(arisen, booked));
    const types = (await manager.log(after)).map(({ type }) => type);
    expect(types.filter((type) => type !== 'SettlementSuspended')).toEqual([
      'SettlementBooked',
      'SettlementMatched',
      'ObligationSettled',
    ]);
  });
});

/** An invoice, its payment and a dispatch that starts the terms of two more: several appends in one batch. */
async function appendBatch(): Promise<readonly RecordedEvent[]> {
  const after = await manager.head();
  const consignmentId = randomUUID();
  const terms = { method: 'open-account', trigger: 'dispatch', days: 10 } as const;
  await manager.trade.invoice({ consignmentId, invoiceNumber: 'CRASH-1', terms });
  await manager.trade.invoice({ consignmentId, invoiceNumber: 'CRASH-2', terms });
  await manager.trade.dispatch(consignmentId, '2026-03-03T10:00:00+05:00');
  await manager.book(100_000n, { endToEndId: 'CRASH-1' });
  return manager.log(after);
}

describe('a crash in the middle', () => {
  const outcome = async (after: number) => (await manager.log(after)).map(({ type }) => type).sort();

  it.each([1, 2, 3])('behind append %d of a batch leaves nothing half done', async (crashAt) => {
    const batch = await appendBatch();
    const before = await manager.head();
    const failing = new FailingStore({ pool: manager.pool });
    const crash = Object.assign(new Error('the server is gone'), { code: 'ECONNRESET' });
    failing.failures = [...Array.from({ length: crashAt - 1 }, () => undefined), crash];
    await expect(processOn(manager.pool, 'payments', failing).consume(batch)).rejects.toThrow(
      'the server is gone',
    );
    expect(failing.appends).toBe(crashAt);
    expect(await manager.head()).toBe(before);
    const { rows } = await manager.owner.query('SELECT count(*)::int AS n FROM payments.milestones');
    expect(rows).toEqual([{ n: 0 }]);

    // The batch comes again.
    await processOn(manager.pool, 'payments').consume(batch);
    expect(await outcome(before)).toEqual(['ObligationArisen', 'ObligationArisen', 'SettlementSuspended']);
  });

  it.each([
    ['an error of the handler', new Error('a bug')],
    ['a conflict', new ConcurrencyConflict('obligation-x', 0, 1)],
  ])('by %s: the batch is decided again, once', async (_, failure) => {
    const batch = await appendBatch();
    const before = await manager.head();
    const failing = new FailingStore({ pool: manager.pool });
    failing.failures = [failure];
    await processOn(manager.pool, 'payments', failing).consume(batch);
    expect(await outcome(before)).toEqual(['ObligationArisen', 'ObligationArisen', 'SettlementSuspended']);
    expect(await manager.deadLetters()).toEqual([]);
  });

  it('between settlement and obligation cannot be: both stand in one append', async () => {
    const batch = await appendBatch();
    await processOn(manager.pool, 'payments').consume(batch);
    const before = await manager.head();
    const failing = new FailingStore({ pool: manager.pool });
    failing.failures = [Object.assign(new Error('gone'), { code: 'ECONNRESET' })];
    const arisen = (await manager.log(batch.at(-1)?.position ?? 0)).filter(
      ({ type }) => type === 'ObligationArisen',
    );
    await expect(processOn(manager.pool, 'payments', failing).consume(arisen)).rejects.toThrow('gone');
    expect(await manager.head()).toBe(before);
    await processOn(manager.pool, 'payments').consume(arisen);
    expect(await outcome(before)).toEqual(['ObligationSettled', 'SettlementMatched']);
  });
});

it('a log that holds the outcome already leads to nothing new', async () => {
  const after = await manager.head();
  const batch = await appendBatch();
  await manager.deliverAll('payments', [0], after);
  const settled = await manager.head();
  expect(settled).toBeGreaterThan(batch.at(-1)?.position ?? 0);
  const books = await booksOf(manager.owner, await manager.log(after));
  await manager.forget();
  // In the order of the log, then once more in another one, as to a group that is new each time.
  await manager.deliverAll('afresh', [0], after);
  await expectRowsOf(manager.owner, books);
  await manager.forget();
  await manager.deliverAll('afresh', [3, 1, 4, 1, 5, 9, 2, 6], after);
  await expectRowsOf(manager.owner, books);
  expect(await manager.head()).toBe(settled);
});

it('a message that is no event goes to the dead letters, and the rest is applied', async () => {
  const batch = await appendBatch();
  const [first] = batch;
  if (!first) throw new Error('no event');
  const broken = { ...first, streamId: 'invoice-broken', data: { invoiceId: 'x' } };
  const before = await manager.head();
  await processOn(manager.pool, 'payments').consume([broken, ...batch]);
  expect(await manager.deadLetters()).toEqual([
    { position: first.position, reason: expect.stringContaining('InvoiceRegistered v2 is malformed') },
  ]);
  expect((await manager.log(before)).length).toBe(3);
});
