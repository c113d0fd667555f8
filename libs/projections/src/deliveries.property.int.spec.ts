import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import fc from 'fast-check';
import {
  CheckpointsTogether,
  differences,
  generationsAtWork,
  Projector,
  ProjectorGroup,
  rebuild,
} from './index.js';
import { startTallyLedger, type TallyLedger, tallyOf } from './tally.spec-kit.js';

let ledger: TallyLedger;
let log: readonly RecordedEvent[];
const projections = [tallyOf(), tallyOf(undefined, 'second_tally')];
/** Folded in one batch: what every way of delivery has to lead to, of both. */
let straight: readonly number[];

beforeAll(async () => {
  ledger = await startTallyLedger();
  await ledger.append(60);
  log = await ledger.log();
  const { pool, store } = ledger;
  straight = await Promise.all(
    projections.map((projection) => rebuild({ projection, pool, store, batchMax: 100 })),
  );
});
afterAll(() => ledger.stop());

/** What may happen: the log grows; a delivery in any order, with gaps and repeats; a step of a process; a crash of one. */
const happening = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 15 }).map((count) => ({ kind: 'grow', count }) as const),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.nat(59), { maxLength: 25 })
      .map((indexes) => ({ kind: 'deliver', indexes }) as const),
  },
  // What a bus in good order does: all that is new.
  { weight: 3, arbitrary: fc.constant({ kind: 'deliver-all' } as const) },
  { weight: 6, arbitrary: fc.nat(1).map((process) => ({ kind: 'step', process }) as const) },
  { weight: 1, arbitrary: fc.nat(1).map((process) => ({ kind: 'crash', process }) as const) },
);

it('any order, loss and repetition of deliveries leads to the straight fold of the log', async () => {
  const { pool, owner } = ledger;
  const everything = Array.from({ length: 60 }, (_, index) => index);
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 80 }),
      fc.record({
        batchMax: fc.integer({ min: 1, max: 9 }),
        windowSize: fc.integer({ min: 1, max: 30 }),
        gapMs: fc.constantFrom(0, 100),
        togetherMax: fc.constantFrom(0, 3, 100),
      }),
      fc.nat(40),
      async (happenings, { togetherMax, ...sizes }, start) => {
        let head = start;
        const store: Pick<EventStore, 'readAll'> = {
          readAll: async (options) =>
            (await ledger.store.readAll(options)).filter(({ position }) => position <= head),
        };
        // Live from some position on, so that the bus is of use; the log is read where an event is missing, never by the clock.
        const generations = await Promise.all(
          projections.map((projection) => rebuild({ projection, pool, store: ledger.store, to: start })),
        );
        for (const [at, { name }] of projections.entries()) {
          await owner.query(
            `UPDATE reporting.projections SET state = 'live' WHERE name = $1 AND generation = $2`,
            [name, generations[at]],
          );
        }
        let nowMs = 1;
        const open = (): ProjectorGroup => {
          const checkpoints = new CheckpointsTogether(pool, togetherMax);
          const more = { pool, store, checkpoints, pollMs: 1_000_000, now: () => nowMs, ...sizes };
          return new ProjectorGroup(projections.map((projection) => new Projector({ projection, ...more })));
        };
        const processes = [open(), open()];
        for (const each of happenings) {
          if (each.kind === 'grow') head = Math.min(60, head + each.count);
          else if (each.kind === 'crash') processes[each.process] = open();
          else if (each.kind === 'step') await processes[each.process]?.step();
          else {
            const indexes = each.kind === 'deliver' ? each.indexes : everything;
            const events = indexes.flatMap((index) => log[index] ?? []);
            const published = events.filter(({ position }) => position <= head);
            for (const process of processes) process.offer(published);
          }
        }
        head = 60;
        nowMs += 1_000_000;
        for (const process of processes) {
          // What opens its generation anew is told a step later.
          for (let idle = 0; idle < 2; await process.idle())
            idle = (await process.step()) === 0 ? idle + 1 : 0;
        }
        for (const [at, projection] of projections.entries()) {
          const { name } = projection;
          const generation = generations[at] ?? 0;
          const live = (await generationsAtWork(pool)).find(
            (each) => each.name === name && each.state === 'live',
          );
          expect(live).toMatchObject({ generation, position: 60 });
          expect(await differences(pool, projection, generation, straight[at] ?? 0)).toEqual([]);
          await owner.query(
            `UPDATE reporting.projections SET state = 'retired' WHERE name = $1 AND generation = $2`,
            [name, generation],
          );
        }
      },
    ),
    // What a failed run leaves live would fail each smaller one for another reason.
    { numRuns: 60, endOnFailure: true },
  );
}, 120_000);
