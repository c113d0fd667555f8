import type { EventDataOf } from '@corridor/contracts';

/** A row of `reporting.guarantees`, without its generation. */
export interface GuaranteeRow {
  readonly guarantee_id: string;
  readonly kind: EventDataOf<'GuaranteeIssued'>['kind'];
  readonly reference: string;
  readonly guarantor_id: string;
  readonly guarantor_name: string;
  readonly principal_id: string;
  readonly principal_name: string;
  readonly currency: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly issued_at: string;
  readonly issued_position: number;
}

/** Known from one position on, up to the one before another; null while it is known. */
export interface ForAWhile {
  readonly from_position: number;
  readonly until_position: number | null;
  /** When what `from_position` tells happened, RFC 3339 in UTC to the millisecond, and the latest of these instants so far. */
  readonly told_at: string;
  readonly latest_at: string;
}

/** A row of `reporting.guarantee_standings`, without its generation. Minor units are text. */
export interface GuaranteeStandingRow extends ForAWhile {
  readonly guarantee_id: string;
  readonly expired: boolean;
  readonly ceiling_minor: string;
  readonly reserved_minor: string;
  readonly called_minor: string;
  readonly freed_minor: string;
  readonly peak_minor: string;
  readonly peak_position: number;
}

/** A row of `reporting.guarantee_reservations`, without its generation: what is reserved for one transit, 0 once nothing is any more. */
export interface GuaranteeReservationRow extends ForAWhile {
  readonly guarantee_id: string;
  readonly transit_id: string;
  readonly amount_minor: string;
  readonly called_minor: string;
  readonly freed_minor: string;
  /** When anything was reserved first. */
  readonly reserved_at: string;
}
