import { EventStore, ledgerPool } from '@corridor/event-store';
import type pg from 'pg';
import { everyFamily } from '../messages/every-family.spec-kit.js';
import { uetrOf } from '../messages/mutated.spec-kit.js';
import { camt056, pacs004 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { PaymentList } from './payment-list.js';

const TABLES = ['payments', 'payment_messages', 'awaited_returns', 'recalls', 'statement_findings'];

let payments: RunningPayments;
let pool: pg.Pool;
beforeAll(async () => {
  payments = await startPayments();
  pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
});
afterAll(async () => {
  await pool.end();
  await payments.stop();
});

/** All that the list holds, when it is made anew in steps of so many events. */
async function madeAnew(batchSize: number): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const { owner } = payments.world;
  const tables = TABLES.map((table) => `payments.${table}`).join(', ');
  await owner.query(`TRUNCATE ${tables}`);
  await owner.query(`UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'payments'`);
  const list = new PaymentList(new EventStore({ pool }), pool, batchSize);
  while ((await list.step()) > 0);
  const held: Record<string, readonly unknown[]> = {};
  for (const table of TABLES) {
    const { rows } = await owner.query(`SELECT * FROM payments.${table} ORDER BY position`);
    held[table] = rows;
  }
  return held;
}

it('holds the same, however many events it takes in at once', async () => {
  for (const run of ['one', 'two', 'three']) {
    const { 'a file of two': _, ...messages } = everyFamily(run, uetrOf(run));
    for (const message of Object.values(messages)) {
      expect((await payments.karachi.file(message)).status).toBe(200);
    }
  }
  // Goes to another bank.
  await payments.karachi.file(camt056('SENT', { uetr: uetrOf('sent'), from: 'DEMOPKKA', to: 'DEMOKZKA' }));
  // Waits for its credit.
  await payments.karachi.file(pacs004('WAITS', { uetr: uetrOf('waits') }));
  await payments.stopService();

  const oneByOne = await madeAnew(1);
  for (const table of TABLES) expect([table, oneByOne[table]?.length]).not.toEqual([table, 0]);
  expect(await madeAnew(7)).toEqual(oneByOne);
  expect(await madeAnew(1_000)).toEqual(oneByOne);
});
