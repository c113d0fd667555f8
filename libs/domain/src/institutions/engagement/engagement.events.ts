import type { DomainEvent } from '@corridor/kernel';
import type { Party } from '../../consignment/goods.js';

export type EngagementKind = 'forum' | 'exhibition' | 'delegation' | 'summit' | 'business-meeting';

/** Why it is not held, by class. */
export type EngagementCancellation =
  | 'security'
  | 'budget'
  | 'few-firms'
  | 'visas'
  | 'transport'
  | 'politics'
  | 'other';

/** The first and the last day, `YYYY-MM-DD`, by the clock of the city. */
export interface EngagementDays {
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface EngagementTerms extends EngagementDays {
  readonly kind: EngagementKind;
  readonly name: string;
  /** UN/LOCODE of where it is held. */
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Participant id. */
  readonly organiser: string;
  /** Of {@link SECTORS} of the reference data; none where it is for all. */
  readonly sectors: readonly string[];
}

interface OfEngagement {
  readonly engagementId: string;
}

export type EngagementPlanned = DomainEvent<'EngagementPlanned', OfEngagement & EngagementTerms>;
export type EngagementRescheduled = DomainEvent<
  'EngagementRescheduled',
  OfEngagement & EngagementDays & { readonly replaced: EngagementDays; readonly reason: string }
>;
export type EngagementCancelled = DomainEvent<
  'EngagementCancelled',
  OfEngagement & { readonly reason: EngagementCancellation; readonly note?: string }
>;
export type EngagementHeld = DomainEvent<'EngagementHeld', OfEngagement>;
export type ParticipationRegistered = DomainEvent<
  'ParticipationRegistered',
  OfEngagement & { readonly firm: Party; readonly people: number }
>;
export type ParticipationWithdrawn = DomainEvent<
  'ParticipationWithdrawn',
  OfEngagement & { readonly firm: string }
>;
export type FirmAttended = DomainEvent<
  'FirmAttended',
  OfEngagement & { readonly firm: string; readonly people: number }
>;
export type FirmsMet = DomainEvent<
  'FirmsMet',
  OfEngagement & {
    readonly meetingId: string;
    /** Two participant ids. */
    readonly firms: readonly string[];
  }
>;

export type EngagementEvent =
  | EngagementPlanned
  | EngagementRescheduled
  | EngagementCancelled
  | EngagementHeld
  | ParticipationRegistered
  | ParticipationWithdrawn
  | FirmAttended
  | FirmsMet;
