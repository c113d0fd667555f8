import type { EventDataOf, EventOf } from '@corridor/contracts';
import { decimalOf, millionths } from '@corridor/domain';
import { never, sum, toMoney } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';

/** What tells the worth of goods, and whether their transit is overdue. */
export const GOODS_VALUE_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentAmended',
  'ConsignmentSplit',
  'ConsignmentDelivered',
  'ConsignmentReturned',
  'ConsignmentCancelled',
  'TransitOpened',
  'TransitBecameOverdue',
  'TransitExtended',
  'TransitTerminated',
  'TransitDischarged',
  'TransitCancelled',
] as const;
export type GoodsValueEvent = EventOf<(typeof GOODS_VALUE_EVENTS)[number]>;

/** A row of `reporting.goods_values`, without its generation. */
export interface GoodsValueRow {
  readonly consignment_id: string;
  readonly position: number;
  /** A whole number; null where a line is not in USD, and where the goods are no more under this name. */
  readonly usd_cents: string | null;
  readonly parts: readonly string[] | null;
  readonly cancelled: boolean;
  /** A decimal, of all lines; null where the goods are no more under this name. */
  readonly net_mass_kg: string | null;
  /** RFC 3339 in UTC, to the millisecond. */
  readonly occurred_at: string;
}

/** A row of `reporting.goods_arrived`, without its generation: goods that are where they were to go, or back where they came from. */
export interface ArrivedRow {
  readonly consignment_id: string;
  readonly position: number;
}

/** A row of `reporting.overdue_transits`, without its generation. */
export interface OverdueTransitRow {
  readonly transit_id: string;
  readonly consignment_id: string | null;
  readonly from_position: number;
  readonly until_position: number | null;
}

/** What is known of the transits that events tell of, by their ids: whose goods they carry, and those that are overdue. */
export interface TransitRows {
  readonly goods: Map<string, string | null>;
  readonly overdue: Map<string, OverdueTransitRow>;
}

/**
 * What events make of the worth of goods: replaces the rows of `transits`.
 * @returns the values and arrivals that they add, and the overdue transits that are overdue no more.
 */
export function foldGoodsValues(
  events: readonly GoodsValueEvent[],
  transits: TransitRows,
): {
  readonly values: readonly GoodsValueRow[];
  readonly arrived: readonly ArrivedRow[];
  readonly ended: readonly OverdueTransitRow[];
} {
  const values: GoodsValueRow[] = [];
  const arrived: ArrivedRow[] = [];
  const ended: OverdueTransitRow[] = [];
  for (const event of events) {
    const { position } = event;
    const occurred_at = utcInstant(event.occurredAt);
    switch (event.type) {
      case 'ConsignmentDeclared':
      case 'ConsignmentAmended': {
        const { consignmentId: consignment_id, lines } = event.data;
        values.push({
          consignment_id,
          position,
          usd_cents: centsOf(lines),
          parts: null,
          cancelled: false,
          net_mass_kg: massOf(lines),
          occurred_at,
        });
        break;
      }
      case 'ConsignmentSplit': {
        const { consignmentId: consignment_id, parts } = event.data;
        const ids = parts.map(({ consignmentId }) => consignmentId);
        values.push({
          consignment_id,
          position,
          usd_cents: null,
          parts: ids,
          cancelled: false,
          net_mass_kg: null,
          occurred_at,
        });
        break;
      }
      case 'ConsignmentDelivered':
      case 'ConsignmentReturned':
        arrived.push({ consignment_id: event.data.consignmentId, position });
        break;
      case 'ConsignmentCancelled': {
        const { consignmentId: consignment_id } = event.data;
        values.push({
          consignment_id,
          position,
          usd_cents: null,
          parts: null,
          cancelled: true,
          net_mass_kg: null,
          occurred_at,
        });
        break;
      }
      case 'TransitOpened':
        transits.goods.set(event.data.transitId, event.data.consignmentId ?? null);
        break;
      case 'TransitBecameOverdue': {
        const { transitId: transit_id } = event.data;
        const consignment_id = transits.goods.get(transit_id);
        if (consignment_id === undefined) throw new Error(`The transit ${transit_id} was not opened before.`);
        transits.overdue.set(transit_id, {
          transit_id,
          consignment_id,
          from_position: position,
          until_position: null,
        });
        break;
      }
      case 'TransitExtended':
      case 'TransitTerminated':
      case 'TransitDischarged':
      case 'TransitCancelled': {
        const { transitId } = event.data;
        const row = transits.overdue.get(transitId);
        if (row) ended.push({ ...row, until_position: position });
        transits.overdue.delete(transitId);
        break;
      }
      default:
        never(event);
    }
  }
  return { values, arrived, ended };
}

function centsOf(lines: EventDataOf<'ConsignmentDeclared'>['lines']): string | null {
  if (lines.some(({ value }) => value.currency !== 'USD')) return null;
  const values = lines.map(({ value }) => toMoney(value));
  return sum('USD', values).minor.toString();
}

function massOf(lines: EventDataOf<'ConsignmentDeclared'>['lines']): string {
  return decimalOf(lines.reduce((sum, { netMassKg }) => sum + millionths(netMassKg), 0n));
}
