import { startTestLedger, type TestLedger } from '@corridor/testing';
import { ledgerPool } from './index.js';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await startTestLedger();
});
afterAll(() => ledger.stop());

it('loses a connection that is in use without ending the process, and opens another', async () => {
  const pool = ledgerPool(ledger.url, 'reporting', 1);
  const operator = ledgerPool(ledger.url);
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  await operator.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(client.query('SELECT 1')).rejects.toThrow('not queryable');
  client.release(true);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), operator.end()]);
});
