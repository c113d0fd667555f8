import type { EventStore } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
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
let store: EventStore;
beforeEach(async () => {
  ledger = await startReportedLedger();
  ({ pool, store } = ledger);
});
afterEach(() => ledger.stop());

/** Day of acceptance for export, open holds, and how many events the history tells. */
async function told(id: number): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    `SELECT to_char(export_accepted_on, 'YYYY-MM-DD') AS accepted, open_holds,
       (SELECT count(*)::int FROM read.consignment_history h WHERE h.consignment_id = c.consignment_id) AS events
     FROM read.consignments c WHERE consignment_id = $1`,
    [uuid(id)],
  );
  return Object.values(rows[0] ?? {});
}

it('tells parts what is held and cleared of the whole, event by event and rebuilt at once', async () => {
  const story = lodged();
  story.hold(EXPORT, WHOLE, 'a', '2026-03-02T11:00:00+05:00');
  split(story);
  let appended = 0;
  const catchUp = async () => {
    await record(store, story.appends.slice(appended));
    appended = story.appends.length;
    const projector = new Projector({ projection: consignments, pool, store, batchMax: 1 });
    while ((await projector.step()) > 0);
  };
  await catchUp();
  // Declared and covered: two events of its own. The whole was declared, covered, lodged, held and split.
  expect([await told(WHOLE), await told(FIRST), await told(SECOND)]).toEqual([
    [null, 1, 5],
    [null, 1, 2],
    [null, 1, 2],
  ]);
  detach(story, FIRST, EXPORT);
  story.release(EXPORT, WHOLE, 'a', '2026-03-05T11:00:00+05:00');
  story.clear(EXPORT, '2026-03-01', '2026-03-05T12:00:00+05:00');
  await catchUp();
  expect([await told(WHOLE), await told(FIRST), await told(SECOND)]).toEqual([
    ['2026-03-01', 0, 7],
    [null, 0, 3],
    ['2026-03-01', 0, 4],
  ]);
  const again = await rebuild({ projection: consignments, pool, store });
  expect(await differences(pool, consignments, 1, again)).toEqual([]);
});

it('a declaration that comes and goes in one batch leaves what others cleared of the consignment', async () => {
  const story = new Story();
  story.declare(WHOLE, [COTTON, DRUGS], '2026-03-01T10:00:00+05:00');
  attach(story, WHOLE, EXPORT, [COTTON]);
  story.lodge(EXPORT, WHOLE, 'export', [COTTON], '2026-03-01T11:00:00+05:00');
  story.clear(EXPORT, '2026-03-01', '2026-03-01T12:00:00+05:00');
  const first = story.appends.length;
  attach(story, WHOLE, OTHER, [DRUGS]);
  story.lodge(OTHER, WHOLE, 'export', [DRUGS], '2026-03-02T11:00:00+05:00');
  detach(story, WHOLE, OTHER);
  const projector = new Projector({ projection: consignments, pool, store, pollMs: 0 });
  for (const some of [story.appends.slice(0, first), story.appends.slice(first)]) {
    await record(store, some);
    while ((await projector.step()) > 0);
  }
  expect((await told(WHOLE))[0]).toBe('2026-03-01');
  const again = await rebuild({ projection: consignments, pool, store });
  expect(await differences(pool, consignments, 1, again)).toEqual([]);
});
