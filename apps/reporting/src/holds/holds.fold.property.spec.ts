import type { EventOf } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { AwaitedConsignments } from '../consignments/awaited-consignments.js';
import { ConsignmentDeclarations } from '../consignments/consignment-declarations.js';
import type { ConsignmentRow } from '../consignments/consignment-row.js';
import {
  CONSIGNMENT_EVENTS,
  type ConsignmentEvent,
  foldConsignments,
} from '../consignments/consignments.fold.js';
import {
  attach,
  COTTON,
  DRUGS,
  detach,
  EXPORT,
  FIRST,
  lodged,
  OTHER,
  SECOND,
  split,
  WHOLE,
} from '../consignments/split-story.spec-kit.js';
import { type Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import type { HeldConsignmentRow } from './hold-row.js';
import { eventsOf, foldBatches, type Rows } from './holds.spec-kit.js';

const SEED = 20_261_126;
const CONSIGNMENTS = [WHOLE, FIRST, SECOND] as const;

const step = fc.record({
  do: fc.constantFrom('hold', 'hold', 'hold', 'release', 'release', 'attach', 'detach', 'split', 'refuse'),
  declaration: fc.constantFrom<number>(EXPORT, EXPORT, OTHER),
  consignment: fc.constantFrom<number>(...CONSIGNMENTS),
  hold: fc.constantFrom('a', 'b', 'c', 'd'),
  hours: fc.integer({ min: 0, max: 30 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Whatever is legal of the steps, each some hours behind the one before. */
function storyOf(steps: readonly Step[]): Story {
  const story = lodged();
  story.lodge(OTHER, WHOLE, 'import', [COTTON, DRUGS], '2026-03-01T12:00:00+05:00');
  let isSplit = false;
  let ms = Date.parse('2026-03-04T10:00:00+05:00');
  for (const { do: what, declaration, consignment, hold, hours } of steps) {
    ms += hours * 3_600_000;
    const at = `${new Date(ms + 5 * 3_600_000).toISOString().slice(0, 19)}+05:00`;
    const perform: Readonly<Record<Step['do'], () => void>> = {
      hold: () => story.hold(declaration, WHOLE, hold, at),
      release: () => story.release(declaration, WHOLE, hold, at),
      attach: () => attach(story, consignment, EXPORT, [COTTON], at),
      detach: () => detach(story, consignment, EXPORT, at),
      split: () => {
        if (!isSplit) split(story);
        isSplit = true;
      },
      refuse: () => {
        // Its consignments are detached first, those that it covers.
        for (const id of isSplit ? CONSIGNMENTS : [WHOLE]) attempt(() => detach(story, id, declaration, at));
        story.refuse(declaration, at);
      },
    };
    attempt(perform[what]);
  }
  return story;
}

/** What the domain does not allow is not told. */
function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
  }
}

const steps = fc.array(step, { maxLength: 30 });
const byKey = (rows: readonly object[]): readonly string[] =>
  rows
    .map((row) =>
      JSON.stringify(Object.fromEntries(Object.entries(row).sort())).replaceAll(/(\.\d{3})\+00:00/g, '$1Z'),
    )
    .sort();

it('makes the same rows whatever the batches', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), (told, sizes) => {
      const events = eventsOf(storyOf(told));
      const [whole, inBatches] = [foldBatches(events, [1_000]), foldBatches(events, sizes)];
      expect(byKey(inBatches.holds)).toEqual(byKey(whole.holds));
      expect(byKey(inBatches.held)).toEqual(byKey(whole.held));
    }),
    { seed: SEED },
  );
});

it('holds as many consignments as the consignments say that they are held', () => {
  let compared = 0;
  fc.assert(
    fc.property(steps, (told) => {
      const story = storyOf(told);
      const { held } = foldBatches(eventsOf(story), [1_000]);
      const events = story.appends
        .flat()
        .flatMap(({ events: some }) => some)
        .map((event, index) => ({ ...event, position: index + 1, demo: false }))
        .filter(({ type }) => (CONSIGNMENT_EVENTS as readonly string[]).includes(type));
      const consignments = new Map<string, ConsignmentRow>();
      const declarations = new ConsignmentDeclarations();
      foldConsignments(events as unknown as readonly ConsignmentEvent[], {
        consignments,
        invoices: new Map(),
        declarations,
        awaited: new AwaitedConsignments(),
      });
      for (const [id, { open_holds }] of consignments) {
        const open = held.filter((row) => row.consignment_id === id && row.held_until === null);
        expect([id, open.length]).toEqual([id, open_holds]);
        compared += open_holds;
      }
    }),
    { seed: SEED },
  );
  expect(compared).toBeGreaterThan(100);
});

it('holds a consignment only while the hold is there, and each by one stretch of time at a time', () => {
  fc.assert(
    fc.property(steps, (told) => {
      const { holds, held } = foldBatches(eventsOf(storyOf(told)), [1_000]);
      for (const hold of holds) {
        const ofIt = held.filter(
          (row) => row.hold_id === hold.hold_id && row.declaration_id === hold.declaration_id,
        );
        const whole = ofIt.filter((row) => row.consignment_id === hold.consignment_id);
        // The one that it was lodged for, from its beginning to its end.
        expect(whole).toMatchObject([{ held_from: hold.placed_at, held_until: hold.ended_at }]);
        for (const id of CONSIGNMENTS.map(uuid)) {
          const rows = ofIt.filter((row) => row.consignment_id === id).sort(byBeginning);
          rows.forEach((row, index) => {
            expect(row.held_from >= hold.placed_at).toBe(true);
            const next = rows[index + 1];
            if (next) expect(row.held_until !== null && row.held_until <= next.held_from).toBe(true);
            if (hold.ended_at) expect(row.held_until !== null && row.held_until <= hold.ended_at).toBe(true);
          });
        }
      }
    }),
    { seed: SEED },
  );
});

/** What a hold had come to by an instant: when it was placed and ended, and by what. */
function toldBy({ holds }: Pick<Rows, 'holds'>, ms: number): readonly string[] {
  const hadHappened = (at: string | null) => at !== null && Date.parse(at) <= ms;
  return holds
    .filter(({ placed_at }) => hadHappened(placed_at))
    .map((hold) => {
      const [end, by] = hadHappened(hold.ended_at)
        ? [hold.ended_at, hold.ended_by]
        : hadHappened(hold.early_end_at)
          ? [hold.early_end_at, hold.early_end_by]
          : [null, null];
      const instants = [hold.placed_at, end].map((at) => (at === null ? 'open' : new Date(at).toISOString()));
      return [hold.declaration_id, hold.hold_id, ...instants, by].join(' ');
    })
    .sort();
}

it('by any instant, is what the events come to that had happened by then', () => {
  let early = 0;
  // Steps that lie before the one before them, as far as the declaration takes them.
  const anyhow = fc.array(
    step.chain((one) => fc.integer({ min: -30, max: 30 }).map((hours) => ({ ...one, hours }))),
    { maxLength: 30, size: 'max' },
  );
  fc.assert(
    fc.property(anyhow, fc.integer({ min: -20, max: 200 }), (told, hours) => {
      const ms = Date.parse('2026-03-04T10:00:00+05:00') + hours * 3_600_000;
      const events = eventsOf(storyOf(told));
      const happened = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= ms);
      const placed = new Set(
        happened.flatMap((event) => (event.type === 'HoldPlaced' ? [holdOf(event)] : [])),
      );
      // What had been let go before it was placed, had not been placed.
      const some = happened.filter((event) => event.type !== 'HoldReleased' || placed.has(holdOf(event)));
      const all = foldBatches(events, [3]);
      expect(toldBy(all, ms)).toEqual(toldBy(foldBatches(some, [1_000]), ms));
      early += all.holds.filter(
        ({ early_end_at, ended_at }) => early_end_at && Date.parse(ended_at ?? '') > ms,
      ).length;
    }),
    { seed: SEED, numRuns: 1_000 },
  );
  expect(early).toBeGreaterThan(10);
});

function holdOf({ data }: EventOf<'HoldPlaced' | 'HoldReleased'>): string {
  return `${data.declarationId} ${data.holdId}`;
}

function byBeginning(a: HeldConsignmentRow, b: HeldConsignmentRow): number {
  return a.from_position - b.from_position;
}
