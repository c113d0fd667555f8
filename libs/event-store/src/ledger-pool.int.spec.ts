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

describe('options in the connection string', () => {
  const shown = async (options: string): Promise<{ role: string; lock_timeout: string }> => {
    const pool = ledgerPool(`${ledger.url}?options=${encodeURIComponent(options)}`, 'reporting', 1);
    try {
      const { rows } = await pool.query(
        `SELECT current_user::text AS role, current_setting('lock_timeout') AS lock_timeout`,
      );
      return rows[0];
    } finally {
      await pool.end();
    }
  };

  it.each(['-c role=gateway', '--role=ledger_owner', '-c role=none', '-crole=gateway -c role=gateway'])(
    'do not change the role: %s',
    async (options) => {
      expect((await shown(options)).role).toBe('reporting');
    },
  );

  it.each(['-c role=gateway -c application_name=a\\', '-c role=gateway --', '-c role=gateway -c'])(
    'that would swallow the role open no connection: %s',
    async (options) => {
      await expect(shown(options)).rejects.toThrow(/invalid command-line argument|requires a value/);
    },
  );

  it('hold besides', async () => {
    expect(await shown('-c lock_timeout=1234')).toEqual({ role: 'reporting', lock_timeout: '1234ms' });
  });
});
