import type { DomainEvent } from '@corridor/kernel';

/** What a flag suspects. It blocks nothing: somebody looks at it and says what it was. */
export const FLAG_KINDS = [
  'over-invoicing',
  'under-invoicing',
  'phantom-shipment',
  'double-financing',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** What a flag is about: a line of a consignment, a consignment, or a paper that several consignments or letters of credit name. */
export interface FlagSubject {
  /** Sorted, each once, as the credits. */
  readonly consignmentIds: readonly string[];
  /** Letters of credit under which the paper was presented. */
  readonly letterOfCreditIds?: readonly string[];
  readonly lineNumber?: number;
  /** The paper, by its kind, number and issuer, or by the SHA-256 of its file. */
  readonly document?: string;
}

/** What was found: the facts in words, and the positions of the events that show them. */
export interface Finding {
  readonly reason: string;
  /** Positions in the ledger, rising. */
  readonly evidence: readonly number[];
  /** Participant ids of the banks that pay or are paid for the goods, as far as they are known. */
  readonly banks: readonly string[];
}

/**
 * Something does not fit. Of a flag that was cleared before, this is new evidence. Whom it is about does not stand here and is never told: under
 * the laws against money laundering a suspicion is not given away to those whom it falls on.
 */
export type RedFlagRaised = DomainEvent<
  'RedFlagRaised',
  Finding & { readonly flagId: string; readonly kind: FlagKind; readonly subject: FlagSubject }
>;

/** More shows what a flag says that is not cleared. */
export type RedFlagEvidenceAdded = DomainEvent<
  'RedFlagEvidenceAdded',
  Finding & { readonly flagId: string; readonly subject: FlagSubject }
>;

export type RedFlagAssigned = DomainEvent<
  'RedFlagAssigned',
  {
    readonly flagId: string;
    /** Participant id of who looks at it. */
    readonly assignee: string;
  }
>;

/** There is a good reason for what was found. */
export type RedFlagCleared = DomainEvent<
  'RedFlagCleared',
  { readonly flagId: string; readonly reason: string }
>;

/** The suspicion holds: what follows from it is the business of those whom the law names. */
export type RedFlagConfirmed = DomainEvent<
  'RedFlagConfirmed',
  { readonly flagId: string; readonly reason: string }
>;

export type RedFlagEvent =
  | RedFlagRaised
  | RedFlagEvidenceAdded
  | RedFlagAssigned
  | RedFlagCleared
  | RedFlagConfirmed;
