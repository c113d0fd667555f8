import type { EventDataOf } from '@corridor/contracts';

/** A row of `reporting.consignments`, without its generation: a consignment as the log has it up to `last_position`. */
export interface ConsignmentRow {
  readonly consignment_id: string;
  /** How far the goods have come; `settled` where they are delivered and every invoice is paid. */
  readonly status: 'declared' | 'in-transit' | 'split' | 'delivered' | 'settled' | 'returned' | 'cancelled';
  readonly exporter_id: string;
  readonly exporter_name: string;
  readonly exporter_country: string;
  readonly importer_id: string;
  readonly importer_name: string;
  readonly importer_country: string;
  readonly origin: string;
  readonly destination: string;
  readonly incoterm_rule: string;
  readonly incoterm_place: string;
  readonly transport_mode: string | null;
  readonly last_location: string | null;
  /** RFC 3339 to the millisecond. */
  readonly last_location_at: string | null;
  /** In the order in which they were told: the last one by time is where it is. */
  readonly sightings: readonly Sighting[];
  readonly lines: EventDataOf<'ConsignmentDeclared'>['lines'];
  readonly declared_at: string;
  readonly dispatched_at: string | null;
  readonly delivered_at: string | null;
  readonly export_accepted_on: string | null;
  readonly import_accepted_on: string | null;
  readonly open_holds: number;
  readonly settled_on: string | null;
  readonly participants: readonly string[];
  readonly demo: boolean;
  readonly first_position: number;
  readonly last_position: number;
}

/** Where goods were seen. */
export interface Sighting {
  /** UN/LOCODE. */
  readonly location: string;
  /** RFC 3339 in UTC, to the millisecond. */
  readonly at: string;
  /** Of a checkpoint, which alone can be withdrawn. */
  readonly movement?: 'arrived' | 'departed';
}

/**
 * A row of `reporting.consignment_declarations`, without its generation: a customs declaration, and a consignment that it was lodged for or covers.
 * Goods that were split are in several consignments, which one declaration covers.
 */
export interface DeclarationRow {
  readonly declaration_id: string;
  readonly consignment_id: string;
  /** The consignment that it was lodged for: this one, or the whole that this one is a part of. */
  readonly lodged_for: string;
  readonly flow: 'export' | 'import';
  /** Whether it covers goods of the consignment now. */
  readonly covers: boolean;
  /** Absent until it is cleared, and once that is taken back. */
  readonly accepted_on: string | null;
  readonly open_holds: number;
}

/** A row of `reporting.awaited_consignments`, without its generation: who takes part in a credit that names a consignment which is not declared yet. */
export interface AwaitedRow {
  readonly consignment_id: string;
  /** Of the credit's event. */
  readonly position: number;
  readonly participants: readonly string[];
}

/** A row of `reporting.invoices`, without its generation. Amounts are whole numbers of the currency's minor unit. */
export interface InvoiceRow {
  readonly invoice_id: string;
  readonly consignment_id: string;
  readonly invoice_number: string;
  readonly creditor_id: string;
  readonly debtor_id: string;
  readonly creditor_bank: string;
  readonly currency: string;
  readonly amount_minor: string;
  readonly paid_minor: string;
  readonly terms_trigger: string;
  readonly terms_days: number;
  readonly issued_on: string;
  readonly terms_started_on: string | null;
  readonly due_on: string | null;
  readonly settled_on: string | null;
  readonly withdrawn_on: string | null;
  readonly participants: readonly string[];
  readonly demo: boolean;
  readonly last_position: number;
}
