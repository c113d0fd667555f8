import type { KnownService, ServicePeriod } from '@corridor/domain';

/** A row of `reporting.service_versions`, without its generation. */
export interface ServiceVersionRow {
  readonly service_id: string;
  readonly position: number;
  readonly announced_position: number;
  readonly status: KnownService['status'];
  readonly details: Omit<KnownService, 'departures' | 'withdrawnDepartures' | 'loads'>;
  readonly periods: readonly ServicePeriod[];
  readonly demo: boolean;
}

/** A row of `reporting.service_departures`, likewise. */
export interface ServiceDepartureRow {
  readonly position: number;
  readonly service_id: string;
  readonly departed_on: string;
  readonly run: number;
  readonly load_kg: string | null;
  readonly withdrawn: boolean;
}

/** A row of `reporting.service_carriages`, likewise. */
export interface CarriageRow {
  readonly position: number;
  readonly service_id: string;
  readonly consignment_id: string;
  readonly from_place: string;
  readonly to_place: string;
  readonly departed_on: string;
  readonly withdrawn: boolean;
}

/** A row of `reporting.service_goods`, likewise: what goods weigh that are still under this name. Masses are decimals. */
export interface GoodsRow {
  readonly consignment_id: string;
  /** The whole that it was split from, the whole of that, and so on. */
  readonly wholes: readonly string[];
  readonly from_country: string;
  readonly to_country: string;
  readonly load_kg: string;
  readonly critical_kg: string;
  /** Of a part of goods that were on their way as they were split, the day on which these left. */
  readonly dispatched_on: string | null;
}

/** A row of `reporting.service_masses`, likewise. */
export interface MassRow extends Pick<GoodsRow, 'consignment_id' | 'load_kg' | 'critical_kg'> {
  readonly position: number;
}

/** A row of `reporting.service_parts`, likewise. */
export interface PartRow {
  readonly consignment_id: string;
  readonly whole_id: string;
  readonly position: number;
}

/** A row of `reporting.critical_dispatches`, likewise. */
export interface CriticalDispatchRow {
  readonly position: number;
  readonly consignment_id: string;
  readonly from_country: string;
  readonly to_country: string;
  readonly dispatched_on: string;
  readonly critical_kg: string;
}
