import { type EventStore, ledgerPool } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
import type pg from 'pg';
import { FIRST, lodged, SECOND, split, WHOLE } from '../consignments/split-story.spec-kit.js';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record, uuid } from '../teller.spec-kit.js';
import { visits } from './visits.js';
import { scan } from './visits.spec-kit.js';

let ledger: ReportedLedger;
let pool: pg.Pool;
let reader: pg.Pool;
let store: EventStore;
beforeAll(async () => {
  ledger = await startReportedLedger();
  ({ pool, store } = ledger);
  reader = ledgerPool(ledger.url, 'gateway');
});
afterAll(async () => {
  await reader.end();
  await ledger.stop();
});

/** As the gateway reads it. */
async function passagesOf(id: number): Promise<readonly unknown[]> {
  const { rows } = await reader.query(
    `SELECT mode, out_location, out_standing, in_location, in_standing FROM read.border_passages
     WHERE consignment_id = $1 AND until_position IS NULL ORDER BY number`,
    [uuid(id)],
  );
  return rows.map((row) => Object.values(row).join(' '));
}

/** As the gateway reads it. */
async function visitsOf(id: number): Promise<readonly unknown[]> {
  const { rows } = await reader.query(
    `SELECT location, standing, extract(epoch FROM departed_at - arrived_at)::float8 / 3600 AS hours
     FROM read.visits WHERE consignment_id = $1 AND until_position IS NULL ORDER BY number`,
    [uuid(id)],
  );
  return rows.map(({ location, standing, hours }) => [location, standing, hours]);
}

it('keeps the visits of a whole and of its parts, event by event and rebuilt at once', async () => {
  const story = lodged();
  story.dispatch(WHOLE, '2026-03-01T12:00:00+05:00');
  let appended = 0;
  const catchUp = async () => {
    await record(store, story.appends.slice(appended));
    appended = story.appends.length;
    const projector = new Projector({ projection: visits, pool, store, batchMax: 1 });
    while ((await projector.step()) > 0);
  };
  scan(story, WHOLE, 'UZTAS', 'arrived', '2026-03-03T10:00:00.250+05:00');
  await catchUp();
  expect(await visitsOf(WHOLE)).toEqual([
    ['PKLYP', 'begun', null],
    ['UZTAS', 'open', null],
  ]);
  split(story);
  for (const id of [FIRST, SECOND]) story.dispatch(id, '2026-03-04T10:00:00+05:00', 'UZTAS');
  scan(story, FIRST, 'UZTAS', 'departed', '2026-03-05T10:00:00.250+05:00');
  await catchUp();
  scan(story, FIRST, 'KZALA', 'arrived', '2026-03-07T10:00:00+05:00');
  await catchUp();
  // From 3 March to 5 March, from before the split on.
  expect([await visitsOf(WHOLE), await visitsOf(FIRST), await visitsOf(SECOND)]).toEqual([
    [
      ['PKLYP', 'begun', null],
      ['UZTAS', 'ended', null],
    ],
    [
      ['UZTAS', 'complete', 48],
      ['KZALA', 'open', null],
    ],
    [['UZTAS', 'open', null]],
  ]);
  expect([await passagesOf(WHOLE), await passagesOf(FIRST), await passagesOf(SECOND)]).toEqual([
    ['road PKLYP begun UZTAS ended'],
    ['road PKLYP begun UZTAS complete', 'road UZTAS complete KZALA open'],
    ['road PKLYP begun UZTAS open'],
  ]);
  const misread = { location: 'UZTAS', movement: 'arrived', seenAt: '2026-03-03T05:00:00.25Z' } as const;
  story.step(WHOLE, '2026-03-08T10:00:00+05:00', {
    type: 'WithdrawCheckpoint',
    data: { ...misread, reason: 'misread' },
  });
  await catchUp();
  expect(await visitsOf(FIRST)).toEqual([
    ['UZTAS', 'incomplete', null],
    ['KZALA', 'open', null],
  ]);
  const again = await rebuild({ projection: visits, pool, store });
  expect(await differences(pool, visits, 1, again)).toEqual([]);
});
