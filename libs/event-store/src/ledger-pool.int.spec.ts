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

it.each(['reporting', undefined] as const)(
  'reads values as they are written in one way, whatever the habits of the server: %s',
  async (role) => {
    const owner = ledgerPool(ledger.url);
    const { rows } = await owner.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
    for (const habit of [
      `DateStyle TO 'German'`,
      `TimeZone TO 'America/St_Johns'`,
      `IntervalStyle TO 'iso_8601'`,
      `bytea_output TO 'escape'`,
    ]) {
      await owner.query(`ALTER DATABASE ${rows[0]?.name} SET ${habit}`);
    }
    await owner.end();
    const pool = ledgerPool(ledger.url, role, 1);
    try {
      const written = await pool.query(
        `SELECT '2026-03-01'::date::text AS day, '2026-03-01T10:00:00+05:00'::timestamptz::text AS instant,
           '1 day 02:00:00'::interval::text AS span, '\\x01ff'::bytea::text AS bytes`,
      );
      expect(written.rows).toEqual([
        { day: '2026-03-01', instant: '2026-03-01 05:00:00+00', span: '1 day 02:00:00', bytes: '\\x01ff' },
      ]);
    } finally {
      await pool.end();
    }
  },
);

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
