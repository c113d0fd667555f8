import type { EventOf } from '@corridor/contracts';
import { gatesOf, type Movement } from '@corridor/domain';
import { never } from '@corridor/kernel';
import { gateOf } from '@corridor/reference-data';
import { utcInstant } from '../utc-instant.js';

const PLAN_EVENTS = ['RouteDefined', 'RoutePlanRevised'] as const;
/** Every event that tells how goods go, and what they are held against. */
export const CARRIAGE_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentDispatched',
  'ConsignmentTransloaded',
  'CheckpointRecorded',
  'CheckpointWithdrawn',
  'ConsignmentSplit',
  'OutturnReported',
  'DamageReported',
  'ConsignmentDelivered',
  'ConsignmentReturned',
  ...PLAN_EVENTS,
] as const;
export type CarriageEvent = EventOf<(typeof CARRIAGE_EVENTS)[number]>;
type PlanEvent = EventOf<(typeof PLAN_EVENTS)[number]>;
export type GoodsEvent = Exclude<CarriageEvent, PlanEvent>;

/** What is told of one consignment; of a part, also what was told of the whole before the part was. Instants are milliseconds since 1970. */
export interface ToldMovement extends Movement {
  readonly consignmentId: string;
  /** Of whoever asks what had happened by an instant, from when on it counts. */
  readonly occurredAt: number;
}

/** A row of `reporting.trade_movements`, without its generation. Instants are in UTC. */
export type MovementRow = ReturnType<typeof movementRow>;

export function movementRow({ consignmentId, position, kind, place, mode, at, occurredAt }: ToldMovement) {
  return {
    consignment_id: consignmentId,
    position,
    kind,
    place,
    mode,
    at: new Date(at).toISOString(),
    occurred_at: new Date(occurredAt).toISOString(),
  };
}

/** A row of `reporting.trade_route_plans`, without its generation: where a plan begins and ends, and what it passes between. */
export interface PlanRow {
  readonly route_id: string;
  readonly position: number;
  readonly begins: string;
  readonly ends: string;
  readonly gates: readonly string[];
  readonly occurred_at: string;
}

export function isPlan(event: CarriageEvent): event is PlanEvent {
  return (PLAN_EVENTS as readonly string[]).includes(event.type);
}

export function planRow({ position, occurredAt, data }: PlanEvent): PlanRow {
  return {
    route_id: data.routeId,
    position,
    ...gatesOf(data.legs, gateOf),
    occurred_at: utcInstant(occurredAt),
  };
}

/** @param ofWhole what was told of a consignment so far */
export function movementsOf(
  event: GoodsEvent,
  ofWhole: (consignmentId: string) => readonly ToldMovement[],
): readonly ToldMovement[] {
  const { position, data } = event;
  const { consignmentId } = data;
  const occurredAt = instantMs(event.occurredAt);
  if (event.type === 'ConsignmentDeclared') {
    const { partOf } = event.data;
    if (partOf === undefined) return [];
    return ofWhole(partOf).map((told) => ({
      ...told,
      consignmentId,
      occurredAt: Math.max(told.occurredAt, occurredAt),
    }));
  }
  const { location: place } = event.data;
  const told = { consignmentId, position, place, mode: null, at: occurredAt, occurredAt };
  switch (event.type) {
    case 'ConsignmentDispatched':
      return [{ ...told, kind: 'leg', mode: event.data.transportMode }];
    case 'ConsignmentTransloaded':
      return [{ ...told, kind: 'leg', mode: event.data.to }];
    case 'CheckpointRecorded':
      return [{ ...told, kind: event.data.movement }];
    case 'CheckpointWithdrawn':
      return [{ ...told, kind: `not-${event.data.movement}`, at: instantMs(event.data.seenAt) }];
    case 'ConsignmentSplit':
    case 'OutturnReported':
    case 'DamageReported':
    case 'ConsignmentDelivered':
    case 'ConsignmentReturned':
      return [{ ...told, kind: 'seen' }];
    default:
      return never(event);
  }
}

/** As the database keeps it. */
function instantMs(instant: string): number {
  return Date.parse(utcInstant(instant));
}
