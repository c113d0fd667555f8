import fc from 'fast-check';
import { Story } from '../story.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { foldTrade, type TradeFact } from './trade-facts.fold.js';
import { NOTHING, tradeEventsOf } from './trade-facts.spec-kit.js';

const goods = fc.array(
  fc.record({ hs6: fc.constantFrom('520100', '300490'), cents: fc.integer({ min: 1, max: 99_999 }) }),
  { minLength: 1, maxLength: 2 },
);
/** Days of January; that a declaration is cleared before it is corrected and taken back is all that holds: the ledger may learn of them, and of the cancellation, anyhow. */
const day = fc.integer({ min: 2, max: 28 });
const life = fc.record({
  flow: fc.constantFrom('export', 'import'),
  first: goods,
  second: goods,
  days: fc.tuple(day, day, day).map((days) => days.sort((a, b) => a - b)),
  end: fc.constantFrom('cleared', 'corrected', 'taken back'),
  cancelledOn: fc.option(day),
  /** How many steps of the declaration the ledger had learnt of when it learnt of the cancellation. */
  stepsBefore: fc.integer({ min: 0, max: 3 }),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

const at = (of: number, hour: number) =>
  `2026-01-${String(of).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+05:00`;
const linesOf = (told: Life['first']) =>
  told.map(({ hs6, cents }, index) => line(index + 1, hs6, (cents / 100).toFixed(2)));

function storyOf(lives: readonly Life[]): Story {
  const told = new Story();
  lives.forEach((each, index) => {
    const id = 10 * (index + 1);
    const [cleared = 2, corrected = 2, takenBack = 2] = each.days;
    told.declare(id, linesOf(each.first), at(1, 8));
    told.lodge(id + 1, id, each.flow, linesOf(each.first), at(1, 9), { reporter: 'PK' });
    const steps = [
      () => told.clear(id + 1, '2026-01-01', at(cleared, 10)),
      ...(each.end === 'cleared'
        ? []
        : [() => told.correct(id + 1, linesOf(each.second), at(corrected, 11))]),
      ...(each.end === 'taken back' && each.flow === 'export'
        ? [() => told.invalidate(id + 1, at(takenBack, 12))]
        : []),
    ];
    const { cancelledOn, stepsBefore } = each;
    const cancel = cancelledOn === null ? [] : [() => told.cancel(id, at(cancelledOn, 13))];
    for (const step of [...steps.slice(0, stepsBefore), ...cancel, ...steps.slice(stepsBefore)]) step();
  });
  return told;
}

/** What facts come to by whom, month, flow and goods; what comes to nothing is left out. */
function sums(facts: readonly TradeFact[]): Readonly<Record<string, readonly [string, string]>> {
  const by = new Map<string, { cents: bigint; mass: number }>();
  for (const { reporter, partner, month, flow, hs6, value_usd_cents, net_mass_kg } of facts) {
    const key = [reporter, partner, month, flow, hs6].join(' ');
    const { cents, mass } = by.get(key) ?? { cents: 0n, mass: 0 };
    by.set(key, { cents: cents + BigInt(value_usd_cents), mass: mass + Number(net_mass_kg) });
  }
  return Object.fromEntries(
    [...by]
      .filter(([, { cents, mass }]) => cents !== 0n || mass !== 0)
      .map(([key, { cents, mass }]) => [key, [`${cents}`, `${mass}`] as const]),
  );
}

it('the facts up to an instant of occurrence and a position come to what the events up to both alone come to', () => {
  fc.assert(
    fc.property(fc.array(life, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (lives, one, other) => {
      const events = tradeEventsOf(storyOf(lives));
      const { facts } = foldTrade(events, NOTHING);
      const position = events[one % events.length]?.position ?? 0;
      const untilMs = Date.parse(events[other % events.length]?.occurredAt ?? '');
      const counted = facts.filter(
        (fact) => fact.position <= position && Date.parse(fact.occurred_at) <= untilMs,
      );
      const alone = events.filter(
        (event) => event.position <= position && Date.parse(event.occurredAt) <= untilMs,
      );
      expect(sums(counted)).toEqual(sums(foldTrade(alone, NOTHING).facts));
    }),
    { numRuns: 400 },
  );
});
