import type { EventOf } from '@corridor/contracts';
import { foldVoyages, type VisitTold, type Voyages } from '@corridor/domain';
import { utcInstant } from '../utc-instant.js';

/** Every event that tells where the goods of a consignment are, or that it goes on in parts. */
export const VISIT_EVENTS = [
  'ConsignmentDispatched',
  'CheckpointRecorded',
  'CheckpointWithdrawn',
  'ConsignmentTransloaded',
  'ConsignmentSplit',
  'OutturnReported',
  'DamageReported',
  'ConsignmentDelivered',
  'ConsignmentReturned',
] as const;
export type VisitEvent = EventOf<(typeof VISIT_EVENTS)[number]>;

const TYPES: ReadonlySet<string> = new Set(VISIT_EVENTS);
export const isVisitEvent = (event: { readonly type: string }): event is VisitEvent => TYPES.has(event.type);

/** What events make of visits: replaces the voyages that they tell of. */
export function foldVisits(events: readonly VisitEvent[], voyages: Voyages): void {
  foldVoyages(events.map(toldBy), voyages);
}

function toldBy(event: VisitEvent): VisitTold {
  const { position, occurredAt, data } = event;
  const { consignmentId: consignment_id, location } = data;
  const at = utcInstant(occurredAt);
  if (event.type === 'CheckpointWithdrawn') {
    const { movement: kind, seenAt } = event.data;
    return {
      type: 'withdrawn',
      position,
      at,
      wrong: { consignment_id, location, kind, at: utcInstant(seenAt) },
    };
  }
  const parts = event.type === 'ConsignmentSplit' ? event.data.parts : [];
  return {
    type: 'seen',
    sighting: { position, consignment_id, location, kind: kindOf(event), at, mode: modeOf(event) },
    parts: parts.map(({ consignmentId }) => consignmentId),
  };
}

type Seen = Extract<VisitTold, { readonly type: 'seen' }>['sighting'];

function kindOf(event: Exclude<VisitEvent, { type: 'CheckpointWithdrawn' }>): Seen['kind'] {
  switch (event.type) {
    case 'CheckpointRecorded':
      return event.data.movement;
    case 'ConsignmentSplit':
      return 'split';
    case 'ConsignmentDelivered':
    case 'ConsignmentReturned':
      return 'ended';
    default:
      // A dispatch is where its way begins, for a part the split itself: neither says that it left the place then.
      return 'seen';
  }
}

function modeOf(event: VisitEvent): Seen['mode'] {
  if (event.type === 'ConsignmentDispatched') return event.data.transportMode;
  return event.type === 'ConsignmentTransloaded' ? event.data.to : null;
}
