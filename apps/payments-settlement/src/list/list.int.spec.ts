import { EventStore, ledgerPool } from '@corridor/event-store';
import type pg from 'pg';
import { type BankClient, returnOf, settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, eventually, KARACHI } from '../trade-world.spec-kit.js';
import { SettlementList } from './settlement-list.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let almaty: BankClient;
let operator: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ world, karachi, almaty } = payments);
  operator = payments.another('operator');
  const references = (bank: string) =>
    Array.from({ length: 7 }, (_, index) => ({ endToEndId: `${bank}-${index}` }));
  await karachi.file(camt054(references('K')));
  await almaty.file(camt054(references('A')));
});
afterAll(() => payments.stop());

const idsOf = async (bank: BankClient, query: string) =>
  (await bank.list(query)).body.items.map(
    ({ references }) => (references as { endToEndId: string }).endToEndId,
  );

describe('the list of settlements', () => {
  it('is what has been booked so far, at once after each booking', async () => {
    for (const index of [1, 2, 3, 4, 5]) {
      const uetr = `0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c0${index}`;
      const { body } = await karachi.settlement(settlementOf({ references: { uetr } }));
      // In either case, as messages take it.
      const asked = index % 2 === 0 ? uetr : uetr.toUpperCase();
      const { items } = (await karachi.list(`?uetr=${asked}`)).body;
      expect(items.map(({ settlementId }) => settlementId)).toEqual([body.settlementId]);
    }
  });

  it('holds a bank’s own, and for an operator all', async () => {
    expect((await karachi.list('?limit=500')).body.items.every(({ bank }) => bank === KARACHI)).toBe(true);
    expect(await idsOf(almaty, '?limit=500')).toEqual(['A-0', 'A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6']);
    expect(await idsOf(almaty, '?endToEndId=K-3')).toEqual([]);
    expect(await idsOf(karachi, '?endToEndId=K-3')).toEqual(['K-3']);
    const all = (await operator.list('?limit=500')).body.items;
    expect(new Set(all.map(({ bank }) => bank))).toEqual(new Set([KARACHI, ALMATY]));
    expect(await idsOf(operator, '?endToEndId=A-6')).toEqual(['A-6']);
  });

  it('comes in pages that neither leave out nor repeat', async () => {
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let query = '?limit=3'; query !== ''; ) {
      const { items, next } = (await almaty.list(query)).body;
      seen.push(...items.map(({ references }) => (references as { endToEndId: string }).endToEndId));
      sizes.push(items.length);
      query = next === undefined ? '' : `?limit=3&after=${next}`;
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(seen).toEqual(['A-0', 'A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6']);
    // Exactly full: no page more.
    expect((await almaty.list('?limit=7')).body.next).toBeUndefined();
  });

  it('takes both filters together', async () => {
    const uetr = '1a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    await karachi.settlement(settlementOf({ references: { uetr, endToEndId: 'BOTH-1' } }));
    expect((await karachi.list(`?uetr=${uetr}&endToEndId=BOTH-1`)).body.items).toHaveLength(1);
    expect((await karachi.list(`?uetr=${uetr}&endToEndId=BOTH-2`)).body.items).toEqual([]);
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?limit=501', '/limit'],
    ['?limit=x', '/limit'],
    ['?after=-1', '/after'],
    ['?after=9999999999999999', '/after'],
    ['?uetr=x', '/uetr'],
    ['?endToEndId=', '/endToEndId'],
    ['?endToEndId=a&endToEndId=b', '/endToEndId'],
    ['?bank=demo-bank-almaty', '/bank'],
  ])('refuses %s', async (query, pointer) => {
    const { status, body } = await karachi.list(query);
    expect({ status, code: body.code, pointer: body.pointer }).toEqual({
      status: 422,
      code: 'content-invalid',
      pointer,
    });
  });

  it.each(['trader', 'reporter', 'customs'] as const)('is not for a %s', async (role) => {
    expect((await payments.another(role).list()).status).toBe(403);
  });

  it('that cannot get to the head of the log in time says so, and is back by itself', async () => {
    const blocker = await world.owner.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT * FROM payments.list_checkpoints FOR UPDATE');
    await karachi.settlement(settlementOf({ references: { endToEndId: 'BEHIND-1' } }));
    const { status, body, headers } = await karachi.list('?endToEndId=BEHIND-1');
    await blocker.query('ROLLBACK');
    blocker.release();
    expect({ status, code: body.code, retry: headers.get('retry-after') }).toEqual({
      status: 503,
      code: 'index-behind',
      retry: '1',
    });
    expect(await idsOf(karachi, '?endToEndId=BEHIND-1')).toEqual(['BEHIND-1']);
  });
});

describe('the projection of the list', () => {
  let pool: pg.Pool;
  let store: EventStore;
  beforeAll(() => {
    pool = ledgerPool(world.ledger.url, 'payments_settlement');
    store = new EventStore({ pool });
  });
  afterAll(() => pool.end());

  const TABLES = ['settlements', 'settlement_matches', 'settlement_messages', 'settlement_returns'] as const;
  const rowsOf = async () => {
    const rows = await Promise.all(
      TABLES.map((table) => world.owner.query(`SELECT t::text FROM payments.${table} t ORDER BY 1`)),
    );
    return rows.map((each) => each.rows);
  };

  it('is the same made anew, in batches of any size, by two processes at once', async () => {
    // With matches and what waits in suspense.
    await world.invoice({ invoiceNumber: 'K-1' });
    await world.invoice({ invoiceNumber: 'K-2', amount: { amount: '250.00', currency: 'USD' } });
    await world.publish();
    await eventually(async () => {
      const { items } = (await karachi.list('?endToEndId=K-2')).body;
      return items[0]?.matches.length === 1 && items[0].status === 'suspended';
    });
    await eventually(async () => (await karachi.list('?endToEndId=K-1')).body.items[0]?.status === 'matched');
    // Of what pays, of what pays in part, and of what waits: whether it waits, a return does not change.
    for (const endToEndId of ['K-1', 'K-2', 'K-3']) {
      const [item] = (await karachi.list(`?endToEndId=${endToEndId}`)).body.items;
      const body = returnOf({ amount: { amount: '300.00', currency: 'USD' } });
      expect((await karachi.giveBack(item?.settlementId ?? '', body)).status).toBe(201);
    }
    const statuses = async () =>
      Promise.all(
        ['K-1', 'K-2', 'K-3'].map(
          async (id) => (await karachi.list(`?endToEndId=${id}`)).body.items[0]?.status,
        ),
      );
    // Nobody may have looked at the last one before it was returned.
    await eventually(async () => (await statuses())[2] === 'suspended');
    expect(await statuses()).toEqual(['matched', 'suspended', 'suspended']);
    await payments.stopService();
    const list = new SettlementList(store, pool);
    await list.waitFor(await store.head(), 5_000);
    const before = await rowsOf();
    expect(before.map((rows) => rows.length > 0)).toEqual([true, true, true, true]);
    for (const batchSize of [1, 2, 1_000]) {
      await world.owner.query(
        `TRUNCATE ${TABLES.map((table) => `payments.${table}`).join()}; UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'settlements'`,
      );
      const both = [new SettlementList(store, pool, batchSize), new SettlementList(store, pool, batchSize)];
      const head = await store.head();
      expect(await Promise.all(both.map((each) => each.waitFor(head, 20_000)))).toEqual([true, true]);
      expect(await rowsOf()).toEqual(before);
      expect(await list.reached()).toBe(head);
    }
  });
});
