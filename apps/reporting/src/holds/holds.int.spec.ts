import { type EventStore, ledgerPool } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
import type pg from 'pg';
import {
  attach,
  COTTON,
  detach,
  EXPORT,
  FIRST,
  lodged,
  SECOND,
  split,
  WHOLE,
} from '../consignments/split-story.spec-kit.js';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record, uuid } from '../teller.spec-kit.js';
import { holds } from './holds.js';

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

/** Hours that the goods of a consignment were held, hold by hold; null while they are. As the gateway reads it. */
async function hoursOf(id: number): Promise<readonly unknown[]> {
  const { rows } = await reader.query(
    `SELECT h.reason, extract(epoch FROM c.held_until - c.held_from)::float8 / 3600 AS hours
     FROM read.held_consignments c JOIN read.holds h USING (declaration_id, hold_id)
     WHERE c.consignment_id = $1 ORDER BY c.from_position`,
    [uuid(id)],
  );
  return rows.map(({ reason, hours }) => [reason, hours]);
}

it('keeps holds, and whose goods they hold, event by event and rebuilt at once', async () => {
  const story = lodged();
  story.hold(EXPORT, WHOLE, 'a', '2026-03-02T10:00:00+05:00');
  split(story);
  let appended = 0;
  const catchUp = async () => {
    await record(store, story.appends.slice(appended));
    appended = story.appends.length;
    const projector = new Projector({ projection: holds, pool, store, batchMax: 1 });
    while ((await projector.step()) > 0);
  };
  await catchUp();
  for (const id of [WHOLE, FIRST, SECOND]) expect(await hoursOf(id)).toEqual([['inspection', null]]);
  detach(story, FIRST, EXPORT, '2026-03-05T10:00:00+05:00');
  attach(story, FIRST, EXPORT, [COTTON], '2026-03-06T10:00:00+05:00');
  story.release(EXPORT, WHOLE, 'a', '2026-03-06T22:00:00+05:00');
  await catchUp();
  // From 2 March 10:00 to 6 March 22:00; the first part without a day of it.
  expect([await hoursOf(WHOLE), await hoursOf(FIRST), await hoursOf(SECOND)]).toEqual([
    [['inspection', 108]],
    [
      ['inspection', 72],
      ['inspection', 12],
    ],
    [['inspection', 108]],
  ]);
  const again = await rebuild({ projection: holds, pool, store });
  expect(await differences(pool, holds, 1, again)).toEqual([]);
});
