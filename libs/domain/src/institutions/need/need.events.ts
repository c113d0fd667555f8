import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { IncotermRule, Party } from '../../consignment/goods.js';

export type NeedSide = 'offer' | 'seek';
/** How often the quantity is meant. */
export type NeedPeriod = 'once' | 'monthly' | 'yearly';

export type NeedWithdrawal = 'no-longer-needed' | 'found-elsewhere' | 'posted-in-error' | 'other';

/** What may change while it stands. */
export interface NeedTerms {
  readonly description: string;
  readonly quantity: string;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  readonly per: NeedPeriod;
  /** UN/LOCODE of where the goods are, or are to come. */
  readonly place?: string;
  /** A wish. */
  readonly incoterm?: { readonly rule: IncotermRule; readonly place: string };
  /** An idea of the price of one unit. */
  readonly unitPrice?: MoneyJson;
  /** The last day, `YYYY-MM-DD`, by the clock of the country. */
  readonly validUntil: string;
}

/** What stays: other goods, another side or another country are another need. */
export interface NeedSubject {
  readonly side: NeedSide;
  readonly firm: Party;
  /** Two, four or six digits of an HS code. */
  readonly hs: string;
  /** ISO 3166-1 alpha-2 of where the goods are, or are to come. */
  readonly country: string;
}

interface OfNeed {
  readonly needId: string;
}

export type NeedPosted = DomainEvent<'NeedPosted', OfNeed & NeedSubject & NeedTerms>;
export type NeedAmended = DomainEvent<'NeedAmended', OfNeed & NeedTerms>;
export type NeedWithdrawn = DomainEvent<
  'NeedWithdrawn',
  OfNeed & { readonly reason: NeedWithdrawal; readonly note?: string }
>;
export type NeedExpired = DomainEvent<'NeedExpired', OfNeed & { readonly validUntil: string }>;
export type NeedFulfilled = DomainEvent<'NeedFulfilled', OfNeed & { readonly matchId?: string }>;

export type NeedEvent = NeedPosted | NeedAmended | NeedWithdrawn | NeedExpired | NeedFulfilled;

interface Command<Type extends string, Data> {
  readonly type: Type;
  /** By the clock of the country. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type NeedCommand =
  | Command<'PostNeed', NeedPosted['data']>
  | Command<'AmendNeed', NeedAmended['data']>
  | Command<'WithdrawNeed', NeedWithdrawn['data']>
  | Command<'ExpireNeed', OfNeed>
  | Command<'FulfilNeed', NeedFulfilled['data']>;
