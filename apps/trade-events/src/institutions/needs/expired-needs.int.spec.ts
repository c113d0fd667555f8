import { EventStore, ledgerPool } from '@corridor/event-store';
import type pg from 'pg';
import { aggregatesOn } from '../../aggregates.js';
import { EXPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import { expiredNeeds } from './expired-needs.js';

let world: TradeWorld;
let pool: pg.Pool;
let store: EventStore;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T12:00:00Z'));
  pool = ledgerPool(world.ledger.url, 'trade_events');
  store = new EventStore({ pool });
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state) VALUES ('needs', 1, 'live')`,
  );
});
afterAll(async () => {
  await pool.end();
  await world.stop();
});

/** Posts a need, and shows it in the read model as it was posted. */
async function posted(validUntil: string): Promise<string> {
  const { needId = '', position } = await world.done('exporter', 'needs', {
    occurredAt: '2026-04-01T10:00:00+05:00',
    side: 'offer',
    firm: EXPORTER,
    hs: '6302',
    country: 'PK',
    description: 'Towels',
    quantity: '1',
    unit: 'TNE',
    per: 'once',
    validUntil,
  });
  await world.owner.query(
    `INSERT INTO reporting.needs VALUES (1, $1, $2, 'offer', $3, $4, '6302', '63', 'PK', 'x', 1, 'TNE', 'once', NULL, NULL, NULL, NULL, $5, 'open', '2026-04-01', false)`,
    [needId, position, JSON.stringify(EXPORTER), EXPORTER.participantId, validUntil],
  );
  return needId;
}

const failures: string[] = [];
const stepAt = (now: string, pageMax?: number) =>
  expiredNeeds({
    pool,
    store,
    needs: aggregatesOn(store).needs,
    now: () => Date.parse(now),
    onFailed: (needId) => failures.push(needId),
    ...(pageMax !== undefined && { pageMax }),
  });
const lastOf = async (needId: string) => (await world.log.readStream(`need-${needId}`)).at(-1);

it('expires what stands behind its last day by the clock of its country, once', async () => {
  const [over, later] = [await posted('2026-04-10'), await posted('2026-04-20')];
  // 18:59 UTC is the last minute of the day in Karachi.
  expect(await stepAt('2026-04-10T18:59:59Z')()).toBe(0);
  expect(await stepAt('2026-04-10T19:00:00Z')()).toBe(1);
  expect(await lastOf(over)).toMatchObject({
    type: 'NeedExpired',
    occurredAt: '2026-04-11T00:00:00.000+05:00',
    data: { needId: over, validUntil: '2026-04-10' },
    actor: 'process:trade-events',
    participants: [EXPORTER.participantId],
  });
  // The read model still shows it as open.
  expect(await stepAt('2026-04-10T19:00:00Z')()).toBe(0);
  expect(await lastOf(later)).toMatchObject({ type: 'NeedPosted' });
  expect(failures).toEqual([]);
});

it('leaves alone what was amended or withdrawn since, and goes on page by page', async () => {
  const ids = [await posted('2026-05-01'), await posted('2026-05-01'), await posted('2026-05-02')];
  const terms = { description: 'x', quantity: '1', unit: 'TNE', per: 'once', validUntil: '2026-12-31' };
  const at = { occurredAt: '2026-04-01T11:00:00+05:00' };
  await world.done('exporter', `needs/${ids[0]}/amendments`, { ...at, ...terms });
  await world.done('exporter', `needs/${ids[1]}/withdrawal`, { ...at, reason: 'other' });
  const step = stepAt('2026-05-10T00:00:00Z', 2);
  while ((await step()) > 0);
  const types = await Promise.all(ids.map(async (id) => (await lastOf(id))?.type));
  expect(types).toEqual(['NeedAmended', 'NeedWithdrawn', 'NeedExpired']);
  expect(failures).toEqual([]);
});
