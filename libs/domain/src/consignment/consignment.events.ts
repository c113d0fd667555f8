import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type {
  ConsignmentDocument,
  DeclaredLine,
  GoodsLine,
  IncotermRule,
  LinePart,
  Party,
  TransportMode,
  TransportUnit,
} from './goods.js';

/** A contract of sale is signed: what will be sent is told with the declaration. */
export type ConsignmentContracted = DomainEvent<
  'ConsignmentContracted',
  {
    readonly consignmentId: string;
    /** The number that both parties know the contract by. */
    readonly contractNumber: string;
    /** `YYYY-MM-DD`. */
    readonly signedOn: string;
    /** `YYYY-MM-DD`; absent where none was agreed. */
    readonly deliverBy?: string;
    readonly exporter: Party;
    readonly importer: Party;
    readonly incoterm: { readonly rule: IncotermRule; readonly place: string };
    readonly value: MoneyJson;
  }
>;

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
    /** Edition of the Harmonized System that the codes of the lines are of. */
    readonly hsEdition: '2022';
    /** Unique consignment reference (WCO), at most 35 characters. */
    readonly ucr?: string;
    readonly contractNumber?: string;
    /** The consignment that this one was split from. */
    readonly partOf?: string;
    readonly lines: readonly GoodsLine[];
  }
>;

/** How the goods are packed, all of them that are: what was told before is replaced. */
export type UnitsPacked = DomainEvent<
  'UnitsPacked',
  { readonly consignmentId: string; readonly units: readonly TransportUnit[] }
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

/**
 * A checkpoint is found wrong: the goods were not seen there, or not then. Nothing is edited; what was seen elsewhere stands, and what
 * should have been told is recorded by itself.
 */
export type CheckpointWithdrawn = DomainEvent<
  'CheckpointWithdrawn',
  {
    readonly consignmentId: string;
    /** UN/LOCODE. */
    readonly location: string;
    readonly movement: 'arrived' | 'departed';
    /** The instant that the checkpoint told, RFC 3339 with offset. */
    readonly seenAt: string;
    readonly reason: string;
    /** Key of the EPCIS event that had led to it, where that was declared wrong. */
    readonly eventKey?: string;
  }
>;

/** The goods changed what carries them: a leg ended at this place, and the next one began. */
export type ConsignmentTransloaded = DomainEvent<
  'ConsignmentTransloaded',
  {
    readonly consignmentId: string;
    /** UN/LOCODE. */
    readonly location: string;
    readonly from: TransportMode;
    readonly to: TransportMode;
    /** What carries them now: registration, train, vessel (IMO number) or flight. */
    readonly meansOfTransport?: string;
    /** As they are packed now, where that changed. */
    readonly units?: readonly TransportUnit[];
  }
>;

/** The goods go on in parts, each a consignment of its own; this one ends. */
export type ConsignmentSplit = DomainEvent<
  'ConsignmentSplit',
  {
    readonly consignmentId: string;
    readonly location: string;
    readonly parts: readonly { readonly consignmentId: string; readonly lines: readonly GoodsLine[] }[];
  }
>;

/** What was counted as the goods were unloaded, and what is missing (short-landed) or too much (over-landed) against the lines. */
export type OutturnReported = DomainEvent<
  'OutturnReported',
  {
    readonly consignmentId: string;
    readonly location: string;
    readonly lines: readonly (LinePart & {
      /** Landed less declared, decimals with a sign: below 0 is short-landed. */
      readonly quantityDifference: string;
      readonly netMassDifferenceKg: string;
    })[];
  }
>;

export type DamageReported = DomainEvent<
  'DamageReported',
  {
    readonly consignmentId: string;
    readonly location: string;
    readonly lines: readonly LinePart[];
    readonly description: string;
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

/** The goods came back to the exporter, from the way or from the consignee. */
export type ConsignmentReturned = DomainEvent<
  'ConsignmentReturned',
  { readonly consignmentId: string; readonly location: string; readonly reason: string }
>;

export type DocumentAttached = DomainEvent<
  'DocumentAttached',
  ConsignmentDocument & { readonly consignmentId: string }
>;

/** A paper does not hold; what stands in its place is attached by itself. */
export type DocumentWithdrawn = DomainEvent<
  'DocumentWithdrawn',
  { readonly consignmentId: string; readonly documentId: string; readonly reason: string }
>;

/** Papers of the consignment were brought to customs, which a declaration rests on from now on. */
export type DocumentsPresented = DomainEvent<
  'DocumentsPresented',
  {
    readonly consignmentId: string;
    readonly declarationId: string;
    readonly documents: readonly { readonly documentId: string; readonly typeCode: string }[];
  }
>;

/** What of the goods a customs declaration covers: told at its lodgement, and again where it is amended. */
export type DeclarationAttached = DomainEvent<
  'DeclarationAttached',
  {
    readonly consignmentId: string;
    readonly declarationId: string;
    readonly flow: 'export' | 'import';
    readonly lines: readonly DeclaredLine[];
  }
>;

/** Customs refused a declaration, or took a cleared one back: what it covered is open to another one. */
export type DeclarationDetached = DomainEvent<
  'DeclarationDetached',
  { readonly consignmentId: string; readonly declarationId: string }
>;

/** An invoice asks to be paid for these goods; one that comes later opens a settled consignment again. */
export type InvoiceAttached = DomainEvent<
  'InvoiceAttached',
  { readonly consignmentId: string; readonly invoiceId: string }
>;

/** An invoice was withdrawn: it asks no more to be paid for these goods. */
export type InvoiceDetached = DomainEvent<
  'InvoiceDetached',
  { readonly consignmentId: string; readonly invoiceId: string }
>;

/** What an obligation told of its invoice, and when: what it told later holds, in whichever order it arrives. */
interface ToldByObligation {
  readonly consignmentId: string;
  readonly invoiceId: string;
  /** Version of the obligation's stream that told it, from 1; 0 in what was written before it was told. */
  readonly obligationVersion: number;
}

/** An invoice of the consignment is paid in part; `outstanding` is what is still owed. */
export type InvoicePartPaid = DomainEvent<
  'InvoicePartPaid',
  ToldByObligation & { readonly outstanding: MoneyJson }
>;

/** One invoice of the consignment is settled in full. */
export type InvoiceSettled = DomainEvent<
  'InvoiceSettled',
  ToldByObligation & {
    /** Value date of the invoice's last settlement, `YYYY-MM-DD` at the creditor's bank. */
    readonly settledOn: string;
  }
>;

/** A payment of an invoice was returned, a part of it or all: it is open again, and so is the consignment. */
export type InvoicePaymentReturned = DomainEvent<
  'InvoicePaymentReturned',
  ToldByObligation & {
    readonly outstanding: MoneyJson;
    /** What is paid behind it; 0 where nothing is. */
    readonly paid: MoneyJson;
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
  | ConsignmentContracted
  | ConsignmentDeclared
  | UnitsPacked
  | ConsignmentDispatched
  | CheckpointRecorded
  | CheckpointWithdrawn
  | ConsignmentTransloaded
  | ConsignmentSplit
  | OutturnReported
  | DamageReported
  | ConsignmentDelivered
  | ConsignmentReturned
  | ConsignmentAmended
  | ConsignmentCancelled
  | DocumentAttached
  | DocumentWithdrawn
  | DocumentsPresented
  | DeclarationAttached
  | DeclarationDetached
  | InvoiceAttached
  | InvoiceDetached
  | InvoicePartPaid
  | InvoiceSettled
  | InvoicePaymentReturned
  | ConsignmentSettled;
