import type { EventOf } from '@corridor/contracts';
import { toMoney } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';

export const TRANSPORT_COST_EVENTS = ['TransportCostRecorded', 'TransportCostWithdrawn'] as const;
export type TransportCostEventOfLog = EventOf<(typeof TRANSPORT_COST_EVENTS)[number]>;

const TYPES: ReadonlySet<string> = new Set(TRANSPORT_COST_EVENTS);
export const isTransportCostEvent = (event: { readonly type: string }): event is TransportCostEventOfLog =>
  TYPES.has(event.type);

/** A row of `reporting.transport_costs`, without its generation: what was paid, as it was told. Minor units are text. */
export interface TransportCostRow {
  readonly position: number;
  readonly cost_id: string;
  readonly consignment_id: string;
  readonly reference: string;
  readonly kind: EventOf<'TransportCostRecorded'>['data']['kind'];
  /** What it was for, in words. */
  readonly description: string | null;
  /** UN/LOCODE, where it was paid for at one place; else null, and the two behind it are not. */
  readonly location: string | null;
  readonly from_location: string | null;
  readonly to_location: string | null;
  /** Vehicles or wagons that it was paid for; null for all of the consignment's. */
  readonly units: number | null;
  readonly currency: string;
  readonly amount_minor: string;
  readonly usd_cents: string;
  /** Null where it was not told. */
  readonly receipted: boolean | null;
  /** The participant who told it. */
  readonly recorded_by: string;
  /** RFC 3339 in UTC, to the millisecond. */
  readonly paid_at: string;
  readonly demo: boolean;
  /** Of the event that withdraws it; null while it stands. */
  readonly withdrawn_position: number | null;
  /** When that happened, RFC 3339 in UTC. */
  readonly withdrawn_at: string | null;
}

/**
 * What events make of costs.
 * @param standing those that the events tell of and that stand, by their id
 * @returns the rows that are new or changed
 */
export function foldTransportCosts(
  events: readonly TransportCostEventOfLog[],
  standing: ReadonlyMap<string, TransportCostRow>,
): readonly TransportCostRow[] {
  const now = new Map(standing);
  const changed = new Map<number, TransportCostRow>();
  for (const event of events) {
    const { costId } = event.data;
    const before = now.get(costId);
    if (event.type === 'TransportCostRecorded') {
      const row = recordedCost(event);
      now.set(costId, row);
      changed.set(row.position, row);
    } else if (before) {
      now.delete(costId);
      changed.set(before.position, {
        ...before,
        withdrawn_position: event.position,
        withdrawn_at: utcInstant(event.occurredAt),
      });
    } else {
      throw new Error(`The cost ${costId} was not recorded before.`);
    }
  }
  return [...changed.values()];
}

/** A cost as it is told. */
export function recordedCost({
  position,
  occurredAt,
  demo,
  data,
}: EventOf<'TransportCostRecorded'>): TransportCostRow {
  const { scope, amount } = data;
  const isPlace = scope.basis === 'place';
  return {
    position,
    cost_id: data.costId,
    consignment_id: data.consignmentId,
    reference: data.reference,
    kind: data.kind,
    description: data.description ?? null,
    location: isPlace ? scope.location : null,
    from_location: isPlace ? null : scope.from,
    to_location: isPlace ? null : scope.to,
    units: data.units ?? null,
    currency: amount.currency,
    amount_minor: toMoney(amount).minor.toString(),
    usd_cents: toMoney(data.amountUsd).minor.toString(),
    receipted: data.receipted ?? null,
    recorded_by: data.recordedBy,
    paid_at: utcInstant(occurredAt),
    demo,
    withdrawn_position: null,
    withdrawn_at: null,
  };
}
