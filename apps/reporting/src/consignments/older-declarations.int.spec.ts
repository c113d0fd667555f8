import { readFileSync } from 'node:fs';
import type { EventStore } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import type pg from 'pg';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { Story } from '../story.spec-kit.js';
import { record, uuid } from '../teller.spec-kit.js';
import { consignments } from './consignments.js';
import {
  attach,
  COTTON,
  DRUGS,
  detach,
  EXPORT,
  FIRST,
  lodged,
  OTHER,
  SECOND,
  split,
  WHOLE,
} from './split-story.spec-kit.js';

let ledger: ReportedLedger;
let pool: pg.Pool;
let owner: pg.Pool;
let store: EventStore;
beforeEach(async () => {
  ledger = await startReportedLedger();
  ({ pool, owner, store } = ledger);
});
afterEach(() => ledger.stop());

const MIGRATION = readFileSync(
  new URL('../../../../infra/postgres/migrations/0015_declarations.sql', import.meta.url),
  'utf8',
);
const FILLING = MIGRATION.slice(
  MIGRATION.indexOf('-- What was told before'),
  MIGRATION.indexOf('-- A customs key acts'),
);

async function catchUp() {
  const projector = new Projector({ projection: consignments, pool, store, pollMs: 0 });
  while ((await projector.step()) > 0);
}

/** As an older release left it: no rows of declarations, and nothing told to parts. */
async function forget(...parts: readonly number[]) {
  await owner.query('DELETE FROM reporting.consignment_declarations');
  await owner.query(
    `UPDATE reporting.consignments SET open_holds = 0, export_accepted_on = NULL, import_accepted_on = NULL
     WHERE consignment_id = ANY ($1::uuid[])`,
    [parts.map(uuid)],
  );
}

/** The migration's statements, in one transaction, as they run. */
async function upgrade() {
  await owner.query(`BEGIN; ${FILLING} COMMIT`);
}

async function differencesFromRebuilt() {
  const live = (await generationsAtWork(pool)).find(({ name }) => name === consignments.name);
  const rebuilt = await rebuild({ projection: consignments, pool, store });
  return differences(pool, consignments, live?.generation ?? 0, rebuilt);
}

async function accepted(): Promise<unknown> {
  const { rows } = await pool.query(
    `SELECT to_char(export_accepted_on, 'YYYY-MM-DD') AS day FROM read.consignments WHERE consignment_id = $1`,
    [uuid(WHOLE)],
  );
  return rows[0]?.day;
}

/** One line of two is cleared for export. */
function halfCleared(): Story {
  const story = new Story();
  story.declare(WHOLE, [COTTON, DRUGS], '2026-03-01T10:00:00+05:00');
  attach(story, WHOLE, EXPORT, [COTTON]);
  story.lodge(EXPORT, WHOLE, 'export', [COTTON], '2026-03-01T11:00:00+05:00');
  story.clear(EXPORT, '2026-03-01', '2026-03-01T12:00:00+05:00');
  return story;
}

it.each([
  [
    'keeps it where another is refused',
    '2026-03-01',
    (story: Story) => {
      attach(story, WHOLE, OTHER, [DRUGS]);
      story.lodge(OTHER, WHOLE, 'export', [DRUGS], '2026-03-02T11:00:00+05:00');
      detach(story, WHOLE, OTHER);
    },
  ],
  [
    'loses it where it is taken back',
    null,
    (story: Story) => {
      detach(story, WHOLE, EXPORT);
      story.invalidate(EXPORT, '2026-03-03T11:00:00+05:00');
    },
  ],
])('what was cleared before the upgrade %s behind it', async (_, day, then) => {
  const story = halfCleared();
  await record(store, story.appends);
  await catchUp();
  await forget();
  await upgrade();
  const before = story.appends.length;
  then(story);
  await record(store, story.appends.slice(before));
  await catchUp();
  expect(await accepted()).toBe(day);
  expect(await differencesFromRebuilt()).toEqual([]);
});

it.each<[string, (story: Story) => void]>([
  ['was held', (story) => story.hold(EXPORT, WHOLE, 'a', '2026-03-02T11:00:00+05:00')],
  ['was cleared', (story) => story.clear(EXPORT, '2026-03-01', '2026-03-02T11:00:00+05:00')],
  [
    'left a part that was cleared with it',
    (story) => {
      story.clear(EXPORT, '2026-03-01', '2026-03-02T11:00:00+05:00');
      detach(story, FIRST, EXPORT);
    },
  ],
  [
    'left a part, and was held and cleared behind it',
    (story) => {
      detach(story, FIRST, EXPORT);
      story.hold(EXPORT, WHOLE, 'a', '2026-03-05T11:00:00+05:00');
      story.release(EXPORT, WHOLE, 'a', '2026-03-05T12:00:00+05:00');
      story.clear(EXPORT, '2026-03-01', '2026-03-05T13:00:00+05:00');
    },
  ],
  [
    'was held, and left all of them to be refused',
    (story) => {
      story.hold(EXPORT, WHOLE, 'a', '2026-03-05T11:00:00+05:00');
      for (const id of [WHOLE, FIRST, SECOND]) detach(story, id, EXPORT);
    },
  ],
  [
    'was taken back',
    (story) => {
      story.clear(EXPORT, '2026-03-01', '2026-03-02T11:00:00+05:00');
      for (const id of [WHOLE, FIRST, SECOND]) detach(story, id, EXPORT);
      story.invalidate(EXPORT, '2026-03-06T11:00:00+05:00');
    },
  ],
])('parts of an older release whose declaration %s are told as a rebuild tells them', async (_, then) => {
  const story = lodged();
  split(story);
  then(story);
  await record(store, story.appends);
  await catchUp();
  await forget(FIRST, SECOND);
  await upgrade();
  expect(await differencesFromRebuilt()).toEqual([]);
});

it('where a part of the log is archived, it is built anew', async () => {
  await record(store, halfCleared().appends);
  await catchUp();
  await forget();
  await owner.query('UPDATE ledger.head SET archived_to = 1');
  await upgrade();
  await owner.query('UPDATE ledger.head SET archived_to = 0');
  expect(await accepted()).toBeUndefined();
  await catchUp();
  expect(await accepted()).toBe('2026-03-01');
  expect(await differencesFromRebuilt()).toEqual([]);
});
