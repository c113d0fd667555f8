import { derivedId, type EventOf } from '@corridor/contracts';
import {
  type KnownMatch,
  type KnownNeed,
  type MatchCommand,
  type MatchedNeed,
  type MatchLapse,
  type MatchState,
  matchOf,
  type NeedState,
} from '@corridor/domain';
import type { EventStore, Loaded, StreamAppend } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { PROCESS_ACTOR } from '../../process/marks.js';

/** The types of events by which what fits together changes. */
export const MARKET_EVENTS = [
  'NeedPosted',
  'NeedAmended',
  'NeedWithdrawn',
  'NeedExpired',
  'NeedFulfilled',
  'MatchDeclined',
  'MatchIntroduced',
  'MatchLapsed',
] as const;
type MarketEvent = EventOf<(typeof MARKET_EVENTS)[number]>;

/** So many matches that wait for an answer a need looks for: those that fit best. The next one is proposed as one of them ends. */
export const WAITING_MATCHES_MAX = 20;

/** So many needs are looked at for one, of its heading, and of the rest of its chapter: all markets wait while one is looked at. */
const LOOKED_AT_MAX = 1_000;

/** A need beside its stream's id. */
interface Side {
  readonly id: string;
  readonly state: NeedState;
}

/** An offer and what is sought, by the ids of their needs. */
interface Pair {
  readonly offer: Side;
  readonly seek: Side;
}

/**
 * Proposes what fits together, and takes back what does no more. Which needs there are is kept in a table of its own (`market.open_needs`), written in the transaction of
 * what follows and behind one lock: of two needs that fit, whichever comes second finds the first. The streams of both needs decide what is told then, so
 * that in whatever order their events come, the last one leads to the same match; an event that comes again leads to nothing new.
 */
export function proposing(
  store: EventStore,
  { needs, matches }: Pick<TradeAggregates, 'needs' | 'matches'>,
): Reactions<(typeof MARKET_EVENTS)[number]> {
  const look = async (event: MarketEvent, needId: string, client: pg.ClientBase): Promise<void> => {
    const { state } = await needs.load(needId, client);
    if (state.status === 'unknown') return;
    await keep(client, needId, state);
    const streams: StreamAppend[] = [];
    /** @returns whether the two wait for an answer now. */
    const decide = async (otherId: string): Promise<boolean> => {
      const other = await needs.load(otherId, client);
      const pair = pairOf({ id: needId, state }, { id: otherId, state: other.state });
      const matchId = matchIdOf(pair);
      const before = await matches.load(matchId, client);
      const command = commandFor(event.occurredAt, matchId, pair, before);
      const decided = command && matches.decide(matchId, command, before);
      const after = decided?.state ?? before.state;
      if (decided?.append) streams.push(decided.append);
      if (after.status !== 'unknown') await remember(client, matchId, pair, after);
      return after.status === 'proposed';
    };
    let waiting = 0;
    const before = await waitingWith(client, needId);
    for (const otherId of before) if (await decide(otherId)) waiting += 1;
    for (const where of ['heading', 'chapter'] as const) {
      if (waiting >= WAITING_MATCHES_MAX) break;
      for (const otherId of await fitting(client, needId, state, where)) {
        if (waiting >= WAITING_MATCHES_MAX) break;
        // What lapsed just now by the stream of the other one may fit still, as far as that was heard of.
        if (!before.includes(otherId) && (await decide(otherId))) waiting += 1;
      }
    }
    if (streams.length === 0) return;
    const { correlationId, position, demo } = event;
    await store.appendIn(client, {
      streams,
      actor: PROCESS_ACTOR,
      correlationId,
      causationId: position,
      demo,
    });
  };
  const ofNeed = async (
    event: Extract<MarketEvent, { readonly data: { readonly needId: string } }>,
    client: pg.ClientBase,
  ): Promise<void> => {
    await lock(client);
    await look(event, event.data.needId, client);
  };
  const ofMatch = async (
    event: Extract<MarketEvent, { readonly data: { readonly matchId: string } }>,
    client: pg.ClientBase,
  ): Promise<void> => {
    const { matchId } = event.data;
    await lock(client);
    const { state } = await matches.load(matchId, client);
    if (state.status === 'unknown') return;
    const { offer, seek } = state.proposed;
    await remember(client, matchId, { offer: { id: offer.needId }, seek: { id: seek.needId } }, state);
    for (const needId of [offer.needId, seek.needId]) await look(event, needId, client);
  };
  return {
    NeedPosted: ofNeed,
    NeedAmended: ofNeed,
    NeedWithdrawn: ofNeed,
    NeedExpired: ofNeed,
    NeedFulfilled: ofNeed,
    MatchDeclined: ofMatch,
    MatchIntroduced: ofMatch,
    MatchLapsed: ofMatch,
  };
}

/** One for all: who appended already within its transaction has the ledger's lock, behind which all that is told here waits anyway. */
async function lock(client: pg.ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('market of needs'), 0)`);
}

/** The id of the match of two needs: one for each pair, for good. */
export function matchIdOf({ offer, seek }: Ids): string {
  return derivedId('corridor-ledger match v1', offer.id, seek.id);
}

function pairOf(one: Side, other: Side): Pair {
  const isOffer = one.state.status !== 'unknown' && one.state.subject.side === 'offer';
  return isOffer ? { offer: one, seek: other } : { offer: other, seek: one };
}

async function keep(client: pg.ClientBase, needId: string, state: KnownNeed): Promise<void> {
  if (state.status !== 'open') {
    await client.query('DELETE FROM market.open_needs WHERE need_id = $1', [needId]);
    return;
  }
  const { side, hs, country, firm } = state.subject;
  await client.query(
    `INSERT INTO market.open_needs (need_id, side, chapter, country, firm, state) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (need_id) DO UPDATE SET state = excluded.state`,
    [needId, side, hs.slice(0, 2), country, firm.participantId, JSON.stringify(state)],
  );
}

interface Ids {
  readonly offer: { readonly id: string };
  readonly seek: { readonly id: string };
}

/** How a match stands, so that none is looked at that was answered for good. */
async function remember(
  client: pg.ClientBase,
  matchId: string,
  { offer, seek }: Ids,
  { status }: KnownMatch,
): Promise<void> {
  await client.query(
    `INSERT INTO market.proposals (match_id, offer_id, seek_id, status) VALUES ($1, $2, $3, $4)
     ON CONFLICT (match_id) DO UPDATE SET status = excluded.status`,
    [matchId, offer.id, seek.id, status],
  );
}

/** Those with which it waits for an answer. */
async function waitingWith(client: pg.ClientBase, needId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ other: string }>(
    `SELECT seek_id AS other FROM market.proposals WHERE offer_id = $1 AND status = 'proposed'
     UNION ALL SELECT offer_id FROM market.proposals WHERE seek_id = $1 AND status = 'proposed' ORDER BY other`,
    [needId],
  );
  return rows.map(({ other }) => other);
}

/**
 * Those of the other side that it fits, as far as their events were heard of, the best first; without those that wait, or were answered for good.
 * @param where of its heading, or of its chapter but for these.
 */
async function fitting(
  client: pg.ClientBase,
  needId: string,
  state: KnownNeed,
  where: 'heading' | 'chapter',
): Promise<readonly string[]> {
  if (state.status !== 'open') return [];
  const { side, hs, country } = state.subject;
  const { rows } = await client.query<{ need_id: string; state: KnownNeed }>(
    `SELECT need_id, state FROM market.open_needs n WHERE chapter = $1 AND side = $2 AND country <> $3 AND heading ${where === 'heading' ? '=' : '<>'} $5 AND NOT EXISTS (
       SELECT FROM market.proposals WHERE offer_id = CASE WHEN n.side = 'offer' THEN n.need_id ELSE $4 END
         AND seek_id = CASE WHEN n.side = 'seek' THEN n.need_id ELSE $4 END AND status <> 'lapsed')
     ORDER BY need_id LIMIT ${LOOKED_AT_MAX}`,
    [hs.slice(0, 2), side === 'offer' ? 'seek' : 'offer', country, needId, hs.slice(0, 4)],
  );
  const scored = rows.flatMap((row) => {
    const { offer, seek } = pairOf({ id: needId, state }, { id: row.need_id, state: row.state });
    const fit = matchOf(offer.state as KnownNeed, seek.state as KnownNeed);
    return fit ? [{ id: row.need_id, total: fit.score.total }] : [];
  });
  return scored.sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

/** What is to be told of a pair as both stand; nothing where it was answered for good, or never fitted. */
function commandFor(
  occurredAt: string,
  matchId: string,
  { offer, seek }: Pair,
  { state: match }: Loaded<MatchState>,
): MatchCommand | undefined {
  if (offer.state.status === 'unknown' || seek.state.status === 'unknown') return undefined;
  if (match.status === 'introduced' || match.status === 'declined') return undefined;
  const fit = matchOf(offer.state, seek.state);
  if (fit) {
    const data = {
      matchId,
      offer: matched(offer.id, offer.state),
      seek: matched(seek.id, seek.state),
      ...fit,
    };
    return { type: 'ProposeMatch', occurredAt, data };
  }
  if (match.status !== 'proposed') return undefined;
  return {
    type: 'LapseMatch',
    occurredAt,
    data: { matchId, reason: lapseOf(offer.state.status, seek.state.status) },
  };
}

const LAPSES: Readonly<Record<KnownNeed['status'], MatchLapse>> = {
  open: 'fits-no-more',
  withdrawn: 'need-withdrawn',
  expired: 'need-expired',
  fulfilled: 'need-fulfilled',
};

/** By the need that is over: by that of the offer where both are. */
function lapseOf(offer: KnownNeed['status'], seek: KnownNeed['status']): MatchLapse {
  return LAPSES[offer === 'open' ? seek : offer];
}

function matched(needId: string, { subject, terms }: KnownNeed): MatchedNeed {
  const { firm, country, hs } = subject;
  const { quantity, unit, per } = terms;
  return { needId, firm: firm.participantId, country, hs, quantity, unit, per };
}
