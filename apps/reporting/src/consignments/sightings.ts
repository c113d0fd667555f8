import type { EventOf } from '@corridor/contracts';
import { utcInstant } from '../utc-instant.js';
import type { ConsignmentRow, Sighting } from './consignment-row.js';

/** Where something happened to it, it was seen. */
export function located(
  { sightings }: ConsignmentRow,
  { occurredAt, data }: { readonly occurredAt: string; readonly data: { readonly location: string } },
  movement?: Sighting['movement'],
): Partial<ConsignmentRow> {
  const sighting = { location: data.location, at: utcInstant(occurredAt), ...(movement && { movement }) };
  return lastSeen([...sightings, sighting]);
}

/** It is where it was seen before, or since: what was not seen leaves no trace in where it is. */
export function withdrawn(
  { sightings }: ConsignmentRow,
  { data: { location, movement, seenAt } }: EventOf<'CheckpointWithdrawn'>,
): Partial<ConsignmentRow> {
  const at = utcInstant(seenAt);
  return lastSeen(
    sightings.filter((one) => one.movement !== movement || one.location !== location || one.at !== at),
  );
}

/** Where it was last seen, by when that was: a scan that is told late does not take it back. */
function lastSeen(sightings: readonly Sighting[]): Partial<ConsignmentRow> {
  let last: Sighting | undefined;
  // Instants in UTC sort as texts.
  for (const sighting of sightings) if (last === undefined || sighting.at >= last.at) last = sighting;
  return { sightings, last_location: last?.location ?? null, last_location_at: last?.at ?? null };
}
