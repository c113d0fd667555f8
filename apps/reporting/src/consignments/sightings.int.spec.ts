import { readFileSync } from 'node:fs';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { line, record, Story } from '../story.spec-kit.js';
import { consignments } from './consignments.js';

let ledger: TestLedger;
let pool: pg.Pool;
let owner: pg.Pool;
let store: EventStore;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'reporting');
  owner = ledgerPool(ledger.url);
  store = new EventStore({ pool: owner });
});
afterAll(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await ledger.stop();
});

const goods = [line(1, '520100', '1000.00')];
const half = { lineNumber: 1, quantity: '50', netMassKg: '50' };

it('rows of an older release get the sightings that a rebuild would give them', async () => {
  const story = new Story();
  for (const id of [1, 2, 3]) {
    story.declare(id, goods, '2026-03-01T10:00:00+05:00');
    // Nanoseconds that no rounding may carry into the next second.
    story.dispatch(id, '2026-03-02T10:00:00.999999999+05:00');
    story.checkpoint(id, '2026-03-05T10:00:00+05:00', 'UZTMZ');
    story.checkpoint(id, '2026-03-04T10:00:00.25Z', 'AFKBL');
  }
  const at = '2026-03-06T10:00:00+05:00';
  story.step(1, at, { type: 'TransloadConsignment', data: { location: 'UZTAS', from: 'road', to: 'rail' } });
  story.step(1, at, { type: 'ReportOutturn', data: { location: 'KZALA', lines: [half] } });
  story.step(1, at, {
    type: 'ReportDamage',
    data: { location: 'KZALA', lines: [half], description: 'wet' },
  });
  story.deliver(1, at);
  story.step(2, at, { type: 'ReturnConsignment', data: { location: 'PKLYP', reason: 'x' } });
  const parts = [7, 8].map((n) => ({
    consignmentId: `00000000-0000-4000-8000-00000000000${n}`,
    lines: [half],
  }));
  story.step(3, at, { type: 'SplitConsignment', data: { location: 'UZTAS', parts } });
  // Nothing happened to it yet.
  story.declare(4, goods, '2026-03-01T10:00:00+05:00');
  await record(store, story.appends);

  const projector = new Projector({
    projection: consignments,
    pool,
    store,
    batchMax: 5,
    windowSize: 30,
    now: () => 0,
  });
  while ((await projector.step()) > 0);
  const live = (await generationsAtWork(pool)).find(({ name }) => name === consignments.name);
  await owner.query(`UPDATE reporting.consignments SET sightings = '[]'`);
  const migration = readFileSync(
    new URL('../../../../infra/postgres/migrations/0014_ucr_and_sightings.sql', import.meta.url),
    'utf8',
  );
  await owner.query(migration.slice(migration.indexOf('UPDATE reporting.consignments')));
  const rebuilt = await rebuild({ projection: consignments, pool, store });
  expect(await differences(pool, consignments, live?.generation ?? 0, rebuilt)).toEqual([]);
  const { rows } = await owner.query<{ n: number }>(
    `SELECT json_array_length(sightings) AS n FROM reporting.consignments WHERE generation = $1 ORDER BY consignment_id`,
    [rebuilt],
  );
  expect(rows.map(({ n }) => n)).toEqual([7, 4, 4, 0]);
});
