import type { DomainEvent } from '@corridor/kernel';

/** What may serve a commitment: goods, or the letter of credit that they are paid by. */
export interface Allocated {
  readonly kind: 'consignment' | 'letter-of-credit';
  readonly id: string;
}

/** By the number of the contract that a consignment is sent under, or by a person. */
export type LinkBasis = 'contract-number' | 'hand';

export type CommitmentLinked = DomainEvent<
  'CommitmentLinked',
  {
    readonly allocated: Allocated;
    readonly commitmentId: string;
    readonly basis: LinkBasis;
    readonly contractId?: string;
    /** Of a person. */
    readonly reason?: string;
  }
>;

export type CommitmentUnlinked = DomainEvent<
  'CommitmentUnlinked',
  {
    readonly allocated: Allocated;
    readonly commitmentId: string;
    readonly basis: LinkBasis;
    readonly reason: string;
  }
>;

export type AllocationEvent = CommitmentLinked | CommitmentUnlinked;

export type AllocationCommand =
  | {
      readonly type: 'LinkToCommitment';
      readonly occurredAt: string;
      readonly data: CommitmentLinked['data'];
    }
  | {
      readonly type: 'UnlinkFromCommitment';
      readonly occurredAt: string;
      readonly data: CommitmentUnlinked['data'];
    };
