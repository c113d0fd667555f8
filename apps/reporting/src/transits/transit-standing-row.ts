import type { EventDataOf } from '@corridor/contracts';
import type { TransitRow } from './transit-row.js';

/**
 * A row of `reporting.transit_standings`, without its generation: a transit as it was known from `from_position` on. Minor units and kilograms are text,
 * instants RFC 3339 in UTC to the millisecond.
 */
export interface TransitStandingRow {
  readonly transit_id: string;
  readonly from_position: number;
  /** From which on it is known otherwise; null while it is known so. */
  readonly until_position: number | null;
  readonly opened_position: number;
  readonly status: TransitRow['status'];
  readonly departure: string;
  readonly destination: string;
  readonly stops: readonly string[];
  /** '' without one. */
  readonly port: string;
  readonly transport_mode: string;
  readonly guarantee_id: string;
  readonly net_mass_kg: string;
  /** USD where the goods are valued in USD or a rate was told with them, else the currency that they are valued in. */
  readonly currency: string;
  readonly value_minor: string;
  readonly opened_at: string;
  readonly due_by: string;
  readonly terminated_at: string | null;
  readonly late: boolean;
  readonly discharged_at: string | null;
  readonly discharged_on: string | null;
  /** What the event of `from_position` told anew. */
  readonly change: 'opened' | 'irregular' | 'extended' | 'terminated' | 'discharged' | 'cancelled';
  /** When that happened. */
  readonly told_at: string;
  /** The latest of these instants so far. */
  readonly latest_at: string;
  readonly irregularities: readonly EventDataOf<'TransitIrregularityRecorded'>['code'][];
}
