import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import fc from 'fast-check';
import { differences, generationsAtWork, Projector, rebuild } from './index.js';
import { startTallyLedger, type TallyLedger, tallyOf } from './tally.spec-kit.js';

let ledger: TallyLedger;
let log: readonly RecordedEvent[];
const projection = tallyOf();
/** Folded in one batch: what every way of delivery has to lead to. */
let straight: number;

beforeAll(async () => {
  ledger = await startTallyLedger();
  await ledger.append(60);
  log = await ledger.log();
  const { pool, store } = ledger;
  straight = await rebuild({ projection, pool, store, batchMax: 100 });
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
      }),
      fc.nat(40),
      async (happenings, sizes, start) => {
        let head = start;
        const store: Pick<EventStore, 'readAll'> = {
          readAll: async (options) =>
            (await ledger.store.readAll(options)).filter(({ position }) => position <= head),
        };
        // Live from some position on, so that the bus is of use; the log is read where an event is missing, never by the clock.
        const generation = await rebuild({ projection, pool, store: ledger.store, to: start });
        await owner.query(`UPDATE reporting.projections SET state = 'live' WHERE generation = $1`, [
          generation,
        ]);
        let nowMs = 1;
        const open = (): Projector =>
          new Projector({ projection, pool, store, pollMs: 1_000_000, now: () => nowMs, ...sizes });
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
        for (const process of processes) while ((await process.step()) > 0);
        const live = (await generationsAtWork(pool)).find(({ state }) => state === 'live');
        expect(live).toMatchObject({ generation, position: 60 });
        expect(await differences(pool, projection, generation, straight)).toEqual([]);
        await owner.query(`UPDATE reporting.projections SET state = 'retired' WHERE generation = $1`, [
          generation,
        ]);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
