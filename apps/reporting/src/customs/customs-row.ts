import type { EventDataOf } from '@corridor/contracts';

/** A row of `reporting.customs_declarations`, without its generation. Instants are RFC 3339 in UTC, to the millisecond; days are those of the office. */
export interface CustomsDeclarationRow {
  readonly declaration_id: string;
  readonly consignment_id: string;
  /** UN/LOCODE of the customs office. */
  readonly office: string;
  readonly flow: EventDataOf<'DeclarationLodged'>['flow'];
  /** Two digits each. */
  readonly procedure: string;
  readonly previous_procedure: string;
  readonly lodged_at: string;
  readonly lodged_on: string;
  readonly lodged_position: number;
  readonly cleared_at: string | null;
  readonly cleared_on: string | null;
  readonly cleared_position: number | null;
  /** Refused, or taken back once it was cleared. */
  readonly called_off_at: string | null;
  readonly called_off_position: number | null;
  /** The first of the two. */
  readonly ended_position: number | null;
  /** The first inspection of each kind. */
  readonly documentary_position: number | null;
  readonly scan_position: number | null;
  readonly physical_position: number | null;
  /** The assessment that stands. */
  readonly assessed_position: number | null;
}

/** A row of `reporting.customs_inspections`, without its generation. */
export interface CustomsInspectionRow {
  readonly declaration_id: string;
  readonly position: number;
  readonly kind: EventDataOf<'InspectionRecorded'>['kind'];
  readonly result: EventDataOf<'InspectionRecorded'>['result'];
  readonly inspected_at: string;
}

/** A row of `reporting.duty_assessments`, without its generation: what one assessment asks for of one kind, in minor units as text. */
export interface DutyAssessmentRow {
  readonly position: number;
  readonly line: number;
  readonly declaration_id: string;
  readonly kind: EventDataOf<'DutyAssessed'>['duties'][number]['kind'];
  readonly office: string;
  readonly flow: CustomsDeclarationRow['flow'];
  readonly assessed_at: string;
  readonly assessed_on: string;
  readonly currency: string;
  readonly amount_minor: string;
  /** Null while it stands. */
  readonly ended_position: number | null;
}

/** A row of `reporting.duty_refunds`, without its generation. */
export interface DutyRefundRow extends Omit<DutyPaymentRow, 'paid_on'> {
  readonly reason: EventDataOf<'DutyRefunded'>['reason'];
  readonly refunded_on: string;
  /** Both null while it stands. */
  readonly withdrawn_position: number | null;
  readonly withdrawn_at: string | null;
}

/** What withdraws the refund of a reference that stands. */
export interface RefundWithdrawn extends Pick<DutyRefundRow, 'declaration_id' | 'reference'> {
  readonly withdrawn_position: number;
  readonly withdrawn_at: string;
}

/** A row of `reporting.duty_payments`, without its generation. */
export interface DutyPaymentRow {
  readonly position: number;
  readonly declaration_id: string;
  readonly reference: string;
  readonly office: string;
  readonly flow: CustomsDeclarationRow['flow'];
  /** When it was told to have happened; the day that counts is `paid_on`. */
  readonly occurred_at: string;
  readonly paid_on: string;
  readonly currency: string;
  readonly amount_minor: string;
}
