import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { GoodsLine, IncotermRule } from '../consignment/consignment.events.js';

/** Which way the goods cross the frontier of the country whose customs takes the declaration. */
export type TradeFlow = 'export' | 'import';

/** Carriage between the incoterm's place and the frontier of the declaring country, in the currency of the lines. */
export interface CarriageCharges {
  readonly freight: MoneyJson;
  readonly insurance: MoneyJson;
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
  }
>;

export type HoldReleased = DomainEvent<
  'HoldReleased',
  { readonly declarationId: string; readonly consignmentId: string; readonly holdId: string }
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

/** Restates a cleared declaration: `replaced` stood before, `lines` stand now, in the month of `acceptedOn`. */
export type DeclarationAmended = DomainEvent<
  'DeclarationAmended',
  Clearance & { readonly reason: string; readonly replaced: readonly StatisticalLine[] }
>;

export type DeclarationEvent =
  | DeclarationLodged
  | HoldPlaced
  | HoldReleased
  | DeclarationCleared
  | DeclarationAmended;
