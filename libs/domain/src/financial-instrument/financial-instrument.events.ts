import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { TradeFlow } from '../declaration/declaration.events.js';
import type { InvoiceParty } from '../invoice/invoice.events.js';

/**
 * By which number a regulator follows the money of a trade: the financial instrument that a bank of Pakistan issues in the Pakistan
 * Single Window (before, Form E), or the account number that a contract of Kazakhstan gets from its bank (учётный номер контракта).
 */
export const INSTRUMENT_KINDS = ['pk-financial-instrument', 'kz-contract-number'] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** Within how many days the proceeds of goods have to come home, counted from their shipment. */
export interface RepatriationTerm {
  readonly days: number;
  /** Who says so: a circular, or the contract. */
  readonly source: string;
}

export type InstrumentRegistered = DomainEvent<
  'InstrumentRegistered',
  {
    readonly instrumentId: string;
    readonly kind: InstrumentKind;
    /** Which way the goods of its holder go. An import has no term: its payments are counted, nothing has to come home. */
    readonly flow: TradeFlow;
    readonly number: string;
    /** The exporter, or of an import the importer. */
    readonly holder: InvoiceParty;
    /** Participant id of the bank that follows it. */
    readonly bank: string;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly issuedOn: string;
    readonly contractNumber?: string;
    readonly term?: RepatriationTerm;
    /** `YYYY-MM-DD` by which the buyer has to pay, where that is agreed: the term ends with it where it comes first. */
    readonly paymentDueOn?: string;
  }
>;

/** The instrument covers a consignment with all its invoices, or with one of them. */
export type InstrumentTied = DomainEvent<
  'InstrumentTied',
  {
    readonly instrumentId: string;
    readonly consignmentId: string;
    readonly invoiceId?: string;
    /** The number of the goods declaration at customs. */
    readonly declarationNumber?: string;
  }
>;

/** The first goods that it covers were shipped: the clock runs. Told again where an earlier shipment is told later: these days hold then. */
export type RepatriationTermStarted = DomainEvent<
  'RepatriationTermStarted',
  {
    readonly instrumentId: string;
    readonly consignmentId: string;
    /** `YYYY-MM-DD`, as `dueOn`. */
    readonly startedOn: string;
    readonly dueOn: string;
  }
>;

/** What changed of the money that came for one invoice, and what it makes of the whole. */
interface Proceeds {
  readonly instrumentId: string;
  readonly invoiceId: string;
  readonly consignmentId: string;
  /** Version of the obligation's stream that told it, from 1. */
  readonly obligationVersion: number;
  readonly amount: MoneyJson;
  /** What has come in all, of every invoice. */
  readonly realised: MoneyJson;
  /** What is still to come; not below 0. */
  readonly outstanding: MoneyJson;
  /** `YYYY-MM-DD` of the payment, or of its return. */
  readonly valueDate: string;
}

export type ProceedsRealised = DomainEvent<'ProceedsRealised', Proceeds>;

/** A payment was returned: so much is still to come again, and an instrument that was closed is open. */
export type ProceedsTakenBack = DomainEvent<'ProceedsTakenBack', Proceeds>;

/** All of it has come. */
export type InstrumentClosed = DomainEvent<
  'InstrumentClosed',
  { readonly instrumentId: string; readonly realised: MoneyJson }
>;

export type InstrumentAmountAmended = DomainEvent<
  'InstrumentAmountAmended',
  {
    readonly instrumentId: string;
    readonly amount: MoneyJson;
    readonly outstanding: MoneyJson;
    readonly reason: string;
  }
>;

/** What a regulator, or a bank in its name, allowed. */
export interface Approval {
  /** The number of the letter or case. */
  readonly reference: string;
  readonly approvedBy: string;
  /** `YYYY-MM-DD`. */
  readonly approvedOn: string;
}

export type RepatriationTermExtended = DomainEvent<
  'RepatriationTermExtended',
  {
    readonly instrumentId: string;
    /** The day that held before, and the one that holds now. */
    readonly dueBefore: string;
    readonly dueOn: string;
    readonly approval: Approval;
  }
>;

/** The last day passed, and not all had come; told once for each such day. */
export type ProceedsOverdue = DomainEvent<
  'ProceedsOverdue',
  { readonly instrumentId: string; readonly dueOn: string; readonly outstanding: MoneyJson }
>;

export type InstrumentCancelled = DomainEvent<
  'InstrumentCancelled',
  { readonly instrumentId: string; readonly reason: string }
>;

export type InstrumentEvent =
  | InstrumentRegistered
  | InstrumentTied
  | RepatriationTermStarted
  | ProceedsRealised
  | ProceedsTakenBack
  | InstrumentClosed
  | InstrumentAmountAmended
  | RepatriationTermExtended
  | ProceedsOverdue
  | InstrumentCancelled;
