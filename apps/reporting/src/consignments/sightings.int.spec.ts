import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveSegments, EventStore } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import type pg from 'pg';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { Story } from '../story.spec-kit.js';
import { record } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { consignments } from './consignments.js';

/** What the migration does to rows that there are, once they have the column. */
const [, BACKFILL = ''] = readFileSync(
  new URL('../../../../infra/postgres/migrations/0014_ucr_and_sightings.sql', import.meta.url),
  'utf8',
).split("ADD COLUMN sightings json NOT NULL DEFAULT '[]';");

let ledger: ReportedLedger;
let pool: pg.Pool;
let owner: pg.Pool;
let store: EventStore;
beforeEach(async () => {
  ledger = await startReportedLedger();
  ({ pool, owner, store } = ledger);
});
afterEach(() => ledger.stop());

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
  await owner.query(BACKFILL);
  const rebuilt = await rebuild({ projection: consignments, pool, store });
  expect(await differences(pool, consignments, live?.generation ?? 0, rebuilt)).toEqual([]);
  const { rows } = await owner.query<{ n: number }>(
    `SELECT json_array_length(sightings) AS n FROM reporting.consignments WHERE generation = $1 ORDER BY consignment_id`,
    [rebuilt],
  );
  expect(rows.map(({ n }) => n)).toEqual([7, 4, 4, 0]);
});

it('rows whose events are archived are made anew, from the files', async () => {
  const archives = mkdtempSync(join(tmpdir(), 'sightings-'));
  try {
    await owner.query(`ALTER TABLE ledger.events DETACH PARTITION ledger.events_000000000001;
      ALTER TABLE ledger.events ATTACH PARTITION ledger.events_000000000001 FOR VALUES FROM (1) TO (6);
      UPDATE ledger.segments SET last_position = 5;
      UPDATE ledger.head SET segment_size = 5, segmented_to = 5`);
    const story = new Story();
    story.declare(1, goods, '2026-03-01T10:00:00+05:00');
    story.dispatch(1, '2026-03-02T10:00:00+05:00');
    story.checkpoint(1, '2026-03-03T10:00:00Z', 'AFKBL');
    story.checkpoint(1, '2026-03-04T10:00:00Z', 'UZTMZ');
    story.declare(2, goods, '2026-03-04T10:00:00+05:00');
    // From here on, the log is in the database.
    story.dispatch(2, '2026-03-05T10:00:00+05:00');
    await record(store, story.appends);
    const withFiles = new EventStore({ pool: owner, archives });
    const catchUp = async () => {
      const projector = new Projector({ projection: consignments, pool, store: withFiles, now: () => 0 });
      while ((await projector.step()) > 0);
    };
    await catchUp();
    await archiveSegments({ pool: owner, directory: archives, upTo: 5 });
    await owner.query(`UPDATE reporting.consignments SET sightings = '[]'`);
    await owner.query(BACKFILL);

    const told = story.appends.length;
    story.step(1, '2026-03-06T10:00:00+05:00', {
      type: 'WithdrawCheckpoint',
      data: { location: 'UZTMZ', movement: 'arrived', seenAt: '2026-03-04T10:00:00Z', reason: 'x' },
    });
    await record(store, story.appends.slice(told));
    await catchUp();
    const { rows } = await pool.query<{ last_location: string }>(
      'SELECT last_location FROM read.consignments ORDER BY consignment_id',
    );
    expect(rows.map(({ last_location }) => last_location)).toEqual(['AFKBL', 'PKLYP']);
    const live = (await generationsAtWork(pool)).find(({ state }) => state === 'live');
    const rebuilt = await rebuild({ projection: consignments, pool, store: withFiles });
    expect(await differences(pool, consignments, live?.generation ?? 0, rebuilt)).toEqual([]);
  } finally {
    rmSync(archives, { recursive: true, force: true });
  }
});
