import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { ExchangeRate } from '../../declaration/declaration.events.js';
import type { Ownership } from '../firm/firm.events.js';

export type CommitmentKind = 'memorandum' | 'letter-of-intent' | 'contract' | 'investment-pledge';

export interface CommitmentParty {
  readonly part: 'seller' | 'buyer' | 'investor' | 'recipient';
  /** Of the register, where it stands there. */
  readonly participantId?: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly ownership: Ownership;
}

/** Where something was announced. */
export interface Occasion {
  readonly kind:
    | 'summit'
    | 'state-visit'
    | 'commission-meeting'
    | 'forum'
    | 'exhibition'
    | 'delegation'
    | 'other';
  readonly name: string;
  /** `YYYY-MM-DD`, local. */
  readonly on: string;
  /** UN/LOCODE. */
  readonly place?: string;
  readonly engagementId?: string;
  readonly meetingId?: string;
  readonly leadId?: string;
}

/** What is promised. Where jobs alone are, the value is 0. */
export interface CommitmentTerms {
  readonly title: string;
  readonly kind: CommitmentKind;
  readonly parties: readonly CommitmentParty[];
  readonly sector: string;
  /** Chapters, headings or subheadings of HS 2022; none where the announcement names no goods. */
  readonly hsCodes: readonly string[];
  readonly value: MoneyJson;
  /** At the rate of the day of the announcement. */
  readonly valueUsd: MoneyJson;
  readonly jobs?: number;
  /** `YYYY-MM-DD`. */
  readonly dueOn?: string;
}

/** USD for one unit of a currency. */
export type Rated = { readonly currency: string } & ExchangeRate;

export interface ContractParty {
  readonly participantId: string;
  readonly name: string;
  readonly country: string;
  readonly nameLatin?: string;
}

export interface ContractPrice {
  readonly hs6: string;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  /** For one unit. */
  readonly price: MoneyJson;
}

export interface SaleContract {
  /** Made of exporter, importer and number: whoever names them again means the same contract. */
  readonly contractId: string;
  readonly contractNumber: string;
  readonly exporter: ContractParty;
  readonly importer: ContractParty;
  readonly signedOn: string;
  readonly deliverBy?: string;
  readonly value: MoneyJson;
  readonly valueUsd: MoneyJson;
  readonly prices: readonly ContractPrice[];
}

interface Of {
  readonly commitmentId: string;
}

export type CommitmentAnnounced = DomainEvent<
  'CommitmentAnnounced',
  Of & {
    readonly terms: CommitmentTerms;
    /** The currency of the value first; further ones that goods are expected to be traded in. */
    readonly rates: readonly Rated[];
    readonly occasion: Occasion;
    readonly source: string;
  }
>;

export type CommitmentRevised = DomainEvent<
  'CommitmentRevised',
  Of & { readonly terms: CommitmentTerms; readonly reason: string; readonly source: string }
>;

export type CommitmentRateTold = DomainEvent<'CommitmentRateTold', Of & { readonly rate: Rated }>;

export type CommitmentContracted = DomainEvent<
  'CommitmentContracted',
  Of & { readonly contract: SaleContract }
>;

export type CommitmentContractReleased = DomainEvent<
  'CommitmentContractReleased',
  Of & { readonly contractId: string; readonly reason: string }
>;

export type CommitmentWithdrawn = DomainEvent<
  'CommitmentWithdrawn',
  Of & { readonly reason: string; readonly source: string }
>;

export type CommitmentLapsed = DomainEvent<'CommitmentLapsed', Of & { readonly dueOn: string }>;

export type CommitmentFulfilled = DomainEvent<
  'CommitmentFulfilled',
  Of & {
    readonly basis: 'delivered' | 'verified';
    /** What the figure showed, of trade. */
    readonly deliveredUsd?: MoneyJson;
    /** Position that the figure was of. */
    readonly asOf?: number;
  }
>;

/** It is fulfilled no more. */
export type CommitmentReopened = DomainEvent<
  'CommitmentReopened',
  Of & {
    /** What has come to less: deliveries, or what is verified. */
    readonly basis: 'delivered' | 'verified';
    /** What the figure shows, of trade. */
    readonly deliveredUsd?: MoneyJson;
    /** Position that the figure is of. */
    readonly asOf?: number;
  }
>;

interface Realisation extends Of {
  readonly realisationId: string;
}

export type RealisationReported = DomainEvent<
  'RealisationReported',
  Realisation & {
    readonly kind: 'investment' | 'jobs';
    /** Of an investment. */
    readonly amount?: MoneyJson;
    readonly amountUsd?: MoneyJson;
    readonly jobs?: number;
    /** `YYYY-MM-DD`, local. */
    readonly reachedOn: string;
    readonly reportedBy: string;
    readonly evidence: { readonly title: string; readonly sha256: string };
    readonly note: string;
  }
>;

export type RealisationVerified = DomainEvent<
  'RealisationVerified',
  Realisation & { readonly verifiedBy: string; readonly note: string }
>;

export type RealisationRejected = DomainEvent<
  'RealisationRejected',
  Realisation & { readonly rejectedBy: string; readonly reason: string }
>;

/** What was verified is not so: the paper is forged, or was misread. */
export type RealisationRevoked = DomainEvent<
  'RealisationRevoked',
  Realisation & { readonly revokedBy: string; readonly reason: string }
>;

export type CommitmentEvent =
  | CommitmentAnnounced
  | CommitmentRevised
  | CommitmentRateTold
  | CommitmentContracted
  | CommitmentContractReleased
  | CommitmentWithdrawn
  | CommitmentLapsed
  | CommitmentFulfilled
  | CommitmentReopened
  | RealisationReported
  | RealisationVerified
  | RealisationRejected
  | RealisationRevoked;
