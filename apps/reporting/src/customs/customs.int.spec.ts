import { differences, Projector, rebuild } from '@corridor/projections';
import { holds } from '../holds/holds.js';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record } from '../teller.spec-kit.js';
import { withdrawnTwice } from './customs.spec-kit.js';

let ledger: ReportedLedger;
beforeAll(async () => {
  ledger = await startReportedLedger();
});
afterAll(() => ledger.stop());

it('takes back what was told wrong, event by event and rebuilt at once', async () => {
  const { pool, owner, store } = ledger;
  await record(store, withdrawnTwice().appends);
  const projector = new Projector({ projection: holds, pool, store, batchMax: 1 });
  while ((await projector.step()) > 0);
  const { rows } = await owner.query(
    `SELECT reference, amount_minor::integer AS minor, r.withdrawn_position - r.position AS behind, r.withdrawn_at = '2026-05-06T05:00:00Z' AS last
     FROM read.duty_refunds r ORDER BY r.position`,
  );
  expect(rows).toEqual([
    { reference: 'R', minor: 250, behind: '1', last: false },
    { reference: 'R', minor: 350, behind: '2', last: true },
    { reference: 'S', minor: 100, behind: null, last: null },
  ]);
  const again = await rebuild({ projection: holds, pool, store });
  expect(await differences(pool, holds, 1, again)).toEqual([]);
});
