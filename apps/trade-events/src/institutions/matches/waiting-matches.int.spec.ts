import { randomUUID } from 'node:crypto';
import { type NeedCommand } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { IdempotentConsumer, reactTo } from '@corridor/messaging';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { aggregatesOn } from '../../aggregates.js';
import { matchIdOf, proposing, WAITING_MATCHES_MAX } from './proposing.js';

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

const occurredAt = '2026-04-01T10:00:00+05:00';
const context = { actor: 'operator:test', correlationId: randomUUID() };

/** A market of its own, and what is done on it. */
function market() {
  const { needs, matches } = aggregatesOn(store);
  const handle = reactTo(proposing(store, { needs, matches }), () => undefined);
  const consumer = new IdempotentConsumer({ group: 'market', pool, store, handle });
  let heard = 0;
  /** Until nothing new follows. */
  const hear = async () => {
    for (let head = await store.head(); heard < head; head = await store.head()) {
      const events = await store.readAll({ after: heard, limit: 1_000 });
      heard = head;
      await consumer.consume(events);
    }
  };
  const ask = (needId: string, type: string, data: object) =>
    needs.handle(needId, { type, occurredAt, data: { needId, ...data } } as NeedCommand, context);
  const post = async (side: string, country: string, quantity: number, hs = '630260') => {
    const needId = randomUUID();
    await ask(needId, 'PostNeed', {
      side,
      firm: { participantId: `firm-${needId}`, name: 'x', country },
      hs,
      country,
      description: 'x',
      quantity: String(quantity),
      unit: 'TNE',
      per: 'once',
      validUntil: '2026-06-30',
    });
    return needId;
  };
  return { matches, ask, hear, post };
}

it('a need asks for the best that fit, so many at once, and for the next as one of them ends', async () => {
  const { matches, ask, hear, post } = market();
  // 20 × the smaller ÷ the larger: 20 points for 100 t, one less for each 5 t less.
  const offers: string[] = [];
  for (let place = 0; place < WAITING_MATCHES_MAX + 5; place += 1) {
    offers.push(await post('offer', 'PK', place < 5 ? 5 : place < 10 ? 10 : 50 + place));
  }
  await hear();
  const seek = await post('seek', 'KZ', 100);
  await hear();
  const statuses = async () =>
    Promise.all(
      offers.map(async (offer) => {
        const { state } = await matches.load(matchIdOf({ offer: { id: offer }, seek: { id: seek } }));
        return state.status;
      }),
    );
  const times = (count: number, status: string) => new Array<string>(count).fill(status);
  // The five of 5 t are worth least.
  expect(await statuses()).toEqual([...times(5, 'unknown'), ...times(20, 'proposed')]);

  // One says no: one of the five is asked, and only one.
  const best = offers.at(-1) ?? '';
  const matchId = matchIdOf({ offer: { id: best }, seek: { id: seek } });
  const data = { matchId, side: 'offer', reason: 'price' } as const;
  await matches.handle(matchId, { type: 'DeclineMatch', occurredAt, data }, context);
  await hear();
  const declined = await statuses();
  expect(declined.slice(5)).toEqual([...times(19, 'proposed'), 'declined']);
  expect(declined.slice(0, 5).sort()).toEqual(['proposed', ...times(4, 'unknown')]);

  // Three are withdrawn: their matches lapse, and three more of the five are asked.
  for (const offer of offers.slice(10, 13)) await ask(offer, 'WithdrawNeed', { reason: 'other' });
  await hear();
  const withdrawn = await statuses();
  expect(withdrawn.slice(10, 13)).toEqual(times(3, 'lapsed'));
  expect(withdrawn.slice(0, 5).sort()).toEqual([...times(4, 'proposed'), 'unknown']);

  // What is sought is over: all that wait lapse, and nothing is asked any more.
  await ask(seek, 'FulfilNeed', {});
  await hear();
  expect(new Set(await statuses())).toEqual(new Set(['lapsed', 'declined', 'unknown']));
  const { rows } = await pool.query('SELECT reason FROM bus.dead_letters');
  expect(rows).toEqual([]);
}, 60_000);

it('a need asks for those of its heading before others of its chapter, however well these fit', async () => {
  const { matches, hear, post } = market();
  const near: string[] = [];
  const far: string[] = [];
  for (let n = 0; n < WAITING_MATCHES_MAX; n += 1) {
    if (n > 0) near.push(await post('offer', 'PK', 5, '640399'));
    if (n < 5) far.push(await post('offer', 'PK', 100, n === 0 ? '64' : '6404'));
  }
  await hear();
  const seek = await post('seek', 'KZ', 100, '640391');
  await hear();
  const statuses = (offers: readonly string[]) =>
    Promise.all(
      offers.map(async (offer) => {
        const matchId = matchIdOf({ offer: { id: offer }, seek: { id: seek } });
        return (await matches.load(matchId)).state.status;
      }),
    );
  // 25 + 1 + 15 beside the price, of 19 of them; and one of those that score 15 + 20 + 15.
  expect(new Set(await statuses(near))).toEqual(new Set(['proposed']));
  expect((await statuses(far)).sort()).toEqual(['proposed', 'unknown', 'unknown', 'unknown', 'unknown']);
});
