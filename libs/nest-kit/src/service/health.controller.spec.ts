import { HealthController } from './health.controller.js';
import type { Followers, LedgerParts } from './ledger-parts.js';

const parts = {
  pool: { query: async () => ({ rows: [] }) },
  bus: { kind: 'postgres', ping: async () => undefined },
} as unknown as LedgerParts;
const readyWith = (followers: Followers) => new HealthController(parts, followers).ready();

it('names no trouble where all is well', async () => {
  const follower = { name: 'rates', position: 7, setAside: 0 };
  expect(await readyWith(async () => [follower])).not.toHaveProperty('troubles');
});

it('does not pass for well where it cannot be asked how the followers stand', async () => {
  const failing = async () => Promise.reject(new Error('permission denied'));
  expect(await readyWith(failing)).toMatchObject({ status: 'ready', troubles: 'unknown' });
});
