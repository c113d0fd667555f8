import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import fc from 'fast-check';
import { atTheLimits } from './extremes.spec-kit.js';
import { storyOf } from './many-lives.spec-kit.js';
import { plan } from './plan.spec-kit.js';
import { PROJECTIONS } from './projections.js';
import { startReportedLedger } from './reported-ledger.spec-kit.js';
import { record } from './teller.spec-kit.js';

it('whatever happened, and however the bus told of it, live and rebuilt are the same row for row', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plan, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
      fc.array(fc.array(fc.nat(79), { maxLength: 40 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 25 }),
      async (plans, turns, deliveries, batchMax, rebuildBatchMax) => {
        // A ledger for each: to build again what all of them told would take longer each time.
        const { pool, store, stop } = await startReportedLedger();
        try {
          const open = (projection: (typeof PROJECTIONS)[number]) =>
            new Projector({ projection, pool, store, batchMax, windowSize: 30, gapMs: 0, now: () => 0 });
          const projectors = PROJECTIONS.map(open);
          await record(store, storyOf(10, plans.slice(0, 1), turns).appends);
          // Live, and nothing new: from here on only the bus moves them.
          for (const projector of projectors) while ((await projector.step()) > 0);
          const before = await store.head();
          await record(store, storyOf(20, plans, turns).appends, { demo: plans.length % 2 === 0 });
          const published = await store.readAll({ after: before, limit: 1_000 });
          for (const indexes of [...deliveries, [published.length - 1]]) {
            const events = indexes.flatMap((index) => published[index] ?? []);
            for (const projector of projectors) {
              projector.offer(events);
              await projector.step();
            }
          }
          for (const projector of projectors) while ((await projector.step()) > 0);

          const head = await store.head();
          for (const projection of PROJECTIONS) {
            const live = (await generationsAtWork(pool)).find(
              ({ name, state }) => name === projection.name && state === 'live',
            );
            expect(live).toMatchObject({ position: head });
            const rebuilt = await rebuild({ projection, pool, store, batchMax: rebuildBatchMax });
            expect(await differences(pool, projection, live?.generation ?? 0, rebuilt)).toEqual([]);
          }
        } finally {
          await stop();
        }
      },
    ),
    { numRuns: 8 },
  );
}, 300_000);

it('no event that its contract takes stops a projection, however large what it tells', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plan, { minLength: 2, maxLength: 3 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
      fc.constantFrom('first' as const, 'last' as const),
      async (plans, turns, calendar) => {
        const { pool, store, stop } = await startReportedLedger();
        try {
          await record(store, atTheLimits(storyOf(10, plans, turns).appends, calendar));
          const stopped: string[] = [];
          for (const projection of PROJECTIONS) {
            await rebuild({ projection, pool, store }).catch((error: Error) =>
              stopped.push(`${projection.name}: ${error.message}`),
            );
          }
          expect(stopped).toEqual([]);
        } finally {
          await stop();
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
}, 300_000);
