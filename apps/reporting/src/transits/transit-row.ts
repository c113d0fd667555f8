import type { EventDataOf } from '@corridor/contracts';

/** A row of `reporting.transits`, without its generation: a transit as the log has it up to `last_position`. Amounts are minor units. */
export interface TransitRow {
  readonly transit_id: string;
  readonly transit_number: string;
  readonly status: 'opened' | 'under-way' | 'terminated' | 'discharged' | 'cancelled';
  readonly consignment_id: string | null;
  readonly principal_id: string;
  readonly principal_name: string;
  readonly carrier_id: string;
  readonly carrier_name: string;
  readonly transport_mode: string;
  readonly vehicle: string;
  readonly office_of_departure: string;
  readonly office_of_destination: string;
  readonly goods: EventDataOf<'TransitOpened'>['goods'];
  readonly net_mass_kg: string;
  /** Instants are RFC 3339. */
  readonly opened_at: string;
  readonly due_by: string;
  readonly extensions: number;
  readonly overdue_since: string | null;
  readonly guarantee_id: string;
  readonly guarantor_id: string;
  readonly currency: string;
  readonly duty_at_risk_minor: string;
  readonly reserved_minor: string;
  readonly called_minor: string;
  readonly itinerary: EventDataOf<'TransitOpened'>['itinerary'];
  readonly passages: readonly PassageOfRow[];
  readonly unplanned_passages: number;
  readonly irregularities: number;
  readonly late_minutes_max: number;
  readonly terminated_at: string | null;
  readonly terminated_at_office: string | null;
  readonly reservation: string | null;
  readonly discharged_at: string | null;
  readonly participants: readonly string[];
  readonly demo: boolean;
  readonly first_position: number;
  readonly last_position: number;
}

export interface PassageOfRow {
  readonly location: string;
  readonly movement: 'entered' | 'left';
  readonly planned: boolean;
  readonly lateMinutes: number;
  /** RFC 3339 by the clock of the place. */
  readonly at: string;
}
