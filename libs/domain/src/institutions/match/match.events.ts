import type { DomainEvent } from '@corridor/kernel';
import type { NeedPeriod, NeedSide } from '../need/need.events.js';
import type { MatchScore, MatchStrength } from './scoring.js';

/** One side of a match, as the need stood when it was proposed. */
export interface MatchedNeed {
  readonly needId: string;
  /** Participant id. */
  readonly firm: string;
  readonly country: string;
  readonly hs: string;
  readonly quantity: string;
  readonly unit: string;
  readonly per: NeedPeriod;
}

/** Why a side is not interested, by class. */
export type MatchDecline =
  | 'price'
  | 'quality'
  | 'quantity'
  | 'timing'
  | 'terms'
  | 'country'
  | 'not-interested'
  | 'other';

export type MatchLapse = 'need-withdrawn' | 'need-expired' | 'need-fulfilled' | 'fits-no-more';

interface OfMatch {
  readonly matchId: string;
}

export type MatchProposed = DomainEvent<
  'MatchProposed',
  OfMatch & {
    readonly offer: MatchedNeed;
    readonly seek: MatchedNeed;
    readonly strength: MatchStrength;
    readonly score: MatchScore;
  }
>;
export type MatchInterestShown = DomainEvent<'MatchInterestShown', OfMatch & { readonly side: NeedSide }>;
export type MatchDeclined = DomainEvent<
  'MatchDeclined',
  OfMatch & { readonly side: NeedSide; readonly reason: MatchDecline; readonly note?: string }
>;
export type MatchIntroduced = DomainEvent<'MatchIntroduced', OfMatch & { readonly leadId: string }>;
export type MatchLapsed = DomainEvent<'MatchLapsed', OfMatch & { readonly reason: MatchLapse }>;

export type MatchEvent = MatchProposed | MatchInterestShown | MatchDeclined | MatchIntroduced | MatchLapsed;

interface Command<Type extends string, Data> {
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: Data;
}

export type MatchCommand =
  | Command<'ProposeMatch', MatchProposed['data']>
  /** `leadId` is that of the lead that is recorded where the other side is interested already. */
  | Command<'ShowInterest', MatchInterestShown['data'] & { readonly leadId: string }>
  | Command<'DeclineMatch', MatchDeclined['data']>
  | Command<'LapseMatch', MatchLapsed['data']>;
