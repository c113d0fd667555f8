import { readFileSync } from 'node:fs';
import { currentVersionOf, participantsOf } from '@corridor/contracts';
import { differences, Projector, rebuild } from '@corridor/projections';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record } from '../teller.spec-kit.js';
import { CREDIT_USE_EVENTS } from './letters-of-credit.fold.js';
import { lettersOfCredit } from './letters-of-credit.js';

let ledger: ReportedLedger;
beforeAll(async () => {
  ledger = await startReportedLedger();
});
afterAll(() => ledger.stop());

/** What the contract of a type says is a real one, in its newest version. */
function publishedOf(type: string): readonly object[] {
  const path = `../../../../libs/contracts/fixtures/${type}.v${currentVersionOf(type)}.json`;
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

it('keeps a fact of each event that tells how a credit is used; event by event it is as rebuilt at once', async () => {
  const events = CREDIT_USE_EVENTS.flatMap((type) =>
    publishedOf(type)
      // One credit is issued once.
      .slice(0, type === 'LetterOfCreditIssued' ? 1 : undefined)
      .map((data) => ({
        type,
        schemaVersion: currentVersionOf(type),
        occurredAt: '2026-03-02T10:00:00+05:00',
        data,
        participants: participantsOf(type, data),
      })),
  );
  const streamId = 'lc-0191d8b4-7a10-8c00-9a11-2f6e2b9d0c01';
  await record(ledger.store, [[{ streamId, expectedVersion: 'any', events }]]);
  const { pool, store } = ledger;
  const projector = new Projector({ projection: lettersOfCredit, pool, store, batchMax: 1 });
  while ((await projector.step()) > 0);

  const { rows } = await pool.query<{ credits: number; facts: number; kinds: number }>(
    `SELECT (SELECT count(*) FROM read.credits)::int AS credits, count(*)::int AS facts, count(DISTINCT kind)::int AS kinds
     FROM read.credit_facts`,
  );
  expect(rows).toMatchObject([{ credits: 1, facts: events.length }]);
  expect(rows[0]?.kinds).toBeGreaterThanOrEqual(CREDIT_USE_EVENTS.length - 1);
  const again = await rebuild({ projection: lettersOfCredit, pool, store });
  expect(await differences(pool, lettersOfCredit, 1, again)).toEqual([]);
});
