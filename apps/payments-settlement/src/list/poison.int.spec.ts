import { randomUUID } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import type pg from 'pg';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { OutgoingLog } from '../outgoing/outgoing-log.js';
import { RateList } from '../rates/rate-list.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually, KARACHI } from '../trade-world.spec-kit.js';
import { SettlementList } from './settlement-list.js';

let payments: RunningPayments;
let karachi: BankClient;
let owner: pg.Pool;
let pool: pg.Pool;
let store: EventStore;

beforeEach(async () => {
  payments = await startPayments();
  ({ karachi } = payments);
  owner = payments.world.owner;
  pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
  store = new EventStore({ pool });
});
afterEach(async () => {
  await pool.end();
  await payments.stop();
});

/** Appends what nobody checked: an import, or a release with a fault. */
async function append(streamId: string, type: string, data: object, schemaVersion = 1): Promise<number> {
  const occurredAt = '2026-03-20T10:00:00+05:00';
  const { position } = await store.append({
    streams: [
      {
        streamId,
        expectedVersion: 'any',
        events: [{ type, schemaVersion, occurredAt, data, participants: [KARACHI] }],
      },
    ],
    actor: `bank:${KARACHI}`,
    correlationId: randomUUID(),
  });
  return position;
}

const asideOf = async (list: string) =>
  (
    await owner.query(
      'SELECT position::int, stream_id AS stream, type, reason FROM payments.list_dead_letters WHERE list = $1 ORDER BY position',
      [list],
    )
  ).rows;

const readiness = async () => (await fetch(`${payments.url}/health/ready`)).json();
const metrics = async () => (await fetch(`${payments.url}/metrics`)).text();

it('the list of settlements goes on without a booking that it cannot read, and what follows in its stream', async () => {
  // From the first credit on the service knows the names of all that came before.
  await karachi.settlement(settlementOf({}));
  const broken = `settlement-${randomUUID()}`;
  const booked = await append(broken, 'SettlementBooked', { settlementId: 'x' });
  const suspended = await append(broken, 'SettlementSuspended', { settlementId: 'x' });
  await karachi.settlement(settlementOf({ references: { endToEndId: 'BEHIND-IT' } }));

  const { status, body } = await karachi.list('?endToEndId=BEHIND-IT');
  expect({ status, found: body.items.length }).toEqual({ status: 200, found: 1 });
  expect(await asideOf('settlements')).toEqual([
    {
      position: booked,
      stream: broken,
      type: 'SettlementBooked',
      reason: expect.stringMatching(/^ContractViolation: SettlementBooked v1 is malformed/),
    },
    {
      position: suspended,
      stream: broken,
      type: 'SettlementSuspended',
      reason: `It stands in its stream behind position ${booked}, which is set aside.`,
    },
  ]);
  expect((await readiness()).troubles).toContainEqual(
    expect.objectContaining({ name: 'settlements', setAside: 2 }),
  );
  expect(await metrics()).toContain('ledger_follower_set_aside{follower="settlements"} 2\n');
  // The process manager has put it to its dead letters.
  await eventually(async () =>
    (await metrics()).includes('ledger_follower_set_aside{follower="payments-settlement"} 1\n'),
  );
  // A reversal that names its credit by what the list tells might find the wrong one of two.
  await expect(new SettlementList(store, pool).expectWhole()).rejects.toMatchObject({
    problem: { status: 503, code: 'index-incomplete' },
  });
});

it('what was set aside is applied again when the operator asks, and stays where it still cannot be', async () => {
  // The table lacks a column value that the event has: as with a release that forgot one.
  await owner.query('ALTER TABLE payments.settlements ADD CONSTRAINT forgotten CHECK (amount_minor <> 4711)');
  const of = { amount: { amount: '47.11', currency: 'USD' }, references: { endToEndId: 'AGAIN-1' } };
  const { body: booked } = await karachi.settlement(settlementOf(of));
  const found = async () => (await karachi.list('?endToEndId=AGAIN-1')).body.items;
  expect(await found()).toEqual([]);
  await eventually(async () => (await asideOf('settlements')).length === 2);
  const again = `UPDATE payments.list_dead_letters SET apply_again = true WHERE list = 'settlements'`;
  await owner.query(again);
  const asked = `SELECT FROM payments.list_dead_letters WHERE apply_again`;
  await eventually(async () => (await owner.query(asked)).rowCount === 0);
  expect(await asideOf('settlements')).toMatchObject([
    { type: 'SettlementBooked', reason: expect.stringContaining('"forgotten"') },
    { type: 'SettlementSuspended' },
  ]);

  await owner.query('ALTER TABLE payments.settlements DROP CONSTRAINT forgotten');
  await owner.query(again);
  await eventually(async () => (await asideOf('settlements')).length === 0);
  expect(await found()).toMatchObject([
    { settlementId: booked.settlementId, status: 'suspended', unallocated: of.amount },
  ]);
  await new SettlementList(store, pool).expectWhole();
});

it('the list of rates stands still before a rate that it cannot read, and tells where and why', async () => {
  const before = await store.head();
  const broken = await append(`rate-${randomUUID()}`, 'RatePosted', { source: 'NBP' });
  const list = new RateList(store, pool);
  await expect(list.atHead()).rejects.toMatchObject({ problem: { status: 503, code: 'index-stands' } });
  // At once, though others follow: nobody waits for what does not come.
  await append(`rate-${randomUUID()}`, 'RatePosted', { source: 'NBP' });
  await expect(list.atHead()).rejects.toMatchObject({
    message: expect.stringContaining(`position ${broken}`),
  });
  expect(await list.reached()).toBe(broken - 1);
  expect(broken - 1).toBe(before);
  expect(await asideOf('rates')).toEqual([]);
  expect((await readiness()).troubles).toContainEqual({
    name: 'rates',
    position: broken - 1,
    stands: {
      before: broken,
      reason: 'ContractViolation',
      since: expect.any(String),
    },
    setAside: 0,
  });
  expect(await metrics()).toContain(
    `ledger_follower_stands_before{follower="rates",reason="ContractViolation"} ${broken}\n`,
  );
  // What does not convert money goes on.
  expect((await karachi.settlement(settlementOf({}))).status).toBe(201);
});

it('what a newer release appended stops the older one, and sets nothing aside', async () => {
  const newer = await append(`settlement-${randomUUID()}`, 'SettlementBooked', { told: 'otherwise' }, 99);
  const list = new SettlementList(store, pool);
  await expect(list.atHead()).rejects.toMatchObject({ problem: { code: 'index-stands' } });
  expect(await list.reached()).toBe(newer - 1);
  expect(await asideOf('settlements')).toEqual([]);
});

it('no credit is booked before it is known what those before are called', async () => {
  const broken = await append(`settlement-${randomUUID()}`, 'SettlementBooked', { settlementId: 'x' });
  const { status, body } = await karachi.settlement(settlementOf({}));
  expect({ status, code: body.code, detail: body.detail }).toEqual({
    status: 503,
    code: 'index-stands',
    detail: `What names credits stands still before position ${broken}, which it cannot apply. Ask the operator.`,
  });
  expect(await store.head()).toBe(broken);
});

it('what banks are told goes on without a settlement, never without what happened to a webhook', async () => {
  const told = await append(`settlement-${randomUUID()}`, 'SettlementBooked', { settlementId: 'x' });
  const list = new OutgoingLog(store, pool);
  await list.atHead();
  expect(await asideOf('outgoing')).toMatchObject([{ position: told }]);
  const ended = await append(`webhook-${randomUUID()}`, 'WebhookEnded', { webhookId: 'x' });
  await expect(list.atHead()).rejects.toMatchObject({ problem: { code: 'index-stands' } });
  expect(await list.reached()).toBe(ended - 1);
});
