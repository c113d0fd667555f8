import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { GoodsLine, IncotermRule } from '../consignment/goods.js';

/** Which way the goods cross the frontier of the country whose customs takes the declaration. */
export type TradeFlow = 'export' | 'import';

/** Carriage between the incoterm's place and the frontier of the declaring country, in the currency of the lines. */
export interface CarriageCharges {
  readonly freight: MoneyJson;
  readonly insurance: MoneyJson;
}

/**
 * What goods are declared for, and what they were under before: two digits each, by the classifier of the Eurasian Economic Union
 * (`10` export, `40` home use, `70` warehouse, `00` nothing before).
 */
export interface CustomsProcedure {
  readonly requested: string;
  readonly previous: string;
}

export type DeclarationLodged = DomainEvent<
  'DeclarationLodged',
  {
    readonly declarationId: string;
    /** The number that customs gave it. */
    readonly declarationNumber: string;
    readonly consignmentId: string;
    readonly flow: TradeFlow;
    /** UN/LOCODE of the customs office; its country is the reporter of the figure. */
    readonly customsOffice: string;
    /** ISO 3166-1 alpha-2 of the customs office. */
    readonly reporter: string;
    /** The day of acceptance at the customs office, `YYYY-MM-DD`: it dates the figure. */
    readonly acceptedOn: string;
    readonly exporter: string;
    readonly importer: string;
    /** ISO 3166-1 alpha-2 from which the goods were sent (IMTS: country of consignment of an import). */
    readonly countryOfConsignment: string;
    /** ISO 3166-1 alpha-2 of the last known destination. */
    readonly countryOfDestination: string;
    readonly procedure: CustomsProcedure;
    /** Edition of the Harmonized System that the codes of the lines are of. */
    readonly hsEdition: '2022';
    /** Unique consignment reference (WCO). */
    readonly ucr?: string;
    readonly incoterm: { readonly rule: IncotermRule; readonly place: string };
    readonly charges: CarriageCharges;
    readonly lines: readonly GoodsLine[];
  }
>;

export type HoldPlaced = DomainEvent<
  'HoldPlaced',
  {
    readonly declarationId: string;
    readonly consignmentId: string;
    readonly holdId: string;
    readonly reason: 'documents' | 'inspection' | 'valuation' | 'classification' | 'sanitary' | 'duty-unpaid';
    readonly note: string;
    /** The participant that alone may lift it, e.g. a quarantine service; any customs office where absent. */
    readonly liftableBy?: string;
  }
>;

export type HoldReleased = DomainEvent<
  'HoldReleased',
  { readonly declarationId: string; readonly consignmentId: string; readonly holdId: string }
>;

interface Ids {
  readonly declarationId: string;
  readonly consignmentId: string;
}

/** Customs wants to see papers before it goes on. */
export type DocumentsRequested = DomainEvent<
  'DocumentsRequested',
  Ids & {
    /** UN/EDIFACT 1001. */
    readonly typeCodes: readonly string[];
    readonly note: string;
    /** `YYYY-MM-DD`; absent where no day was set. */
    readonly dueOn?: string;
  }
>;

/** Papers that were asked for are there, by what is attached to the consignment. */
export type DocumentsProvided = DomainEvent<
  'DocumentsProvided',
  Ids & { readonly documents: readonly { readonly documentId: string; readonly typeCode: string }[] }
>;

export type InspectionRecorded = DomainEvent<
  'InspectionRecorded',
  Ids & {
    readonly inspectionId: string;
    readonly kind: 'documentary' | 'scan' | 'physical';
    readonly result: 'conforming' | 'discrepancy';
    readonly note: string;
  }
>;

export type DutyKind = 'customs-duty' | 'value-added-tax' | 'excise' | 'fee';

/** What is owed to customs, all of it: an assessment replaces the one before. */
export type DutyAssessed = DomainEvent<
  'DutyAssessed',
  Ids & {
    readonly duties: readonly { readonly kind: DutyKind; readonly amount: MoneyJson }[];
    readonly total: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly dueOn: string;
  }
>;

export type DutyPaid = DomainEvent<
  'DutyPaid',
  Ids & {
    /** What the treasury calls the payment: one is counted once. */
    readonly paymentReference: string;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly paidOn: string;
    /** What is still owed of the assessment; not below 0. */
    readonly outstanding: MoneyJson;
  }
>;

export const DUTY_REFUND_REASONS = [
  'overcharged',
  'not-as-contracted',
  'called-off',
  'drawback',
  'authority-error',
  'equity',
  'appeal',
  'other',
] as const;

/** Duty that was paid is given back, behind the clearance or the refusal. */
export type DutyRefunded = DomainEvent<
  'DutyRefunded',
  Ids & {
    /** What the treasury calls the refund: one is counted once. */
    readonly refundReference: string;
    /** The decision of customs, or of a court, by which it is granted. */
    readonly decisionReference?: string;
    readonly reason: (typeof DUTY_REFUND_REASONS)[number];
    readonly note?: string;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly refundedOn: string;
    /** What was paid and is not given back behind it; not below 0. */
    readonly refundable: MoneyJson;
  }
>;

/** A refund was told wrong: it counts no longer, and its reference is free again. */
export type DutyRefundWithdrawn = DomainEvent<
  'DutyRefundWithdrawn',
  Ids & {
    readonly refundReference: string;
    /** Of the refund. */
    readonly amount: MoneyJson;
    /** What was paid and is not given back without it. */
    readonly refundable: MoneyJson;
    readonly reason: string;
  }
>;

/** The goods may be used as the procedure says; behind the clearance only. */
export type GoodsReleased = DomainEvent<'GoodsReleased', Ids & { readonly procedure: CustomsProcedure }>;

export type RefusalReason =
  | 'prohibited'
  | 'documents'
  | 'classification'
  | 'valuation'
  | 'sanitary'
  | 'withdrawn';

/** Customs does not take the goods, or the declarant took the declaration back: it counts nowhere. */
export type DeclarationRefused = DomainEvent<
  'DeclarationRefused',
  Ids & { readonly reason: RefusalReason; readonly note: string }
>;

/** Goods that an import was refused for left the country again. */
export type GoodsReexported = DomainEvent<
  'GoodsReexported',
  Ids & {
    /** UN/LOCODE of where they left. */
    readonly location: string;
  }
>;

/** What a cleared line counts in the statistics of its reporter (IMTS 2010). */
export interface StatisticalLine {
  readonly lineNumber: number;
  readonly hs6: string;
  /** ISO 3166-1 alpha-2: origin of an import, last known destination of an export. */
  readonly partner: string;
  readonly countryOfOrigin: string;
  readonly netMassKg: string;
  readonly quantity: string;
  readonly unit: string;
  /** CIF-type at the entry frontier or FOB-type at the exit frontier, in the currency of the declaration. */
  readonly statisticalValue: MoneyJson;
  readonly statisticalValueUsd: MoneyJson;
}

/** USD for one unit of the declaration's currency. */
export interface ExchangeRate {
  /** A positive decimal of at most 12 digits behind the point, e.g. `"0.00359"`; `"1"` for USD. */
  readonly usdPerUnit: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly source: string;
}

interface Clearance {
  readonly declarationId: string;
  readonly consignmentId: string;
  readonly flow: TradeFlow;
  readonly reporter: string;
  readonly customsOffice: string;
  readonly acceptedOn: string;
  readonly exchangeRate: ExchangeRate;
  readonly lines: readonly StatisticalLine[];
}

export type DeclarationCleared = DomainEvent<'DeclarationCleared', Clearance>;

interface Restatement extends Clearance {
  readonly reason: string;
  readonly replaced: readonly StatisticalLine[];
  /** What the lines that count now were made of; absent where it was not told yet (version 1). */
  readonly declared?: DeclaredGoods;
}

/** What is declared of goods: invoice values line by line, and the charges that make statistical values of them. */
export interface DeclaredGoods {
  readonly charges: CarriageCharges;
  readonly lines: readonly GoodsLine[];
}

/** Restates a cleared declaration: `replaced` stood before, `lines` stand now, in the month of `acceptedOn`. */
export type DeclarationAmended = DomainEvent<'DeclarationAmended', Restatement>;

/**
 * Customs took a cleared export declaration back before the goods left: it counts nowhere any more. `replaced` are the lines that counted, in the
 * month of `acceptedOn`.
 */
export type DeclarationInvalidated = DomainEvent<
  'DeclarationInvalidated',
  Omit<Clearance, 'exchangeRate' | 'lines'> & {
    readonly reason: string;
    readonly replaced: readonly StatisticalLine[];
  }
>;

export type DeclarationEvent =
  | DeclarationLodged
  | DocumentsRequested
  | DocumentsProvided
  | InspectionRecorded
  | DutyAssessed
  | DutyPaid
  | DutyRefunded
  | DutyRefundWithdrawn
  | DeclarationRefused
  | GoodsReleased
  | GoodsReexported
  | HoldPlaced
  | HoldReleased
  | DeclarationCleared
  | DeclarationAmended
  | DeclarationInvalidated;
