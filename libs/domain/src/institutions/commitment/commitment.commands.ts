import type {
  CommitmentAnnounced,
  CommitmentContractReleased,
  CommitmentFulfilled,
  CommitmentRateTold,
  CommitmentReopened,
  CommitmentRevised,
  CommitmentTerms,
  CommitmentWithdrawn,
  RealisationRejected,
  RealisationReported,
  RealisationRevoked,
  RealisationVerified,
  SaleContract,
} from './commitment.events.js';

interface Asking<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with the offset of where it happened. */
  readonly occurredAt: string;
  readonly data: Data;
}

/** What is promised, as it is told: what it comes to in USD is worked out. */
export type TermsAsked = Omit<CommitmentTerms, 'valueUsd'>;

export type CommitmentCommand =
  | Asking<'AnnounceCommitment', Omit<CommitmentAnnounced['data'], 'terms'> & { readonly terms: TermsAsked }>
  | Asking<'ReviseCommitment', Omit<CommitmentRevised['data'], 'terms'> & { readonly terms: TermsAsked }>
  | Asking<'TellCommitmentRate', CommitmentRateTold['data']>
  | Asking<
      'ContractCommitment',
      { readonly commitmentId: string; readonly contract: Omit<SaleContract, 'valueUsd'> }
    >
  | Asking<'ReleaseCommitmentContract', CommitmentContractReleased['data']>
  | Asking<'WithdrawCommitment', CommitmentWithdrawn['data']>
  /** The ledger's own, once the day has passed: `on` is the first day behind it. */
  | Asking<'LapseCommitment', { readonly commitmentId: string; readonly on: string }>
  /** The ledger's own, by what its figure shows. */
  | Asking<
      'FulfilCommitment',
      { readonly commitmentId: string } & Required<Pick<CommitmentFulfilled['data'], 'deliveredUsd' | 'asOf'>>
    >
  /** The ledger's own, where its figure has fallen below what is promised. */
  | Asking<
      'ReopenCommitment',
      { readonly commitmentId: string } & Required<Pick<CommitmentReopened['data'], 'deliveredUsd' | 'asOf'>>
    >
  | Asking<'ReportRealisation', Omit<RealisationReported['data'], 'amountUsd'>>
  | Asking<'VerifyRealisation', RealisationVerified['data']>
  | Asking<'RejectRealisation', RealisationRejected['data']>
  | Asking<'RevokeRealisation', RealisationRevoked['data']>;
