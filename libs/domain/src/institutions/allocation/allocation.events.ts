import type { DomainEvent } from '@corridor/kernel';

/** What may serve a commitment: goods, or the letter of credit that they are paid by. */
export interface Allocated {
  readonly kind: 'consignment' | 'letter-of-credit';
  readonly id: string;
}

/**
 * By the number of the contract that a consignment is sent, or a letter of credit is issued under; of a letter of credit also by the goods that it is for;
 * or by a person.
 */
export type LinkBasis = 'contract-number' | 'goods' | 'hand';

/** A commitment that papers lead to. */
export interface PaperLink {
  readonly commitmentId: string;
  readonly basis: Exclude<LinkBasis, 'hand'>;
  /** Whose number it was. */
  readonly contractId?: string;
}

interface Of {
  readonly allocated: Allocated;
}

export type CommitmentLinked = DomainEvent<
  'CommitmentLinked',
  Of & {
    readonly commitmentId: string;
    readonly basis: LinkBasis;
    readonly contractId?: string;
    /** Of a person. */
    readonly reason?: string;
  }
>;

export type CommitmentUnlinked = DomainEvent<
  'CommitmentUnlinked',
  Of & { readonly commitmentId: string; readonly basis: LinkBasis; readonly reason: string }
>;

export type CreditNamed = DomainEvent<'CreditNamed', Of & { readonly letterOfCreditId: string }>;

export type AllocationEvent = CommitmentLinked | CommitmentUnlinked | CreditNamed;

interface Asking<Type extends string, Data> {
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: Data;
}

interface ByHand extends Of {
  readonly commitmentId: string;
  readonly reason: string;
}

export type AllocationCommand =
  | Asking<'LinkToCommitment', ByHand>
  | Asking<'UnlinkFromCommitment', ByHand>
  /** The ledger's own: all commitments that the papers lead to now, the one that goes before the others first; why they are looked at. */
  | Asking<'FollowPapers', Of & { readonly papers: readonly PaperLink[]; readonly reason: string }>
  /** The ledger's own: a letter of credit is for the goods. */
  | Asking<'NameCredit', CreditNamed['data']>;
