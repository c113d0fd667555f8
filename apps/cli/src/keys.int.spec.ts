import { createHash } from 'node:crypto';
import { ledgerPool } from '@corridor/event-store';
import { KeyRing, ROLES } from '@corridor/nest-kit';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { commandOn } from './command.spec-kit.js';

let ledger: TestLedger;
let pool: pg.Pool;

beforeEach(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
});
afterEach(async () => {
  await pool.end();
  await ledger.stop();
});

const command = (line: string) => commandOn({ DATABASE_URL: ledger.url }, line);
const BANK = 'keys add --participant demo-bank-almaty --role bank --label by-hand';

/** A key that was just made, and the id by which it is named. */
async function made(line: string): Promise<{ readonly id: string; readonly key: string }> {
  const { status, output } = await command(line);
  const [, id = '', key = ''] = /^([0-9a-f]{12}) {2}([\w-]{43})\n/.exec(output) ?? [];
  expect({ status, id }).toEqual({ status: 0, id: expect.stringMatching(/./) });
  return { id, key };
}

/** Whom the services take the holder of a key for; a ring of its own keeps nothing from before. */
const holderOf = (key: string) => new KeyRing(pool).callerOf(key);

it('a key that is made is that of its participant, and only its hash is kept', async () => {
  const { id, key } = await made(`${BANK} --bic DEMOKZKA DEMOKZ22`);
  expect(await holderOf(key)).toEqual({
    participant: 'demo-bank-almaty',
    role: 'bank',
    bics: ['DEMOKZ22', 'DEMOKZKA'],
  });
  expect(createHash('sha256').update(key).digest('hex').slice(0, 12)).toBe(id);
  const { output } = await command('keys list');
  expect(output).toContain(`${id}  bank demo-bank-almaty (DEMOKZKA, DEMOKZ22), since `);
  expect(output).not.toContain(key);
});

it('a key is told other BICs, and revoked', async () => {
  const { id, key } = await made(`${BANK} --bic DEMOKZKA`);
  expect(await command(`keys change ${id} --bic DEMOKZ22`)).toMatchObject({ status: 0 });
  expect(await holderOf(key)).toMatchObject({ bics: ['DEMOKZ22'] });
  expect(await command(`keys revoke ${id}`)).toMatchObject({ status: 0 });
  expect(await holderOf(key)).toBeUndefined();
  expect((await command('keys list')).output).toContain('revoked');
  for (const again of [`keys revoke ${id}`, `keys change ${id} --bic DEMOKZKA`]) {
    expect(await command(again)).toEqual({ status: 2, output: `The key ${id} was revoked.` });
  }
});

it('what became of a key is told, however it was changed, and stays', async () => {
  const { id } = await made(`${BANK} --bic DEMOKZKA`);
  const other = await made('keys add --participant demo-customs --role customs --label x --office PK');
  await command(`keys change ${id} --bic DEMOKZ22 DEMOKZKAALA`);
  // By hand, and what changes nothing.
  await pool.query(`UPDATE access.api_keys SET bics = '{}' WHERE participant = 'demo-bank-almaty'`);
  await pool.query(`UPDATE access.api_keys SET label = label`);
  await command(`keys revoke ${id}`);
  await pool.query(`UPDATE access.api_keys SET revoked_at = NULL WHERE participant = 'demo-bank-almaty'`);
  await command(`keys revoke ${id}`);
  await pool.query(`DELETE FROM access.api_keys WHERE participant = 'demo-bank-almaty'`);
  const bank = 'bank demo-bank-almaty';
  const { output } = await command(`keys history ${id}`);
  expect(output.split('\n').map((line) => line.replace(/^\S+Z {2}(.*), by \w+$/, '$1'))).toEqual([
    `${id}  added: ${bank} (DEMOKZKA)`,
    `${id}  changed: ${bank} (DEMOKZ22, DEMOKZKAALA)`,
    `${id}  changed: ${bank}`,
    `${id}  revoked: ${bank}`,
    `${id}  restored: ${bank}`,
    `${id}  revoked: ${bank}`,
    `${id}  deleted: ${bank}, which is revoked`,
  ]);
  expect((await command('keys history')).output).toContain(`${other.id}  added: customs demo-customs (PK)`);
  for (const change of ['DELETE FROM', 'UPDATE', 'TRUNCATE']) {
    const set = change === 'UPDATE' ? ` SET participant = 'demo-other'` : '';
    await expect(pool.query(`${change} access.api_key_changes${set}`)).rejects.toThrow('append-only');
  }
  expect(await command('keys history 000000000000')).toMatchObject({
    status: 2,
    output: expect.stringContaining('never was'),
  });
});

it('a key of a bank without a BIC is made, and says what will not work', async () => {
  const { status, output } = await command(BANK);
  expect(status).toBe(0);
  const [, id] = /^([0-9a-f]{12}) {2}[\w-]{43}\n/.exec(output) ?? [];
  expect(output).toContain(`"keys change ${id} --bic <bic>"`);
  for (const what of ['ACCC', 'recalls']) expect(output).toContain(what);
  for (const other of [
    `${BANK} --bic DEMOKZKA`,
    'keys add --participant demo-trader --role trader --label x',
  ]) {
    expect((await command(other)).output).not.toContain('BIC');
  }
});

it('a key of customs acts for offices that are told', async () => {
  const { id, key } = await made(
    'keys add --participant demo-customs --role customs --label x --office KZALA PK',
  );
  expect(await holderOf(key)).toMatchObject({ role: 'customs', offices: ['KZALA', 'PK'] });
  expect(await command(`keys change ${id} --office KZ`)).toMatchObject({ status: 0 });
  expect(await holderOf(key)).toMatchObject({ offices: ['KZ'] });
});

it.each([
  ['keys add --participant Demo --role bank --label x', '--participant'],
  [
    'keys add --participant demo-bank --role banker --label x',
    'bank, trader, customs, reporter, operator, commission, council, consulate',
  ],
  [`${BANK} --bic DEMO`, '"DEMO" is no BIC'],
  [`${BANK} --office KZALA`, '--office goes with the role customs'],
  ['keys add --participant demo-customs --role customs --label x --office Almaty', '"Almaty" is neither'],
  [
    'keys add --participant demo-trader --role trader --label x --bic DEMOKZKA',
    '--bic goes with the role bank',
  ],
  ['keys revoke 000000000000', 'There is no key 000000000000'],
  ['keys revoke demo', '12 digits'],
])('"%s" says what is wrong and does nothing', async (line, why) => {
  const before = await pool.query('SELECT * FROM access.api_keys ORDER BY key_hash');
  expect(await command(line)).toEqual({ status: 2, output: expect.stringContaining(why) });
  expect((await pool.query('SELECT * FROM access.api_keys ORDER BY key_hash')).rows).toEqual(before.rows);
});

it('there are keys for every role that the services know', async () => {
  for (const role of ROLES) {
    const { key } = await made(`keys add --participant demo-${role} --role ${role} --label x`);
    expect(await holderOf(key)).toMatchObject({ role });
  }
});

describe('a BIC names one bank', () => {
  const other = (rest: string) => `keys add --participant demo-bank-other --role bank --label x${rest}`;
  const refusal = (bic: string) => ({
    status: 2,
    output: expect.stringMatching(new RegExp(`${bic}.*demo-bank-almaty`)),
  });

  it('so that a key of another participant does not get it, nor that of a branch', async () => {
    await made(`${BANK} --bic DEMOKZKA DEMOKZ22ALM`);
    const { id, key } = await made(other(' --bic DEMOUZ22'));
    const before = await command('keys list');
    for (const bic of ['DEMOKZKA', 'DEMOKZKAXXX', 'DEMOKZ22']) {
      expect(await command(other(` --bic DEMOTJ22 ${bic}`))).toEqual(refusal(bic));
      expect(await command(`keys change ${id} --bic DEMOTJ22 ${bic}`)).toEqual(refusal(bic));
    }
    expect(await command('keys list')).toEqual(before);
    expect(await holderOf(key)).toMatchObject({ bics: ['DEMOUZ22'] });
  });

  it('by as many keys as that has, and by another one once these are revoked', async () => {
    const first = await made(`${BANK} --bic DEMOKZKA`);
    const second = await made(`${BANK} --bic DEMOKZKA`);
    expect(await command(`keys change ${second.id} --bic DEMOKZKA DEMOKZ22`)).toMatchObject({ status: 0 });
    await command(`keys revoke ${first.id}`);
    expect(await command(other(' --bic DEMOKZKA'))).toEqual(refusal('DEMOKZKA'));
    await command(`keys revoke ${second.id}`);
    await made(other(' --bic DEMOKZKA'));
  });
});

it('a change that says nothing is refused', async () => {
  const { id } = await made(`${BANK} --bic DEMOKZKA`);
  expect(await command(`keys change ${id}`)).toMatchObject({
    status: 2,
    output: expect.stringContaining('--bic'),
  });
});
