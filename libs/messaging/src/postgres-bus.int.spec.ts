import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { busContract, publishedEvent, until } from './bus-contract.spec-kit.js';
import { keepDeadLetter, type OnUnreadable, PostgresBus } from './index.js';

let ledger: TestLedger;
let pool: pg.Pool;
const make = async (onUnreadable: OnUnreadable = async () => undefined): Promise<PostgresBus> =>
  new PostgresBus(pool, () => undefined, onUnreadable);

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'reporting', 20);
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

describe('the bus on PostgreSQL', () => {
  busContract(make, async (text) => {
    const { position } = publishedEvent('consignment-foreign', 1);
    await pool.query(`INSERT INTO bus.messages VALUES ('trade-events', $1, $2)`, [
      position,
      JSON.stringify(text),
    ]);
  });

  it('keeps what is no event once, though the batch comes again, and though it holds a NUL', async () => {
    const group = 'keeps-letters';
    const { position } = publishedEvent('consignment-foreign', 1);
    await pool.query(`INSERT INTO bus.messages VALUES ('trade-events', $1, '"no event"')`, [position]);
    const bus = await make((name, message, reason, at) =>
      keepDeadLetter(pool, {
        group: name,
        message: `${message}\u0000`,
        reason: `\u0000${reason}`,
        position: at ?? 0,
      }),
    );
    const event = publishedEvent('consignment-behind', 1);
    await bus.publish('trade-events', [event]);
    let tries = 0;
    const subscription = await bus.subscribe({ group, services: ['trade-events'] }, async () => {
      tries += 1;
      if (tries === 1) throw new Error('the handler failed');
    });
    await until(
      () => tries >= 2,
      () => tries,
    );
    await subscription.stop();
    const { rows } = await pool.query(
      'SELECT message, reason FROM bus.dead_letters WHERE consumer_group = $1 AND position = $2',
      [group, position],
    );
    expect(rows).toEqual([
      { message: '"no event"\ufffd', reason: expect.stringMatching(/^\ufffdThe CloudEvents/) },
    ]);
  });

  it('keeps a message once, though it is published again', async () => {
    const bus = await make();
    const event = publishedEvent('consignment-again', 1);
    await bus.publish('trade-events', [event]);
    await bus.publish('trade-events', [event]);
    const { rows } = await pool.query('SELECT count(*)::int AS n FROM bus.messages WHERE position = $1', [
      event.position,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('purges what is older than seven days, but nothing that a group has yet to see', async () => {
    const bus = await make();
    const old = publishedEvent('consignment-old', 1);
    const unseen = publishedEvent('consignment-unseen', 1);
    await bus.publish('trade-events', [old, unseen]);
    await using(ledger.url, async (owner) => {
      await owner.query(`UPDATE bus.messages SET published_at = now() - interval '8 days'`);
      await owner.query(`DELETE FROM bus.offsets`);
      await owner.query(`INSERT INTO bus.offsets VALUES ('slow', 'trade-events', $1)`, [old.position]);
    });
    await bus.purge();
    const { rows } = await pool.query(
      `SELECT position::int FROM bus.messages WHERE service = 'trade-events'`,
    );
    expect(rows).toEqual([{ position: unseen.position }]);
  });
});

async function using(url: string, work: (owner: pg.Pool) => Promise<void>): Promise<void> {
  const owner = ledgerPool(url);
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}
