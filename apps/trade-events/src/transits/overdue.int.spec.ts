import { EventStore, ledgerPool } from '@corridor/event-store';
import { jest } from '@jest/globals';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { TradeWorld } from '../trade-events.spec-kit.js';
import { type OverdueOptions, overdueTransits } from './overdue.js';
import { guarantee, pkr, transit } from './transit.spec-kit.js';

/** While transits are opened nothing is overdue; the steps below look later. */
const OPENING_MS = Date.parse('2026-03-20T12:00:00Z');
const LIMIT = '2026-03-25T18:00:00+05:00';
const BEHIND_MS = Date.parse(LIMIT) + 1;

let world: TradeWorld;
/** Two processes: connections, a store and steps of its own each. */
const processes: { readonly pool: pg.Pool; readonly store: EventStore }[] = [];
beforeAll(async () => {
  world = await TradeWorld.start(() => OPENING_MS);
  for (let n = 0; n < 2; n += 1) {
    const pool = ledgerPool(world.ledger.url, 'trade_events');
    processes.push({ pool, store: new EventStore({ pool }) });
  }
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state) VALUES ('transits', 3, 'live'), ('transits', 4, 'building')`,
  );
});
afterAll(async () => {
  await Promise.all(processes.map(({ pool }) => pool.end()));
  await world.stop();
});
afterEach(() => world.owner.query('DELETE FROM reporting.transits'));

const failures: string[] = [];
function stepOf(process: number, nowMs: number, more: Partial<OverdueOptions> = {}): () => Promise<number> {
  const { pool, store } = processes[process] ?? {};
  if (!pool || !store) throw new Error('no such process');
  const onFailed = (transitId: string) => failures.push(transitId);
  return overdueTransits({
    pool,
    store,
    transits: aggregatesOn(store).transits,
    now: () => nowMs,
    onFailed,
    ...more,
  });
}

let guaranteeId: string;
beforeAll(async () => {
  const large = guarantee({ amount: pkr('1000000.00') });
  guaranteeId = (await world.done('operator', 'guarantees', large)).guaranteeId ?? '';
});
const timely = { occurredAt: '2026-03-20T10:00:00+05:00', itinerary: [], dueBy: LIMIT };

/** Opens a transit, and shows it in the read model as it was opened. */
async function opened(change: object = {}): Promise<string> {
  const { transitId = '' } = await world.done(
    'customs',
    'transits',
    transit(guaranteeId, { ...timely, ...change }),
  );
  await shown(transitId);
  return transitId;
}

/** A row of the read model, as reporting would have left it when the transit was opened. */
async function shown(transitId: string, change: object = {}): Promise<void> {
  const row = {
    generation: 3,
    transit_id: transitId,
    transit_number: 'x',
    status: 'opened',
    principal_id: 'x',
    principal_name: 'x',
    carrier_id: 'x',
    carrier_name: 'x',
    transport_mode: 'road',
    vehicle: 'x',
    office_of_departure: 'PKKHI',
    office_of_destination: 'KZALA',
    goods: [],
    net_mass_kg: '1',
    opened_at: timely.occurredAt,
    due_by: LIMIT,
    extensions: 0,
    guarantee_id: guaranteeId,
    guarantor_id: 'x',
    currency: 'PKR',
    duty_at_risk_minor: '1',
    reserved_minor: '1',
    called_minor: '0',
    itinerary: [],
    passages: [],
    unplanned_passages: 0,
    irregularities: 0,
    late_minutes_max: 0,
    participants: [],
    demo: true,
    first_position: 1,
    last_position: 1,
    ...change,
  };
  await world.owner.query(
    'INSERT INTO reporting.transits SELECT * FROM json_populate_record(NULL::reporting.transits, $1)',
    [JSON.stringify(row)],
  );
}

const marks = async (transitId: string) =>
  (await world.log.readStream(`transit-${transitId}`)).filter(({ type }) => type === 'TransitBecameOverdue');

it('marks a transit at its limit, once, though the read model goes on showing it as open', async () => {
  const transitId = await opened();
  expect(await stepOf(0, Date.parse(LIMIT))()).toBe(0);
  expect(await marks(transitId)).toEqual([]);
  const step = stepOf(0, BEHIND_MS);
  expect([await step(), await step(), await step()]).toEqual([1, 0, 0]);
  expect(await marks(transitId)).toMatchObject([
    {
      occurredAt: LIMIT,
      actor: 'process:trade-events',
      causationId: 1,
      demo: true,
      participants: ['demo-carpets-lahore', 'demo-insurer-lahore', 'demo-textiles-faisalabad'],
      data: { transitId, guaranteeId, dueBy: LIMIT },
    },
  ]);
});

it('marks each of many once, page by page, where two processes look at the same time', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) ids.push(await opened({ dutyAtRisk: pkr('1.00') }));
  const round = async (process: number): Promise<number[]> => {
    const step = stepOf(process, BEHIND_MS, { pageMax: 5 });
    // 12 are 5, 5 and 2; with the last page the round is over.
    return [await step(), await step(), await step()];
  };
  const [first = [], second = []] = await Promise.all([round(0), round(1)]);
  expect([first.slice(0, 2), second.slice(0, 2)]).toEqual([
    [5, 5],
    [5, 5],
  ]);
  for (const id of ids) expect(await marks(id)).toHaveLength(1);
  expect(failures).toEqual([]);
});

it('leaves alone what was put off, presented or called off meanwhile, and what another generation shows', async () => {
  const at = { occurredAt: '2026-03-21T10:00:00+05:00' };
  const [extended, terminated, cancelled] = [await opened(), await opened(), await opened()];
  const later = '2026-03-30T18:00:00+05:00';
  await world.done('customs', `transits/${extended}/extensions`, { ...at, dueBy: later, reason: 'Snow' });
  await world.done('customs', `transits/${terminated}/termination`, { ...at, office: 'KZALA' });
  await world.done('customs', `transits/${cancelled}/cancellation`, { ...at, reason: 'x' });
  const { transitId: building = '' } = await world.done('customs', 'transits', transit(guaranteeId, timely));
  await shown(building, { generation: 4 });
  expect(await stepOf(0, BEHIND_MS)()).toBe(0);
  for (const id of [extended, terminated, cancelled, building]) expect(await marks(id)).toEqual([]);

  // The new limit passes, too; and it is for this one that the transit is overdue.
  expect(await stepOf(0, Date.parse(later) + 1)()).toBe(1);
  expect(await marks(extended)).toMatchObject([{ occurredAt: later, data: { dueBy: later } }]);
});

it('goes on behind a transit that cannot be marked, and tries that one again', async () => {
  const [broken, sound] = [await opened({ dutyAtRisk: pkr('1.00') }), await opened()];
  await world.owner.query(
    `UPDATE reporting.transits SET due_by = due_by - interval '1 h' WHERE transit_id = $1`,
    [broken],
  );
  const { store } = processes[0] ?? {};
  if (!store) throw new Error('no store');
  const { transits } = aggregatesOn(store);
  const load = jest.spyOn(transits, 'load');
  load.mockRejectedValueOnce(new Error('unreadable'));
  const step = stepOf(0, BEHIND_MS, { transits });
  failures.length = 0;
  expect(await step()).toBe(1);
  expect(failures).toEqual([broken]);
  expect([(await marks(broken)).length, (await marks(sound)).length]).toEqual([0, 1]);
  expect(await step()).toBe(1);
  expect(await marks(broken)).toHaveLength(1);
});

it('makes it one that the guarantee may be called for', async () => {
  const transitId = await opened();
  await stepOf(0, BEHIND_MS)();
  const { body } = await world.get('customs', `transits/${transitId}`);
  expect(body).toMatchObject({ status: 'opened', overdue: true });
  expect(body.legalNow).toContain('CallGuaranteeOfTransit');
});
