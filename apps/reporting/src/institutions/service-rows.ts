import type { KnownService, ServicePeriod } from '@corridor/domain';

/** A row of `reporting.service_versions`, without its generation. */
export interface ServiceVersionRow {
  readonly service_id: string;
  readonly position: number;
  readonly announced_position: number;
  readonly status: KnownService['status'];
  readonly details: Omit<KnownService, 'departures'>;
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
}

/** A row of `reporting.service_carriages`, likewise; masses are decimals. */
export interface CarriageRow {
  readonly position: number;
  readonly service_id: string;
  readonly consignment_id: string;
  readonly from_place: string;
  readonly to_place: string;
  readonly departed_on: string;
  readonly net_kg: string;
  readonly load_kg: string;
  readonly critical_kg: string;
  readonly withdrawn: boolean;
}

/** A row of `reporting.service_goods`, likewise. */
export interface GoodsRow {
  readonly consignment_id: string;
  readonly from_country: string;
  readonly to_country: string;
  readonly critical_kg: string;
  readonly dispatched_on: string | null;
  readonly counted_before: boolean;
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
