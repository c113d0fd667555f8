import type { DomainEvent } from '@corridor/kernel';

interface Of {
  /** Made of the SHA-256 of the paper. */
  readonly evidenceId: string;
  readonly commitmentId: string;
  readonly realisationId: string;
}

export type EvidenceUsed = DomainEvent<'EvidenceUsed', Of & { readonly sha256: string }>;
export type EvidenceFreed = DomainEvent<'EvidenceFreed', Of>;

export type EvidenceEvent = EvidenceUsed | EvidenceFreed;

export type EvidenceCommand =
  | { readonly type: 'UseEvidence'; readonly occurredAt: string; readonly data: EvidenceUsed['data'] }
  | { readonly type: 'FreeEvidence'; readonly occurredAt: string; readonly data: EvidenceFreed['data'] };
