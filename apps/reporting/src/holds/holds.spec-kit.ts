import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import type { HeldConsignmentRow, HoldRow } from './hold-row.js';
import { type DeclarationHolds, foldHolds, HOLD_EVENTS, type HoldEvent } from './holds.fold.js';

/** Behind all that stories tell. */
const RECORDED = '2030-01-01T00:00:00.000000Z';

/** The events of a story that the holds are made of, each at its position. */
export function eventsOf(story: Story, recordedAt = RECORDED): readonly HoldEvent[] {
  return story.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, recordedAt, demo: false }))
    .filter(({ type }) => (HOLD_EVENTS as readonly string[]).includes(type)) as unknown as HoldEvent[];
}

/** What the database gives back of an instant, and in no order. */
const stored = <Row extends object>(rows: readonly Row[]): readonly Row[] =>
  rows
    .map((row) => JSON.parse(JSON.stringify(row).replaceAll(/(\d\d:\d\d:\d\d\.\d{3})Z/g, '$1+00:00')))
    .reverse();

/** Folds batch by batch, each with the rows of its declarations read anew, as the projection does. */
export function foldBatches(events: readonly HoldEvent[], sizes: readonly number[]): Rows {
  const kept = new Map<string, DeclarationHolds>();
  for (let first = 0, turn = 0; first < events.length; turn += 1) {
    const batch = events.slice(first, first + (sizes[turn % sizes.length] ?? 1));
    first += batch.length;
    const recalled = new Map<string, DeclarationHolds>();
    for (const { data } of batch) {
      const found = kept.get(data.declarationId);
      if (!found) continue;
      const { covering, holds, held } = found;
      recalled.set(data.declarationId, {
        covering: stored(covering),
        holds: stored(holds),
        held: stored(held),
      });
    }
    foldHolds(batch, recalled);
    for (const [id, rows] of recalled) kept.set(id, rows);
  }
  const all = [...kept.values()];
  return { holds: all.flatMap(({ holds }) => holds), held: all.flatMap(({ held }) => held) };
}

export interface Rows {
  readonly holds: readonly HoldRow[];
  readonly held: readonly HeldConsignmentRow[];
}

/** From when to when a consignment was held and what ended it, hold by hold; `open` where nothing has. */
export function toldOf(story: Story, id: number, batch = 1_000): readonly string[] {
  return foldBatches(eventsOf(story), [batch])
    .held.filter(({ consignment_id }) => consignment_id === uuid(id))
    .map(({ hold_id, held_from, held_until, ended_by }) =>
      [hold_id, brief(held_from), held_until === null ? 'open' : `${brief(held_until)} ${ended_by}`].join(
        ' ',
      ),
    )
    .sort();
}

/** `03-04 10:00`, in UTC. */
const brief = (instant: string): string =>
  new Date(Date.parse(instant)).toISOString().slice(5, 16).replace('T', ' ');
