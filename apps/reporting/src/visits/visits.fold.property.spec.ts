import { foldVoyages, happenedBy, type KnownRow, type Voyages, voyageTold } from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { FIRST, lodged, SECOND, split, WHOLE } from '../consignments/split-story.spec-kit.js';
import type { Story } from '../story.spec-kit.js';
import { foldVisits } from './visits.fold.js';
import { asOf, eventsOf, foldAll, foldTables, scan } from './visits.spec-kit.js';

const CONSIGNMENTS = [WHOLE, FIRST, SECOND] as const;
const step = fc.record({
  do: fc.constantFrom('arrive', 'arrive', 'depart', 'depart', 'depart', 'withdraw', 'split', 'deliver'),
  consignment: fc.constantFrom<number>(...CONSIGNMENTS),
  location: fc.constantFrom('AFKBL', 'UZTMZ', 'UZTAS'),
  // Few, so that they meet, and that what is withdrawn was told.
  day: fc.integer({ min: 2, max: 7 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Whatever is legal of the steps. */
function storyOf(steps: readonly Step[]): Story {
  const story = lodged();
  story.dispatch(WHOLE, '2026-03-01T12:00:00+05:00');
  let isSplit = false;
  for (const { do: what, consignment, location, day } of steps) {
    const at = `2026-03-0${day}T10:00:00+05:00`;
    const perform: Readonly<Record<Step['do'], () => void>> = {
      arrive: () => scan(story, consignment, location, 'arrived', at),
      depart: () => scan(story, consignment, location, 'departed', at),
      withdraw: () => {
        const data = { location, movement: 'departed', seenAt: at, reason: 'misread' } as const;
        story.step(consignment, at, { type: 'WithdrawCheckpoint', data });
      },
      split: () => {
        if (isSplit) return;
        split(story);
        isSplit = true;
        for (const id of [FIRST, SECOND]) story.dispatch(id, '2026-03-04T10:00:00+05:00', 'UZTAS');
      },
      deliver: () => story.deliver(consignment, at),
    };
    try {
      perform[what]();
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return story;
}

const steps = fc.array(step, { maxLength: 25 });
/** What a visit is, whenever it came to be known. */
const seen = (rows: readonly KnownRow[]): readonly string[] =>
  rows.map(({ from_position: _, within: __, until_position: ___, ...visit }) => JSON.stringify(visit)).sort();
const both = ({ visits, passages }: ReturnType<typeof foldTables>): readonly KnownRow[] => [
  ...visits,
  ...passages,
];

it('is, as of each position, what its events up to there make', () => {
  let changed = 0;
  fc.assert(
    fc.property(steps, (told) => {
      const events = eventsOf(storyOf(told));
      const rows = both(foldTables(events));
      for (const [index, { position }] of events.entries()) {
        const prefix = both(foldTables(events.slice(0, index + 1)));
        expect(seen(asOf(rows, position))).toEqual(seen(asOf(prefix, position)));
      }
      changed += rows.filter(({ until_position }) => until_position !== null).length;
    }),
  );
  expect(changed).toBeGreaterThan(50);
});

it('makes the same rows whatever the batches', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (told, size) => {
      const events = eventsOf(storyOf(told));
      const sorted = (tables: ReturnType<typeof foldTables>) =>
        both(tables)
          .map((row) => JSON.stringify(row))
          .sort();
      expect(sorted(foldTables(events, size))).toEqual(sorted(foldTables(events)));
    }),
  );
});

it('has each scan that stands in one visit of its consignment, and none that was withdrawn', () => {
  fc.assert(
    fc.property(steps, (told) => {
      const events = eventsOf(storyOf(told));
      const rows = foldAll(events);
      const standing = new Map<string, number>();
      for (const { type, position, data, occurredAt } of events) {
        const at = type === 'CheckpointWithdrawn' ? data.seenAt : occurredAt;
        if (type !== 'CheckpointRecorded' && type !== 'CheckpointWithdrawn') continue;
        const key = [data.consignmentId, data.location, data.movement, at].join();
        if (type === 'CheckpointRecorded') standing.set(key, position);
        else standing.delete(key);
      }
      for (const id of new Set(events.map(({ data }) => data.consignmentId))) {
        const own = new Set(
          events
            .filter(({ data, type }) => data.consignmentId === id && type === 'CheckpointRecorded')
            .map(({ position }) => position),
        );
        const inVisits = rows
          .filter((row) => row.consignment_id === id && row.until_position === null)
          .flatMap(({ positions }) => positions)
          .filter((position) => own.has(position));
        const expected = [...standing].filter(([key]) => key.startsWith(id)).map(([, position]) => position);
        const missing = expected.filter((position) => !inVisits.includes(position));
        expect(inVisits.length).toBe(new Set(inVisits).size);
        expect(inVisits.every((position) => expected.includes(position))).toBe(true);
        expect(missing).toEqual([]);
      }
    }),
  );
});

it('is, by any instant, what its sightings told again up to there make: as if no other events were there', () => {
  let changed = 0;
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 8 }), (told, day) => {
      const until = `2026-03-0${day}T05:00:00.000Z`;
      const events = eventsOf(storyOf(told));
      const voyages: Voyages = { byRoot: new Map(), rootOf: new Map() };
      foldVisits(events, voyages);
      const again: Voyages = { byRoot: new Map(), rootOf: new Map() };
      foldVoyages(happenedBy([...voyages.byRoot.values()].flatMap(voyageTold), until), again);
      const alone = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= Date.parse(until));
      const rows = (of: ReturnType<typeof foldTables>) =>
        both(of)
          .map((row) => JSON.stringify(row))
          .sort();
      const all = [...again.byRoot.values()];
      const retold = {
        visits: all.flatMap(({ visits }) => visits),
        passages: all.flatMap(({ passages }) => passages),
      };
      expect(rows(retold)).toEqual(rows(foldTables(alone)));
      if (alone.length < events.length && alone.length > 0) changed += 1;
    }),
    { numRuns: 300 },
  );
  expect(changed).toBeGreaterThan(30);
});
