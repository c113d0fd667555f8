import type { KnownMatch, MatchedNeed, MatchScore, NeedSide } from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { seesAllFirms } from '../found.js';

/** One side of a match, as far as the caller may know it. */
export type SeenSide = Omit<MatchedNeed, 'needId' | 'firm'> & Partial<Pick<MatchedNeed, 'needId' | 'firm'>>;

/** What is shown of a match, in the log and in the list alike. */
export type Shown = Pick<KnownMatch, 'status' | 'interested' | 'leadId'> & {
  readonly offer: MatchedNeed;
  readonly seek: MatchedNeed;
};

/** The parts of a score that a firm can work out by what it is shown of the other side; by the others it would learn the price that is not its own, and until when. */
export type SeenScore = Pick<MatchScore, 'goods' | 'quantity'> & Partial<MatchScore>;

/** The score as far as the caller may know it: all parts are for who sees all firms, also behind an introduction. */
export function scoreShownTo(caller: Caller, score: MatchScore): SeenScore {
  if (seesAllFirms(caller)) return score;
  const { goods, quantity } = score;
  return { goods, quantity };
}

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
