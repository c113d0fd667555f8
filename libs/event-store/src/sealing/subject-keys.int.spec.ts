import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { PrivacyKeyDiffers, PrivacyKeyMissing, SubjectKeys } from '../index.js';
import { StoreWorld } from '../store-world.spec-kit.js';

const MASTER = Buffer.alloc(32, 7).toString('base64');
const ERASURE = { by: 'council:demo-council', reason: 'asked-by-subject' };

let world: StoreWorld;
let owner: pg.Pool;
let keys: SubjectKeys;
beforeAll(async () => {
  world = await StoreWorld.start();
  owner = world.poolOf();
  keys = new SubjectKeys(world.poolOf('trade_events'), MASTER);
});
afterAll(() => world.stop());

it('keeps a key of its own for each subject, and none of them as it is', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const made = [await keys.create(one), await keys.create(other)];
  expect(made[0]?.key.equals(made[1]?.key ?? Buffer.alloc(0))).toBe(false);
  expect(await keys.find(one)).toEqual(made[0]);
  const { rows } = await owner.query<{ stored: Buffer }>(
    'SELECT wrapped_key AS stored FROM privacy.subject_keys WHERE subject_id = ANY ($1)',
    [[one, other]],
  );
  expect(rows).toHaveLength(2);
  for (const { stored } of rows) for (const { key } of made) expect(stored.includes(key)).toBe(false);
});

it('makes none twice for a subject', async () => {
  const id = randomUUID();
  await keys.create(id);
  await expect(keys.create(id)).rejects.toMatchObject({ code: '23505' });
});

it('erases it for good, notes who did so first and why, and does so again to what a backup brought back', async () => {
  const id = randomUUID();
  await keys.create(id);
  const { rows: before } = await owner.query(
    'SELECT subject_id, wrapped_key, wrapped_by, created_at FROM privacy.subject_keys WHERE subject_id = $1',
    [id],
  );
  await keys.erase(id, ERASURE);
  expect(await keys.find(id)).toBeUndefined();
  await expect(keys.create(id)).rejects.toThrow('gets no key again');

  // As a restore does, which runs no triggers.
  await owner.query('ALTER TABLE privacy.subject_keys DISABLE TRIGGER kept');
  const [row] = before;
  await owner.query(
    'INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by, created_at) VALUES ($1, $2, $3, $4)',
    Object.values(row),
  );
  await owner.query('ALTER TABLE privacy.subject_keys ENABLE TRIGGER kept');
  await keys.erase(id, { by: 'operator:other', reason: 'ordered' });
  expect(await keys.find(id)).toBeUndefined();
  const { rows } = await owner.query('SELECT * FROM privacy.erasures WHERE subject_id = $1', [id]);
  expect(rows).toMatchObject([
    { erased_by: ERASURE.by, reason: ERASURE.reason, erased_at: expect.any(Date) },
  ]);
});

it('says what to set where the master key is missing, or is another one', async () => {
  const id = randomUUID();
  await keys.create(id);
  const without = new SubjectKeys(world.poolOf('trade_events'), undefined);
  await expect(without.create(randomUUID())).rejects.toThrow(PrivacyKeyMissing);
  await expect(without.find(id)).rejects.toThrow(/set LEDGER_PRIVACY_KEY/);
  const other = new SubjectKeys(world.poolOf('trade_events'), Buffer.alloc(32, 8).toString('base64'));
  await expect(other.find(id)).rejects.toThrow(PrivacyKeyDiffers);
  // To erase it, nobody has to be able to read it.
  await without.erase(id, ERASURE);
  expect(await without.find(id)).toBeUndefined();
});

it.each([
  ['trade_events', "UPDATE privacy.subject_keys SET wrapped_by = '0000000000000000'"],
  ['trade_events', 'DELETE FROM privacy.erasures'],
  ['trade_events', "UPDATE privacy.erasures SET reason = 'x'"],
  ['payments_settlement', 'SELECT FROM privacy.subject_keys'],
  ['reporting', 'SELECT FROM privacy.subject_keys'],
  ['gateway', 'SELECT FROM privacy.subject_keys'],
  ['gateway', 'SELECT FROM privacy.erasures'],
] as const)('%s may not: %s', async (role, sql) => {
  await expect(world.poolOf(role, 1).query(sql)).rejects.toThrow(/permission denied/);
});

it('no key goes before its erasure is noted, and neither a key nor an erasure changes', async () => {
  const id = randomUUID();
  await keys.create(id);
  const trade = world.poolOf('trade_events', 1);
  await expect(trade.query('DELETE FROM privacy.subject_keys WHERE subject_id = $1', [id])).rejects.toThrow(
    'not deleted before its erasure is noted',
  );
  await keys.erase(id, ERASURE);
  for (const sql of [
    'DELETE FROM privacy.erasures',
    'TRUNCATE privacy.erasures',
    'TRUNCATE privacy.subject_keys CASCADE',
  ]) {
    await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  }
  await keys.create(randomUUID());
  await expect(owner.query('UPDATE privacy.subject_keys SET created_at = now()')).rejects.toThrow(
    /append-only/,
  );
});
