import type { KnownRow, PassageRow, VisitRow, Voyage, Voyages } from '@corridor/domain';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { foldVisits, VISIT_EVENTS, type VisitEvent } from './visits.fold.js';

/** The events of a story that visits are made of, each at its position. */
export function eventsOf(story: Story): readonly VisitEvent[] {
  return story.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: false }))
    .filter(({ type }) => (VISIT_EVENTS as readonly string[]).includes(type)) as unknown as VisitEvent[];
}

/** Every version of every visit. @param size of the batches that they are folded in */
export function foldAll(events: readonly VisitEvent[], size?: number): readonly VisitRow[] {
  return foldTables(events, size).visits;
}

/** The same, with every version of what came over a border. */
export function foldTables(
  events: readonly VisitEvent[],
  size = 1_000,
): { readonly visits: readonly VisitRow[]; readonly passages: readonly PassageRow[] } {
  const voyages: Voyages = { byRoot: new Map(), rootOf: new Map() };
  const past: { visits: VisitRow[]; passages: PassageRow[] } = { visits: [], passages: [] };
  for (let first = 0; first < events.length; first += size) {
    foldVisits(events.slice(first, first + size), voyages);
    // The database keeps what is known otherwise, and gives the rest back, in no order.
    for (const [root, voyage] of voyages.byRoot) {
      past.visits.push(...voyage.visits.filter(isPast));
      past.passages.push(...voyage.passages.filter(isPast));
      const left: Voyage = {
        ...voyage,
        sightings: [...voyage.sightings].reverse(),
        visits: voyage.visits.filter((row) => !isPast(row)).reverse(),
        passages: voyage.passages.filter((row) => !isPast(row)).reverse(),
      };
      voyages.byRoot.set(root, left);
    }
  }
  const left = [...voyages.byRoot.values()];
  return {
    visits: [...past.visits, ...left.flatMap(({ visits }) => visits)],
    passages: [...past.passages, ...left.flatMap(({ passages }) => passages)],
  };
}

function isPast({ until_position }: KnownRow): boolean {
  return until_position !== null;
}

/** What was known at a position. */
export function asOf<Row extends KnownRow>(rows: readonly Row[], position: number): readonly Row[] {
  return rows.filter(
    (row) => row.from_position <= position && (row.until_position === null || row.until_position > position),
  );
}

export const scan = (
  story: Story,
  id: number,
  location: string,
  movement: 'arrived' | 'departed',
  at: string,
): void => story.step(id, at, { type: 'RecordCheckpoint', data: { location, movement } });

/** What is known of a consignment now, such as `UZTMZ complete 36` with the hours between; those without any, without. */
export function toldOf(rows: readonly VisitRow[], id: number): readonly string[] {
  return rows
    .filter((row) => row.consignment_id === uuid(id) && row.until_position === null)
    .sort((a, b) => a.number - b.number)
    .map(({ location, standing, arrived_at, departed_at }) => {
      if (arrived_at === null || departed_at === null) return `${location} ${standing}`;
      return `${location} ${standing} ${(Date.parse(departed_at) - Date.parse(arrived_at)) / 3_600_000}`;
    });
}

/** What is known now of how a consignment came over borders, such as `AFHRT complete > UZTMZ open by road`. */
export function passedBy(rows: readonly PassageRow[], id: number): readonly string[] {
  return rows
    .filter((row) => row.consignment_id === uuid(id) && row.until_position === null)
    .sort((a, b) => a.number - b.number)
    .map(
      (row) =>
        `${row.out_location} ${row.out_standing} > ${row.in_location} ${row.in_standing} by ${row.mode}`,
    );
}
