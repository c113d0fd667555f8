import type { DomainEvent, MoneyJson } from '@corridor/kernel';

/** Modes of the corridor. Source: UN/CEFACT Recommendation 19 (1 sea, 2 rail, 3 road, 4 air). */
export type TransportMode = 'road' | 'rail' | 'sea' | 'air';

/** Incoterms 2020 of the International Chamber of Commerce. */
export const INCOTERMS = [
  'EXW',
  'FCA',
  'FAS',
  'FOB',
  'CFR',
  'CIF',
  'CPT',
  'CIP',
  'DAP',
  'DPU',
  'DDP',
] as const;
export type IncotermRule = (typeof INCOTERMS)[number];

/** A firm that takes part, as the ledger knows it. */
export interface Party {
  readonly participantId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Goods of one kind within a consignment. */
export interface GoodsLine {
  /** From 1, unique in the consignment; a line keeps its number through every amendment. */
  readonly lineNumber: number;
  /** Harmonized System subheading, six digits. */
  readonly hs6: string;
  readonly description: string;
  /** ISO 3166-1 alpha-2 of where the goods were made. */
  readonly countryOfOrigin: string;
  /** Kilograms, a positive decimal. */
  readonly netMassKg: string;
  /** A positive decimal, in `unit`. */
  readonly quantity: string;
  /** UN/ECE Recommendation 20 unit, e.g. `KGM`, `NAR`, `MTK`. */
  readonly unit: string;
  /** Invoice value under the consignment's incoterm. */
  readonly value: MoneyJson;
}

export type ConsignmentDeclared = DomainEvent<
  'ConsignmentDeclared',
  {
    readonly consignmentId: string;
    readonly exporter: Party;
    readonly importer: Party;
    /** UN/LOCODE. */
    readonly origin: string;
    /** UN/LOCODE. */
    readonly destination: string;
    readonly incoterm: { readonly rule: IncotermRule; readonly place: string };
    readonly lines: readonly GoodsLine[];
  }
>;

export type ConsignmentDispatched = DomainEvent<
  'ConsignmentDispatched',
  { readonly consignmentId: string; readonly location: string; readonly transportMode: TransportMode }
>;

export type CheckpointRecorded = DomainEvent<
  'CheckpointRecorded',
  {
    readonly consignmentId: string;
    /** UN/LOCODE. */
    readonly location: string;
    readonly movement: 'arrived' | 'departed';
  }
>;

export type ConsignmentDelivered = DomainEvent<
  'ConsignmentDelivered',
  { readonly consignmentId: string; readonly location: string }
>;

/** Says what was wrong and why; `lines` are all lines as they should have been. Nothing is edited. */
export type ConsignmentAmended = DomainEvent<
  'ConsignmentAmended',
  { readonly consignmentId: string; readonly reason: string; readonly lines: readonly GoodsLine[] }
>;

export type ConsignmentCancelled = DomainEvent<
  'ConsignmentCancelled',
  { readonly consignmentId: string; readonly reason: string }
>;

/** An invoice asks to be paid for these goods; one that comes later opens a settled consignment again. */
export type InvoiceAttached = DomainEvent<
  'InvoiceAttached',
  { readonly consignmentId: string; readonly invoiceId: string }
>;

/** One invoice of the consignment is settled in full. */
export type InvoiceSettled = DomainEvent<
  'InvoiceSettled',
  {
    readonly consignmentId: string;
    readonly invoiceId: string;
    /** Value date of the invoice's last settlement, `YYYY-MM-DD` at the creditor's bank. */
    readonly settledOn: string;
  }
>;

/** Every invoice of the consignment is settled in full. */
export type ConsignmentSettled = DomainEvent<
  'ConsignmentSettled',
  {
    readonly consignmentId: string;
    /** The latest of its invoices' value dates, `YYYY-MM-DD`. */
    readonly settledOn: string;
  }
>;

export type ConsignmentEvent =
  | ConsignmentDeclared
  | ConsignmentDispatched
  | CheckpointRecorded
  | ConsignmentDelivered
  | ConsignmentAmended
  | ConsignmentCancelled
  | InvoiceAttached
  | InvoiceSettled
  | ConsignmentSettled;
