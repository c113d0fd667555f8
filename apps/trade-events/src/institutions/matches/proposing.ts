import { derivedId, type EventOf } from '@corridor/contracts';
import {
  type KnownNeed,
  type MatchCommand,
  type MatchedNeed,
  type MatchLapse,
  type MatchState,
  matchOf,
  type NeedState,
} from '@corridor/domain';
import type { EventStore, Loaded } from '@corridor/event-store';
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
] as const;
type MarketEvent = EventOf<(typeof MARKET_EVENTS)[number]>;

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
 * what follows and behind one lock: of two needs that fit, whichever comes second finds the first. The streams of both needs decide what is told then, so that in
 * whatever order their events come, the last one leads to the same match; an event that comes again leads to nothing new.
 */
export function proposing(
  store: EventStore,
  { needs, matches }: Pick<TradeAggregates, 'needs' | 'matches'>,
): Reactions<(typeof MARKET_EVENTS)[number]> {
  const look = async (event: MarketEvent, client: pg.ClientBase): Promise<void> => {
    const { needId } = event.data;
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('market of needs'), 0)`);
    const { state } = await needs.load(needId, client);
    if (state.status === 'unknown') return;
    await keep(client, needId, state);
    const others = new Set([
      ...(await proposedTo(client, needId)),
      ...(await fitting(client, needId, state)),
    ]);
    const streams = [];
    for (const otherId of [...others].sort()) {
      const other = await needs.load(otherId, client);
      const pair = pairOf({ id: needId, state }, { id: otherId, state: other.state });
      const matchId = matchIdOf(pair);
      const before = await matches.load(matchId, client);
      const command = commandFor(event.occurredAt, matchId, pair, before);
      if (!command) continue;
      const { append } = matches.decide(matchId, command, before);
      if (append) streams.push(append);
      // Kept, too, where the log holds it already, as it does of the demo: it is found again once one of its needs is over.
      await client.query(
        `INSERT INTO market.proposals (match_id, offer_id, seek_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [matchId, pair.offer.id, pair.seek.id],
      );
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
  return {
    NeedPosted: look,
    NeedAmended: look,
    NeedWithdrawn: look,
    NeedExpired: look,
    NeedFulfilled: look,
  };
}

/** The id of the match of two needs: one for each pair, for good. */
export function matchIdOf({
  offer,
  seek,
}: {
  readonly offer: { readonly id: string };
  readonly seek: { readonly id: string };
}): string {
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
  const { side, hs, country } = state.subject;
  await client.query(
    `INSERT INTO market.open_needs (need_id, side, chapter, country, state) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (need_id) DO UPDATE SET state = excluded.state`,
    [needId, side, hs.slice(0, 2), country, JSON.stringify(state)],
  );
}

/** Those that it was proposed with. */
async function proposedTo(client: pg.ClientBase, needId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ other: string }>(
    `SELECT seek_id AS other FROM market.proposals WHERE offer_id = $1
     UNION ALL SELECT offer_id FROM market.proposals WHERE seek_id = $1`,
    [needId],
  );
  return rows.map(({ other }) => other);
}

/** Those of the other side that it fits, as far as their events were heard of. */
async function fitting(client: pg.ClientBase, needId: string, state: KnownNeed): Promise<readonly string[]> {
  if (state.status !== 'open') return [];
  const { side, hs, country } = state.subject;
  const { rows } = await client.query<{ need_id: string; state: KnownNeed }>(
    'SELECT need_id, state FROM market.open_needs WHERE chapter = $1 AND side = $2 AND country <> $3',
    [hs.slice(0, 2), side === 'offer' ? 'seek' : 'offer', country],
  );
  return rows
    .filter((row) => {
      const { offer, seek } = pairOf({ id: needId, state }, { id: row.need_id, state: row.state });
      return matchOf(offer.state as KnownNeed, seek.state as KnownNeed) !== undefined;
    })
    .map(({ need_id }) => need_id);
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
