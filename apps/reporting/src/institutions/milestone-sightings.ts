import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';

/** What tells where goods are, and which are parts of which. */
export const SIGHTING_EVENTS = [
  'CheckpointRecorded',
  'ConsignmentTransloaded',
  'ConsignmentSplit',
  'ConsignmentDelivered',
  'ConsignmentReturned',
] as const;
type SightingEvent = EventOf<(typeof SIGHTING_EVENTS)[number]>;

/** A row of `reporting.milestone_sightings`, without its generation. */
export interface SightingRow {
  readonly position: number;
  readonly consignment_id: string;
  readonly location: string;
  readonly movement: 'arrived' | 'departed' | 'transloaded' | 'split' | 'ended';
  readonly seen_at: string;
  readonly withdrawn_position: null;
}

/** A row of `reporting.milestone_parts`, likewise. */
export interface PartOfRow {
  readonly consignment_id: string;
  readonly whole_id: string;
  readonly position: number;
}

export function sightingOf(event: SightingEvent): SightingRow {
  const { position, occurredAt, data } = event;
  const { consignmentId: consignment_id, location } = data;
  const row = { position, consignment_id, location, seen_at: occurredAt, withdrawn_position: null };
  return { ...row, movement: movementOf(event) };
}

function movementOf(event: SightingEvent): SightingRow['movement'] {
  switch (event.type) {
    case 'CheckpointRecorded':
      return event.data.movement;
    case 'ConsignmentTransloaded':
      return 'transloaded';
    case 'ConsignmentSplit':
      return 'split';
    case 'ConsignmentDelivered':
    case 'ConsignmentReturned':
      return 'ended';
    default:
      return never(event);
  }
}

/** @param wholes the wholes of each part that the events' own parts are split from, where these are parts themselves */
export function partsOf(
  events: readonly EventOf<'ConsignmentDeclared'>[],
  wholes: ReadonlyMap<string, readonly string[]>,
): readonly PartOfRow[] {
  const known = new Map(wholes);
  return events.flatMap(({ position, data: { consignmentId, partOf } }) => {
    if (partOf === undefined) return [];
    const all = [partOf, ...(known.get(partOf) ?? [])];
    known.set(consignmentId, all);
    return all.map((whole_id) => ({ consignment_id: consignmentId, whole_id, position }));
  });
}
