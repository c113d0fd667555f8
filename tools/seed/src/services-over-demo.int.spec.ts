import { randomUUID } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { reactTo } from '@corridor/messaging';
import { Projector } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { PROJECTIONS } from '../../../apps/reporting/src/projections.js';
import { aggregatesOn } from '../../../apps/trade-events/src/aggregates.js';
import { caseClocks } from '../../../apps/trade-events/src/institutions/cases/case-clocks.js';
import { markedCommitments } from '../../../apps/trade-events/src/institutions/commitments/marked-commitments.js';
import {
  fadingMomentum,
  overdueActions,
} from '../../../apps/trade-events/src/institutions/meetings/meeting-loops.js';
import { expiredNeeds } from '../../../apps/trade-events/src/institutions/needs/expired-needs.js';
import { tradeProcess } from '../../../apps/trade-events/src/process/trade-process.js';
import { overdueTransits } from '../../../apps/trade-events/src/transits/overdue.js';
import { loadDemo } from './index.js';

const DEMO = { seed: 1, endsOn: '2026-03-01', scale: 0.1 };
const NOW = Date.parse(`${DEMO.endsOn}T00:00:00Z`);

let ledger: TestLedger;
let pool: ReturnType<typeof ledgerPool>;
let owner: ReturnType<typeof ledgerPool>;
let head: number;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  owner = ledgerPool(ledger.url);
  const { events } = await loadDemo({ databaseUrl: ledger.url, ...DEMO });
  head = events;
  const reporting = ledgerPool(ledger.url, 'reporting');
  const store = new EventStore({ pool: owner });
  for (const projection of PROJECTIONS) {
    const projector = new Projector({ projection, pool: reporting, store, batchMax: 5_000 });
    while ((await projector.step()) > 0);
  }
  await reporting.end();
}, 180_000);
afterAll(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await ledger.stop();
});

/** What was appended behind the demo. */
async function added(): Promise<
  readonly { readonly type: string; readonly data: unknown; readonly cause: number }[]
> {
  const events = await new EventStore({ pool: owner }).readAll({ after: head, limit: 20 });
  return events.map(({ type, data, causationId = 0 }) => ({ type, data, cause: causationId }));
}

/** What the process manager makes of everything behind a position. */
async function follow(behind: number): Promise<void> {
  const store = new EventStore({ pool });
  const handle = reactTo(
    tradeProcess(store, aggregatesOn(store), () => NOW),
    () => undefined,
  );
  const log = new EventStore({ pool: owner });
  const client = await pool.connect();
  try {
    for (let after = behind; ; ) {
      const events = await log.readAll({ after, limit: 2_000 });
      const last = events.at(-1);
      if (!last) return;
      await client.query('BEGIN');
      for (const event of events) await handle(event, client);
      await client.query('COMMIT');
      after = last.position;
    }
  } finally {
    client.release();
  }
}

it('holds all that the process manager of trade-events makes of it', async () => {
  await follow(0);
  // What the bus would have brought a moment later is not there yet.
  const late = (await added()).filter(({ cause }) => cause < head - 20);
  expect(late).toEqual([]);
}, 300_000);

it('holds all that time has brought about by its end', async () => {
  const before = await added();
  const store = new EventStore({ pool });
  const aggregates = aggregatesOn(store);
  const { commitments, needs } = aggregates;
  const failed: unknown[] = [];
  const onFailed = (_: string, error: unknown): void => void failed.push(error);
  const marking = { pool, store, aggregates, now: () => NOW, onFailed };
  const loops = [
    markedCommitments({ ...marking, commitments }),
    overdueActions(marking),
    caseClocks(marking),
    expiredNeeds({ ...marking, needs }),
    fadingMomentum(marking),
    overdueTransits({ ...marking, transits: aggregates.transits }),
  ];
  for (const step of loops) while ((await step()) > 0);
  expect(failed).toEqual([]);
  expect(await added()).toEqual(before);
}, 60_000);

it('is gone on with: a match that the demo proposed is taken back once a need behind it is over', async () => {
  const store = new EventStore({ pool });
  const { rows } = await owner.query<{ match_id: string; offer_id: string }>(
    `SELECT match_id, offer_id FROM read.matches WHERE status = 'proposed' ORDER BY match_id LIMIT 1`,
  );
  const [open] = rows;
  if (!open) throw new Error('The demo leaves no match open.');
  const { position } = await withdrawn(store, open.offer_id);
  await follow(position - 1);
  const told = await new EventStore({ pool: owner }).readStream(`match-${open.match_id}`);
  expect(told.at(-1)).toMatchObject({ type: 'MatchLapsed', causationId: position, demo: true });
}, 60_000);

/** A firm of the demo takes back what it offered. */
async function withdrawn(store: EventStore, needId: string): Promise<{ readonly position: number }> {
  const data = { needId, reason: 'no-longer-needed' } as const;
  const command = { type: 'WithdrawNeed', occurredAt: '2026-03-01T10:00:00+05:00', data } as const;
  const context = { actor: 'operator:demo-operator', correlationId: randomUUID(), demo: true };
  const { result } = await aggregatesOn(store).needs.handle(needId, command, context);
  if (!result) throw new Error('The need was withdrawn before.');
  return result;
}
