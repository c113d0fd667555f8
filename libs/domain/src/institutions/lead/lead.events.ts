import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../../consignment/goods.js';

/** What brought the two firms together. */
export type LeadOrigin = { readonly engagementId: string } | { readonly matchId: string };

/** Why nothing comes of it, by class. */
export type LeadLapse =
  | 'price'
  | 'quality'
  | 'quantity'
  | 'payment-terms'
  | 'transport'
  | 'customs'
  | 'visas'
  | 'regulation'
  | 'found-elsewhere'
  | 'no-answer'
  | 'other';

export type LeadRecorded = DomainEvent<
  'LeadRecorded',
  {
    readonly leadId: string;
    readonly origin: LeadOrigin;
    readonly seller: Party;
    readonly buyer: Party;
    readonly sector: string;
    /** Two, four or six digits each. */
    readonly hs: readonly string[];
    readonly expectedValue?: MoneyJson;
  }
>;
export type LeadFollowedUp = DomainEvent<
  'LeadFollowedUp',
  {
    readonly leadId: string;
    readonly note: string;
    /** Where it is another one now. */
    readonly expectedValue?: MoneyJson;
  }
>;
export type LeadLapsed = DomainEvent<
  'LeadLapsed',
  { readonly leadId: string; readonly reason: LeadLapse; readonly note?: string }
>;

/** A commitment names it. */
export type LeadCommitted = DomainEvent<
  'LeadCommitted',
  { readonly leadId: string; readonly commitmentId: string }
>;
export type LeadCommitmentWithdrawn = DomainEvent<
  'LeadCommitmentWithdrawn',
  { readonly leadId: string; readonly commitmentId: string }
>;

export type LeadEvent = LeadRecorded | LeadFollowedUp | LeadLapsed | LeadCommitted | LeadCommitmentWithdrawn;

interface Command<Type extends string, Data> {
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: Data;
}

export type LeadCommand =
  | Command<'RecordLead', LeadRecorded['data']>
  | Command<'FollowUpLead', LeadFollowedUp['data']>
  | Command<'LapseLead', LeadLapsed['data']>
  /** The ledger's own, as a commitment that names it is announced and withdrawn. */
  | Command<'CommitLead', LeadCommitted['data']>
  | Command<'WithdrawLeadCommitment', LeadCommitmentWithdrawn['data']>;
