import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';

/** Every event that tells of a match. */
export const MATCH_EVENTS = [
  'MatchProposed',
  'MatchInterestShown',
  'MatchDeclined',
  'MatchIntroduced',
  'MatchLapsed',
] as const;
export type MatchEventOfLog = EventOf<(typeof MATCH_EVENTS)[number]>;

/** A row of `reporting.matches`, without its generation. */
export interface MatchRow {
  readonly match_id: string;
  /** Of its first proposal. */
  readonly position: number;
  readonly offer_id: string;
  readonly seek_id: string;
  readonly offer: object;
  readonly seek: object;
  readonly participants: readonly string[];
  readonly chapter: string;
  readonly strength: 'strong' | 'weak';
  readonly score: object;
  readonly status: 'proposed' | 'introduced' | 'declined' | 'lapsed';
  readonly interested: readonly string[];
  readonly lead_id: string | null;
  readonly demo: boolean;
}

/** A row of `reporting.match_facts`, without its generation. */
export interface MatchFact {
  readonly position: number;
  readonly match_id: string;
  readonly kind: 'proposed' | 'interested' | 'declined' | 'introduced' | 'lapsed';
  readonly on_day: string;
  readonly at: string;
  readonly side: string | null;
  readonly reason: string | null;
}

/**
 * What events make of matches, and the facts that they tell.
 * @param stored the rows of those that the events tell of, where they are known already
 */
export function foldMatches(
  events: readonly MatchEventOfLog[],
  stored: ReadonlyMap<string, MatchRow>,
): { readonly rows: ReadonlyMap<string, MatchRow>; readonly facts: readonly MatchFact[] } {
  const rows = new Map<string, MatchRow>();
  const facts = events.map((event) => {
    const { matchId } = event.data;
    rows.set(matchId, rowAfter(event, rows.get(matchId) ?? stored.get(matchId)));
    return factOf(event);
  });
  return { rows, facts };
}

function rowAfter(event: MatchEventOfLog, before: MatchRow | undefined): MatchRow {
  if (event.type === 'MatchProposed') {
    const { matchId, offer, seek, strength, score } = event.data;
    return {
      match_id: matchId,
      position: before?.position ?? event.position,
      offer_id: offer.needId,
      seek_id: seek.needId,
      offer,
      seek,
      participants: [offer.firm, seek.firm].sort(),
      chapter: offer.hs.slice(0, 2),
      strength,
      score,
      status: 'proposed',
      interested: [],
      lead_id: null,
      demo: before?.demo ?? event.demo,
    };
  }
  if (!before) throw new Error(`The match ${event.data.matchId} was not proposed.`);
  switch (event.type) {
    case 'MatchInterestShown':
      return { ...before, interested: [...before.interested, event.data.side] };
    case 'MatchDeclined':
      return { ...before, status: 'declined' };
    case 'MatchIntroduced':
      return { ...before, status: 'introduced', lead_id: event.data.leadId };
    case 'MatchLapsed':
      return { ...before, status: 'lapsed' };
    default:
      return never(event);
  }
}

const KINDS = {
  MatchProposed: 'proposed',
  MatchInterestShown: 'interested',
  MatchDeclined: 'declined',
  MatchIntroduced: 'introduced',
  MatchLapsed: 'lapsed',
} as const;

function factOf({ type, position, occurredAt, data }: MatchEventOfLog): MatchFact {
  return {
    position,
    match_id: data.matchId,
    kind: KINDS[type],
    on_day: occurredAt.slice(0, 10),
    at: occurredAt,
    side: 'side' in data ? data.side : null,
    reason: 'reason' in data ? data.reason : null,
  };
}
