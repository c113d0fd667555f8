import { type AppendContext, EventStore, ledgerPool } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { answerOnce, type CommandRequest } from '../index.js';

let ledger: TestLedger;
let pool: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  store = new EventStore({ pool });
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

const request = (key: string, requestHash = 'a1'): CommandRequest => ({
  caller: { participant: 'demo-mills', role: 'trader' },
  correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
  idempotency: { key, requestHash },
});
const append = (context: AppendContext) =>
  store.append({
    ...context,
    streams: [
      {
        streamId: 'target-once',
        expectedVersion: 'any',
        events: [
          {
            type: 'Noted',
            schemaVersion: 1,
            occurredAt: '2026-03-01T10:00:00Z',
            data: {},
            participants: [],
          },
        ],
      },
    ],
  });
/** Looks the key up, finds nothing, and is overtaken before it decides. */
const overtakenBy = (twin: CommandRequest) => async (): Promise<never> => {
  await answerOnce(store, twin, { said: 'by the twin' }, append);
  throw new Rejection('illegal-step', 'It was dispatched meanwhile.');
};

it('gives a request that its twin overtook the answer of the twin, not the refusal that the twin led to', async () => {
  const answered = await answerOnce(store, request('k1'), { said: 'first' }, overtakenBy(request('k1')));
  const head = await store.head();
  expect(answered).toEqual({ answer: { said: 'by the twin' }, position: head, duplicate: true });
});

it('refuses the key where another request took it meanwhile', async () => {
  const overtaken = answerOnce(store, request('k2'), { said: 'first' }, overtakenBy(request('k2', 'b2')));
  await expect(overtaken).rejects.toThrow('used before for another request');
});

it('a request that was refused keeps nothing under its key', async () => {
  const refused = answerOnce(store, request('k3'), { said: 'first' }, async () => {
    throw new Rejection('illegal-step', 'no');
  });
  await expect(refused).rejects.toThrow(Rejection);
  expect(await store.answerOf('trader:demo-mills', 'k3')).toBeUndefined();
});
