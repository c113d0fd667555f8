import { randomUUID } from 'node:crypto';
import { rateIdOf } from '@corridor/domain';
import { KARACHI } from '../trade-world.spec-kit.js';
import { AccountCreditors } from './account-creditors.js';
import { booksOf } from './books.spec-kit.js';
import { FailingStore, processOn, roundsOn } from './delivery.spec-kit.js';
import type { Candidate } from './open-items.js';
import { ProcessWorld } from './process-world.spec-kit.js';
import { RateRounds } from './rate-rounds.js';

const GONE = Object.assign(new Error('the server is gone'), { code: 'ECONNRESET' });

let manager: ProcessWorld;

beforeEach(async () => {
  manager = await ProcessWorld.start();
});
afterEach(() => manager.stop());

/** Posts a rate, and hands it to the process manager. */
async function post(rate: { base?: string; quote?: string; on?: string; source?: string }): Promise<void> {
  const data = { base: 'USD', quote: 'PKR', rate: '280', on: '2026-03-30', source: 'sbp', ...rate };
  const before = await manager.head();
  const occurredAt = `${data.on}T16:00:00+05:00`;
  await manager.command('rates', rateIdOf(data), { type: 'PostRate', occurredAt, data });
  await processOn(manager.pool, 'payments').consume(await manager.log(before));
}

const rounds = async (): Promise<number> =>
  (await manager.owner.query('SELECT FROM payments.rate_rounds')).rowCount ?? 0;

/** So many settlements that wait for a rate from rupees to dollars, of which the log has nothing. */
const wait = (count: number, ratesOn = '2026-03-31') =>
  manager.owner.query(
    `INSERT INTO payments.unallocated_settlements
       (settlement_id, bank, currency, words, position, occurred_at, unallocated, rates_on, rates_of)
     SELECT gen_random_uuid(), 'b', 'PKR', '{}', 100000 + n, '2026-03-30T00:00:00+05:00', 1, $2, '{PKR,USD}'
     FROM generate_series(1, $1) n`,
    [count, ratesOn],
  );

/** Notes what is tried again, and what of it one transaction tried. */
class Trying {
  readonly seen: string[] = [];
  readonly sizes: number[] = [];
  /** Tries from now on until it fails as a server does that is gone. */
  failsAfter = Number.POSITIVE_INFINITY;

  outdateRates(): void {
    this.sizes.push(0);
  }

  async triedAgain({ id }: Candidate): Promise<void> {
    if (this.failsAfter === 0) throw GONE;
    this.failsAfter -= 1;
    this.seen.push(id);
    this.sizes.push((this.sizes.pop() ?? 0) + 1);
  }

  on({ pool, store }: ProcessWorld): RateRounds {
    return new RateRounds({ pool, store, matching: this, group: 'payments' });
  }
}

it('all of 3,000 that wait are tried with one rate, each once, fifty in a transaction, in order', async () => {
  await wait(3_000);
  await post({});
  const trying = new Trying();
  const round = trying.on(manager);
  while ((await round.step()) > 0);
  const { rows } = await manager.owner.query<{ id: string }>(
    'SELECT settlement_id AS id FROM payments.unallocated_settlements ORDER BY position',
  );
  expect(trying.seen).toEqual(rows.map(({ id }) => id));
  expect(Math.max(...trying.sizes)).toBe(50);
  expect(await rounds()).toBe(0);
});

it('a process that ends in the middle of a page is followed by one that begins with that page', async () => {
  await wait(120);
  await post({});
  const killed = new Trying();
  killed.failsAfter = 70;
  const first = killed.on(manager);
  await first.step();
  await expect(first.step()).rejects.toThrow('the server is gone');

  const next = new Trying();
  const other = next.on(manager);
  while ((await other.step()) > 0);
  expect(next.seen).toHaveLength(70);
  expect(next.seen.slice(0, 20)).toEqual(killed.seen.slice(50));
  expect(new Set([...killed.seen, ...next.seen]).size).toBe(120);
});

it.each([
  ['a rate of another bank', { source: 'another-bank' }],
  ['another pair', { quote: 'KZT', source: 'nbk' }],
  ['a later day', { on: '2026-04-01' }],
  ['a day so long before that it is too old', { on: '2026-03-23' }],
])('nothing is tried again for %s', async (_, rate) => {
  await wait(1);
  await post(rate);
  expect(await rounds()).toBe(0);
});

it.each([
  ['of its own day', { on: '2026-03-31' }],
  ['of the oldest day that counts', { on: '2026-03-24' }],
  ['the other way round', { base: 'PKR', quote: 'USD' }],
  ['of the bank that it waits at', { source: 'b' }],
])('what waits is tried again for a rate %s', async (_, rate) => {
  await wait(1);
  await post(rate);
  expect(await rounds()).toBe(1);
});

it('of what waits for a rate of a bank, that of no other bank is tried', async () => {
  await wait(4);
  await manager.owner.query(`UPDATE payments.unallocated_settlements SET bank = 'c' WHERE position % 2 = 0`);
  await post({ source: 'c' });
  const trying = new Trying();
  const round = trying.on(manager);
  while ((await round.step()) > 0);
  const { rows } = await manager.owner.query<{ id: string }>(
    `SELECT settlement_id AS id FROM payments.unallocated_settlements WHERE bank = 'c' ORDER BY position`,
  );
  expect(trying.seen).toEqual(rows.map(({ id }) => id));
});

it('credits in rupees pay what is owed in dollars, each once, whatever is cut off between', async () => {
  const invoices = [];
  for (let number = 1; number <= 5; number += 1) {
    invoices.push(await manager.trade.invoice({ invoiceNumber: `ROUND-${number}` }));
    const amount = { amount: '280000.00', currency: 'PKR' };
    await manager.book(1n, { endToEndId: `ROUND-${number}` }, KARACHI, { amount });
  }
  const consumer = processOn(manager.pool, 'payments');
  for (let after = 0; ; ) {
    const events = await manager.log(after);
    if (events.length === 0) break;
    await consumer.consume(events);
    after = events.at(-1)?.position ?? after;
  }
  await post({});

  const failing = new FailingStore({ pool: manager.pool });
  failing.failures = [undefined, undefined, undefined, GONE];
  const cutOff = roundsOn(manager.pool, failing, 2);
  await cutOff.step();
  const before = await manager.head();
  await expect(cutOff.step()).rejects.toThrow('the server is gone');
  expect(await manager.head()).toBe(before);

  const next = roundsOn(manager.pool, undefined, 2);
  while ((await next.step()) > 0);
  const { obligations } = await booksOf(manager.owner, await manager.log(0));
  expect(invoices.map(({ invoiceId }) => obligations.get(invoiceId)?.status)).toEqual(
    Array.from({ length: 5 }, () => 'settled'),
  );
  const matched = (await manager.log(0)).filter(({ type }) => type === 'SettlementMatched');
  expect(matched).toHaveLength(5);
});

it('who an account has paid is found in two rows, however many payments there were', async () => {
  await manager.owner.query(
    `INSERT INTO payments.account_creditors SELECT 'b', '1', 'demo-mills', gen_random_uuid() FROM generate_series(1, 3000);
     ANALYZE payments.account_creditors`,
  );
  const accounts = new AccountCreditors();
  const of = { bank: 'b', account: '1' };
  const client = await manager.pool.connect();
  try {
    expect(await accounts.of(client, of)).toBe('demo-mills');
    await accounts.keep(client, { ...of, settlementId: randomUUID() }, 'demo-weavers');
    expect(await accounts.of(client, of)).toBeUndefined();
    expect(await accounts.of(client, { bank: 'b', account: '2' })).toBeUndefined();
    const asked: { text: string; values: unknown[] }[] = [];
    const query = async (each: (typeof asked)[number]) => {
      asked.push(each);
      return { rows: [] };
    };
    await accounts.of({ query } as never, of);
    const [{ text, values } = { text: '', values: [] }] = asked;
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    expect(rowsRead(rows[0]['QUERY PLAN'][0].Plan)).toBeLessThanOrEqual(2);
  } finally {
    client.release();
  }
});

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Rows that were taken from tables. */
function rowsRead(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0);
  if (plan['Relation Name'] === undefined) return below;
  return below + plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
}
