import fc from 'fast-check';
import { holds } from '../../../apps/reporting/src/holds/holds.js';
import { transits } from '../../../apps/reporting/src/transits/transits.js';
import { Asked, SEEN, type Seen } from './asked-of-customs.spec-kit.js';
import { BEGAN_MS, customsStory, customsWorld, HOUR_MS, HOURS, OFFICES } from './customs-world.spec-kit.js';
import {
  clearanceTimeIsExplained,
  customsDutiesAreExplained,
  daysHeldIsExplained,
} from './declarations-explained.spec-kit.js';
import { tellLedger } from './told-ledger.spec-kit.js';
import { guaranteeUseIsExplained, transitsAreExplained } from './transits-explained.spec-kit.js';

/** The log of this seed, with its questions, holds what is rare; the other one is of the seed that the tests begin with. */
const SEED = 20_261_144;

const month = fc.constantFrom('2026-01', '2026-02', '2026-02', '2026-03', '2026-03', '2026-04', '2027-05');
const question = fc.record({
  months: fc.tuple(month, month),
  at: fc.nat(),
  happened: fc.option(fc.nat(HOURS * 2), { freq: 1 }),
  office: fc.option(fc.constantFrom(...OFFICES), { freq: 1 }),
  reporter: fc.option(fc.constantFrom('PK', 'KZ', 'UZ', 'DE'), { freq: 3 }),
  first: fc.integer({ min: 2, max: 6 }),
});

/** Of one log, whatever is asked of it. */
function everythingIsExplained(questions: number, seen: Seen): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(
    // A log is told by the seed that it is drawn with: of thousands of words, nobody could read one.
    fc.integer(),
    fc.array(question, { minLength: questions, maxLength: questions }),
    fc.integer({ min: 1, max: 30 }),
    async (seed, asking, batchMax) => {
      const [world] = fc.sample(customsWorld, { seed, numRuns: 1 });
      if (!world) throw new Error('Nothing was drawn.');
      const told = await tellLedger(customsStory(world), {
        projections: [holds, transits],
        batchMax,
        clock: [BEGAN_MS, BEGAN_MS + HOURS * 2 * HOUR_MS],
      });
      try {
        for (const [index, { months, at, office, first, ...drawn }] of asking.entries()) {
          const reporter = index === 0 ? null : drawn.reporter;
          // Cells tell of whatever is known: enough is asked of them.
          const happened = index % 3 === 0 ? null : drawn.happened;
          // Half of them as of what is known last: most is told by then.
          const asOf = index % 2 === 0 ? told.head : at % (told.head + 1);
          const until =
            happened === null
              ? ''
              : `, occurredUntil: "${new Date(BEGAN_MS + happened * HOUR_MS).toISOString()}"`;
          // The first is of all that there is.
          const [from, to] = index === 0 ? ['2026-01', '2027-05'] : [...months].sort();
          const inMonths = `from: "${from}", to: "${to}", asOf: ${asOf}${until}`;
          const ofReporter = reporter === null ? '' : `, reporter: "${reporter}"`;
          const place =
            office === null || reporter !== null || index === 0 ? ofReporter : `, office: "${office}"`;
          const asked = new Asked(told, first, seen);
          const held = await daysHeldIsExplained(asked, `${inMonths}${ofReporter}`);
          asked.saw('heldByReporter', held && reporter !== null && happened === null);
          await clearanceTimeIsExplained(asked, `${inMonths}${place}`);
          await customsDutiesAreExplained(asked, `${inMonths}${place}`);
          const destined = reporter === null ? '' : `, destinationCountry: "${reporter}"`;
          await transitsAreExplained(asked, `${inMonths}${destined}`);
          await guaranteeUseIsExplained(asked, `asOf: ${asOf}${until}`);
        }
      } finally {
        await told.stop();
      }
    },
  );
}

describe('whatever is told of customs: what explains a figure sums to it over all pages, as of any position and of what had happened by any instant', () => {
  it('in a log that holds what is rare', async () => {
    const seen: Seen = { ...SEEN };
    await fc.assert(everythingIsExplained(6, seen), { seed: SEED, numRuns: 1, endOnFailure: true });
    // What this rests on.
    expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([]);
  }, 180_000);

  it('in any other log', async () => {
    await fc.assert(everythingIsExplained(4, { ...SEEN }), { numRuns: 1, endOnFailure: true });
  }, 120_000);
});
