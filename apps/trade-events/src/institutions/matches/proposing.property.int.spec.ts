import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import { matchOf, type NeedCommand } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { IdempotentConsumer, reactTo } from '@corridor/messaging';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { aggregatesOn } from '../../aggregates.js';
import { matchIdOf, proposing } from './proposing.js';

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

const terms = fc.record({
  quantity: fc.constantFrom('1', '10', '400'),
  unit: fc.constantFrom('TNE', 'TNE', 'TNE', 'NAR'),
  per: fc.constantFrom('once', 'monthly'),
  validUntil: fc.constantFrom('2026-04-02', '2026-06-30'),
});
const life = fc.record({
  firm: fc.constantFrom('a', 'b', 'c'),
  heading: fc.constantFrom('', '02', '02', '0260', '0260'),
  posted: terms,
  amended: fc.option(terms),
  end: fc.constantFrom('no', 'no', 'no', 'no', 'WithdrawNeed', 'FulfilNeed'),
});
/** Whose turn it is, and how events come: some twice, in whatever order their streams stand to each other. */
const turns = fc.array(fc.nat(5), { minLength: 10, maxLength: 10 });

let chapter = 10;

it('whatever firms told, and in whatever order two members hear of it: what fits is proposed, and nothing else', async () => {
  const found = { proposed: 0, lapsed: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 2, maxLength: 7 }),
      turns,
      turns,
      async (lives, told, heard) => {
        const { needs, matches } = aggregatesOn(store);
        chapter += 1;
        const all = lives.map(({ firm, heading, posted, amended, end }, index) => {
          const needId = randomUUID();
          const side = index % 2 === 0 ? 'offer' : 'seek';
          const country = side === 'offer' ? 'PK' : 'KZ';
          const ask = (type: string, data: object) =>
            ({ type, occurredAt: '2026-04-01T10:00:00+05:00', data: { needId, ...data } }) as NeedCommand;
          const of = {
            side,
            firm: { participantId: firm, name: firm, country },
            hs: `${chapter}${heading}`,
            country,
          };
          const commands = [
            ask('PostNeed', { ...of, description: 'x', ...posted }),
            ...(amended ? [ask('AmendNeed', { description: 'x', ...amended })] : []),
            ...(end === 'no' ? [] : [ask(end, end === 'WithdrawNeed' ? { reason: 'other' } : {})]),
          ];
          return { needId, side, commands };
        });
        const before = await store.head();
        const context = { actor: 'operator:test', correlationId: randomUUID() };
        const tell = async ({ needId, commands }: (typeof all)[number], count: number) => {
          for (const command of commands.splice(0, count)) {
            await needs.handle(needId, command, context).catch((error) => {
              if (!(error instanceof Rejection)) throw error;
            });
          }
        };
        const hear = async (events: readonly RecordedEvent[]) => {
          const handle = reactTo(proposing(store, { needs, matches }), () => undefined);
          // Two members of the group, each with streams of its own, at once.
          await Promise.all(
            [0, 1].map((member) =>
              new IdempotentConsumer({ group: 'market', pool, store, handle }).consume(
                events.filter(
                  ({ streamId }) => (Number.parseInt(streamId.at(-1) ?? '0', 16) + member) % 2 === 0,
                ),
              ),
            ),
          );
        };
        for (const turn of told) {
          const one = all[turn % all.length];
          if (one) await tell(one, 1);
          if (turn % 2 === 0) continue;
          const behind = (await store.readAll({ after: before, limit: 1_000 })).filter(
            ({ streamId }, index) => streamId.startsWith('need-') && (heard[index % heard.length] ?? 0) < 4,
          );
          await hear(behind);
        }
        for (const one of all) await tell(one, one.commands.length);
        const last = (await store.readAll({ after: before, limit: 1_000 })).filter(({ streamId }) =>
          streamId.startsWith('need-'),
        );
        await hear([...last].reverse());
        const head = await store.head();
        await hear(last);
        expect(await store.head()).toBe(head);

        for (const offer of all.filter(({ side }) => side === 'offer')) {
          for (const seek of all.filter(({ side }) => side === 'seek')) {
            const [one, other] = [await needs.load(offer.needId), await needs.load(seek.needId)];
            const { state } = await matches.load(
              matchIdOf({ offer: { id: offer.needId }, seek: { id: seek.needId } }),
            );
            if (one.state.status === 'unknown' || other.state.status === 'unknown')
              throw new Error('not told');
            const fit = matchOf(one.state, other.state);
            if (fit) {
              // Days and prices are those of the proposal.
              const { goods, quantity } = fit.score;
              const { strength } = fit;
              expect(state).toMatchObject({
                status: 'proposed',
                proposed: { strength, score: { goods, quantity } },
              });
              found.proposed += 1;
            } else {
              expect(['unknown', 'lapsed']).toContain(state.status);
              if (state.status === 'lapsed') found.lapsed += 1;
            }
          }
        }
      },
    ),
    { numRuns: 60, seed: 20_261_126 },
  );
  expect(found.proposed).toBeGreaterThan(30);
  expect(found.lapsed).toBeGreaterThan(10);
  const { rows } = await pool.query('SELECT reason FROM bus.dead_letters');
  expect(rows).toEqual([]);
}, 120_000);
