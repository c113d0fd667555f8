import { randomUUID } from 'node:crypto';
import { SupervisedWorld, usd } from '../supervision/supervised-world.spec-kit.js';
import { Flagging } from './flagging.js';
import { phantomShipments } from './phantom-shipments.js';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

/** Asks until nothing more is to do. */
async function round(at: string): Promise<void> {
  const failed: unknown[] = [];
  const step = phantomShipments({
    pool: world.pool,
    flagging: new Flagging(world.store, world.aggregates),
    supervision: world.follower(),
    now: () => Date.parse(at),
    onFailed: (...failure) => failed.push(failure),
    pageMax: 2,
  });
  while ((await step()) > 0);
  expect(failed).toEqual([]);
}
const flagged = async () =>
  (await world.trade.events('RedFlagRaised', ({ kind }) => kind === 'phantom-shipment')).map(
    ({ data }) => data.subject.consignmentIds[0],
  );
/** A consignment of which an invoice is paid on 2026-03-31, in part. */
async function paid(consignmentId?: string): Promise<string> {
  const id = consignmentId ?? (await world.declare());
  await world.pay(await world.owe(id, 100_000n), 1n);
  return id;
}

it('flags what is paid and has not moved for 45 days, once', async () => {
  const ids = [await paid(), await paid(), await paid()];
  // The last day is the 15th of May; it ends at 19:00 in UTC.
  await round('2026-05-15T18:59:59Z');
  expect(await flagged()).toEqual([]);
  await round('2026-05-15T19:00:00Z');
  await round('2026-06-15T19:00:00Z');
  expect([...(await flagged())].sort()).toEqual([...ids].sort());
  const [flag] = await world.trade.events(
    'RedFlagRaised',
    ({ subject }) => subject.consignmentIds[0] === ids[0],
  );
  const [payment] = await world.trade.events(
    'ObligationPartSettled',
    ({ consignmentId }) => consignmentId === ids[0],
  );
  expect([flag?.data.kind, flag?.data.evidence, flag?.data.banks, flag?.participants]).toEqual([
    'phantom-shipment',
    [payment?.position],
    ['demo-bank-karachi'],
    ['demo-bank-karachi'],
  ]);
  expect(flag?.data.reason).toBe(
    'Paid since 2026-03-31; by 2026-05-15 (45 days behind that) it was neither dispatched nor seen anywhere.',
  );
});

it('flags nothing that moved, be it as a whole or a part, and what is told last is looked at first', async () => {
  const dispatched = await paid();
  const seen = await paid();
  const whole = await paid();
  const part = randomUUID();
  await world.declare({ consignmentId: part, partOf: whole });
  const ofPart = await paid(part);
  await world.supervise();
  await world.trade.dispatch(dispatched, '2026-06-01T10:00:00+05:00');
  await world.told('consignment', seen, 'CheckpointRecorded', {
    consignmentId: seen,
    location: 'PKTOR',
    movement: 'arrived',
  });
  await world.trade.dispatch(part, '2026-06-01T10:00:00+05:00');
  await round('2026-06-15T00:00:00Z');
  expect(await flagged()).toEqual([]);
  expect(ofPart).toBe(part);
});

it('flags what was seen by mistake alone, and nothing of which the payment was returned', async () => {
  const mistaken = await world.declare();
  await paid(mistaken);
  const seen = { consignmentId: mistaken, location: 'PKTOR', movement: 'arrived' } as const;
  await world.told('consignment', mistaken, 'CheckpointRecorded', seen);
  const withdrawn = { ...seen, seenAt: '2026-03-02T04:00:00Z', reason: 'another truck' };
  await world.told('consignment', mistaken, 'CheckpointWithdrawn', withdrawn);
  const returned = await world.declare();
  const invoiceId = await world.owe(returned, 100_000n);
  await world.giveBack(invoiceId, await world.pay(invoiceId, 50_000n), 50_000n);
  await round('2026-06-15T00:00:00Z');
  expect(await flagged()).toEqual([mistaken]);
});

it("waits for the contract's own day of delivery where that is told", async () => {
  const consignmentId = randomUUID();
  const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
  await world.told('consignment', consignmentId, 'ConsignmentContracted', {
    consignmentId,
    contractNumber: '14',
    signedOn: '2026-02-11',
    deliverBy: '2026-09-30',
    exporter: party('demo-mills', 'PK'),
    importer: party('demo-stores', 'KZ'),
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    value: usd(100_000n),
  });
  await paid(consignmentId);
  await round('2026-09-30T12:00:00Z');
  expect(await flagged()).toEqual([]);
  await round('2026-09-30T19:00:00Z');
  expect(await flagged()).toEqual([consignmentId]);
  expect((await world.trade.events('RedFlagRaised'))[0]?.data.reason).toContain(
    "(the contract's 2026-09-30)",
  );
});
