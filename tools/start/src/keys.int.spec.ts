import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { ensureKeys } from './keys.js';

const ROLES = [
  'bank',
  'trader',
  'customs',
  'reporter',
  'operator',
  'commission',
  'council',
  'consulate',
] as const;

let ledger: TestLedger;
let pool: ReturnType<typeof ledgerPool>;
let dir: string;
let file: string;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM access.api_keys');
  dir = mkdtempSync(join(tmpdir(), 'keys-'));
  file = join(dir, 'keys.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const holders = async () => {
  const { rows } = await pool.query<{ key_hash: Buffer; participant: string; role: string }>(
    'SELECT key_hash, participant, role FROM access.api_keys ORDER BY role',
  );
  return rows;
};

it('makes a key for each role, keeps it for its owner only, and its hash in the database', async () => {
  expect(await ensureKeys(pool, { file, own: true })).toBe('made');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const keys: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  expect(Object.keys(keys)).toEqual(ROLES);
  expect(new Set(Object.values(keys)).size).toBe(ROLES.length);
  for (const key of Object.values(keys)) expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(await holders()).toEqual(
    [
      ['bank', 'demo-bank-karachi'],
      ['commission', 'demo-commission'],
      ['consulate', 'demo-consulate-islamabad'],
      ['council', 'demo-council'],
      ['customs', 'demo-customs'],
      ['operator', 'demo-operator'],
      ['reporter', 'demo-reporter'],
      ['trader', 'demo-textiles-faisalabad'],
    ].map(([role = '', participant]) => ({
      role,
      participant,
      key_hash: createHash('sha256')
        .update(keys[role] ?? '')
        .digest(),
    })),
  );
});

it('gives the customs key the offices of the countries of the demo, and no other key any', async () => {
  await ensureKeys(pool, { file, own: true });
  const { rows } = await pool.query<{ offices: string[] }>(
    `SELECT role, offices FROM access.api_keys WHERE offices <> '{}'`,
  );
  expect(rows).toEqual([
    { role: 'customs', offices: ['AF', 'CN', 'IR', 'KG', 'KZ', 'PK', 'TJ', 'TM', 'UZ'] },
  ]);
});

it('gives the bank key the BIC by which the messages of the demo name the bank, and no other key any', async () => {
  await ensureKeys(pool, { file, own: true });
  const { rows } = await pool.query(`SELECT role, bics FROM access.api_keys WHERE bics <> '{}'`);
  expect(rows).toEqual([{ role: 'bank', bics: ['DEMOPKKA'] }]);
  // As a start of an older release left it, and as whoever runs it may have changed it since.
  for (const [before, after] of [
    ['{}', ['DEMOPKKA']],
    ['{OTHRPKKA}', ['OTHRPKKA']],
  ]) {
    await pool.query(`UPDATE access.api_keys SET bics = $1 WHERE role = 'bank'`, [before]);
    await ensureKeys(pool, { file, own: true });
    const kept = await pool.query(`SELECT bics FROM access.api_keys WHERE role = 'bank'`);
    expect(kept.rows).toEqual([{ bics: after }]);
  }
});

it('gives it none that a key of another bank has', async () => {
  await pool.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label, bics) VALUES (decode(repeat('ab', 32), 'hex'), 'demo-bank-other', 'bank', 'x', '{DEMOPKKAXXX}')`,
  );
  await ensureKeys(pool, { file, own: true });
  const { rows } = await pool.query(`SELECT participant, bics FROM access.api_keys WHERE bics <> '{}'`);
  expect(rows).toEqual([{ participant: 'demo-bank-other', bics: ['DEMOPKKAXXX'] }]);
});

it('keeps them from one start to the next, and a revoked one stays revoked', async () => {
  await ensureKeys(pool, { file, own: true });
  const first = readFileSync(file, 'utf8');
  await pool.query(`UPDATE access.api_keys SET revoked_at = now() WHERE role = 'bank'`);
  await pool.query(`DELETE FROM access.api_keys WHERE role = 'trader'`);
  expect(await ensureKeys(pool, { file, own: true })).toBe('kept');
  expect(readFileSync(file, 'utf8')).toBe(first);
  expect(await holders()).toHaveLength(ROLES.length);
  const { rows } = await pool.query('SELECT role FROM access.api_keys WHERE revoked_at IS NOT NULL');
  expect(rows).toEqual([{ role: 'bank' }]);
});

it('adds the keys that a file of an older release lacks, and keeps those that it has', async () => {
  await ensureKeys(pool, { file, own: true });
  const { commission, council, consulate, ...older } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(older));
  await pool.query(`DELETE FROM access.api_keys WHERE role IN ('commission', 'council', 'consulate')`);
  expect(await ensureKeys(pool, { file, own: true })).toBe('kept');
  const now = JSON.parse(readFileSync(file, 'utf8'));
  expect(now).toMatchObject(older);
  expect(Object.keys(now).sort()).toEqual([...ROLES].sort());
  expect(await holders()).toHaveLength(ROLES.length);
});

it('makes new ones where the file of an own database was lost', async () => {
  await ensureKeys(pool, { file, own: true });
  rmSync(file);
  expect(await ensureKeys(pool, { file, own: true })).toBe('made');
  expect(await holders()).toHaveLength(2 * ROLES.length);
});

describe('in a database that was named', () => {
  it('makes the first keys, and keeps them', async () => {
    expect(await ensureKeys(pool, { file, own: false })).toBe('made');
    expect(await holders()).toHaveLength(ROLES.length);
    expect(await ensureKeys(pool, { file, own: false })).toBe('kept');
    expect(await holders()).toHaveLength(ROLES.length);
  });

  it('brings them there after a start that ended between the file and the database', async () => {
    await ensureKeys(pool, { file, own: false });
    await pool.query('DELETE FROM access.api_keys');
    expect(await ensureKeys(pool, { file, own: false })).toBe('kept');
    expect(await holders()).toHaveLength(ROLES.length);
  });

  it('adds none to those that it has, neither new ones nor those of a folder from elsewhere', async () => {
    await ensureKeys(pool, { file, own: false });
    const before = await holders();
    rmSync(file);
    expect(await ensureKeys(pool, { file, own: false })).toBe('foreign');
    expect(() => statSync(file)).toThrow();
    writeFileSync(file, JSON.stringify(Object.fromEntries(ROLES.map((role) => [role, `other-${role}`]))));
    expect(await ensureKeys(pool, { file, own: false })).toBe('foreign');
    expect(await holders()).toEqual(before);
  });
});

it('says what to do with a file that holds no keys', async () => {
  for (const text of ['', '{}', '{"bank": "short"}', 'null']) {
    writeFileSync(file, text);
    await expect(ensureKeys(pool, { file, own: true })).rejects.toThrow('Delete it to have new ones made');
  }
});
