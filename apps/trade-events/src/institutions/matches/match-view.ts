import type { KnownMatch, MatchedNeed, NeedSide } from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { seesAllFirms } from '../found.js';

/** One side of a match, as far as the caller may know it. */
export type SeenSide = Omit<MatchedNeed, 'needId' | 'firm'> & Partial<Pick<MatchedNeed, 'needId' | 'firm'>>;

/** What is shown of a match, in the log and in the list alike. */
export type Shown = Pick<KnownMatch, 'status' | 'interested' | 'leadId'> & {
  readonly offer: MatchedNeed;
  readonly seek: MatchedNeed;
};

/** Neither firm knows the other, nor what it answered, before both are interested. */
export function shownTo(caller: Caller, { status, offer, seek, interested, leadId }: Shown) {
  const isOpen = status === 'introduced' || seesAllFirms(caller);
  const seen = (side: MatchedNeed): SeenSide => {
    if (isOpen || side.firm === caller.participant) return side;
    const { needId: _, firm: __, ...rest } = side;
    return rest;
  };
  const own = { offer, seek } as const;
  const isSeen = (side: NeedSide) => isOpen || own[side].firm === caller.participant;
  return {
    status,
    offer: seen(offer),
    seek: seen(seek),
    interested: interested.filter(isSeen),
    ...(leadId !== undefined && { leadId }),
  };
}
