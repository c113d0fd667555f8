import { startTestLedger, type TestLedger } from '@corridor/testing';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { readDatabase } from './read-database.js';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startTestLedger();
});
afterAll(() => ledger.stop());

it('reads as the gateway within its time, whatever options the connection string has', async () => {
  const options = encodeURIComponent('-c role=ledger_owner -c statement_timeout=0 -c lock_timeout=1234');
  const dataSource = await new DataSource(
    readDatabase({
      databaseUrl: `${ledger.url}?options=${options}`,
      statementMaxMs: 4_321,
      logger: pino({ level: 'silent' }),
    }),
  ).initialize();
  try {
    const rows = await dataSource.query(
      `SELECT current_user::text AS role, current_setting('statement_timeout') AS statement_timeout,
         current_setting('lock_timeout') AS lock_timeout`,
    );
    expect(rows).toEqual([{ role: 'gateway', statement_timeout: '4321ms', lock_timeout: '1234ms' }]);
  } finally {
    await dataSource.destroy();
  }
});
