import { derivedId } from '@corridor/contracts';
import {
  type KnownMatch,
  type KnownNeed,
  lead,
  type MatchCommand,
  type MatchEvent,
  type MatchLapse,
  type MatchState,
  match,
  matchOf,
  type NeedCommand,
  type NeedEvent,
  type NeedState,
  need,
} from '@corridor/domain';
import { sectorOf } from '@corridor/reference-data';
import { traderById } from '../corridor/firms.js';
import { DAY_MS, localTime } from '../corridor/local-time.js';
import { latencyMs } from '../lives/performed.js';
import { type Append, participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { dollars } from './amounts.js';
import { partyById } from './parties.js';
import { ANSWERS, NEEDS, type NeedPlan } from './tables/needs.js';
import { type Part, type Said, type Seen, type SeenOf, type Untimed, type World } from './world.js';

interface Posted {
  readonly plan: NeedPlan;
  readonly needId: string;
  readonly stream: Stream<NeedCommand, NeedEvent, NeedState>;
  lastPosition: number;
}

type MatchStream = Stream<MatchCommand, MatchEvent, MatchState>;

const LAPSES: Readonly<Record<KnownNeed['status'], MatchLapse>> = {
  open: 'fits-no-more',
  withdrawn: 'need-withdrawn',
  expired: 'need-expired',
  fulfilled: 'need-fulfilled',
};

/** What firms offer and seek, what the process manager proposes to them, and how they answer. */
export class Market implements Part {
  private readonly random: Random;
  private readonly posted: readonly Posted[];
  private readonly matches = new Map<string, MatchStream>();

  constructor(private readonly world: World) {
    this.random = world.random(12);
    this.posted = NEEDS.map((plan) => this.post(plan));
  }

  see(event: Seen): void {
    if (event.streamId.startsWith('need-')) {
      const of = this.posted.find(({ needId }) => event.streamId === `need-${needId}`);
      if (!of) return;
      of.lastPosition = event.position;
      this.world.follow(event.ms + latencyMs(this.random), event, () => this.look(of, event.occurredAt));
    }
    if (event.type === 'MatchProposed') this.answer(event);
  }

  private post(plan: NeedPlan): Posted {
    const { world } = this;
    const { side, firm, hs, description, quantity, unit, per, usd } = plan;
    const { place } = traderById(firm);
    const needId = derivedId('corridor-ledger demo need', plan.key);
    const party = partyById(firm);
    const stream: Posted['stream'] = new Stream('need', needId, need, [party.participantId]);
    const of: Posted = { plan, needId, stream, lastPosition: 0 };
    const validUntil = world.dayAt(plan.until, place);
    const terms = {
      description,
      quantity,
      unit,
      per,
      place,
      ...(usd !== undefined && { unitPrice: dollars(usd) }),
      validUntil,
    };
    const say = (at: number, command: Untimed<NeedCommand>): void => {
      world.say(
        world.at(at),
        `trader:demo-${firm}`,
        (occurredAt) => {
          const isOver = command.type !== 'PostNeed' && stream.state.status !== 'open';
          return isOver ? undefined : stream.decide({ ...command, occurredAt } as NeedCommand);
        },
        place,
      );
    };
    say(plan.posted, {
      type: 'PostNeed',
      data: { needId, side, firm: party, hs, country: party.country, ...terms },
    });
    if (plan.amended) {
      const data = { needId, ...terms, quantity: plan.amended.quantity };
      say(plan.amended.at, { type: 'AmendNeed', data });
    }
    if (plan.withdrawn) {
      const { at, reason } = plan.withdrawn;
      say(at, { type: 'WithdrawNeed', data: { needId, reason } });
    }
    const answer = ANSWERS.find((each) => each.offer === plan.key || each.seek === plan.key);
    if (answer?.fulfilled !== undefined) {
      say(answer.fulfilled, {
        type: 'FulfilNeed',
        data: { needId, matchId: this.matchIdOf(answer.offer, answer.seek) },
      });
    }
    // Its last day is over by the clock of the country.
    const nextMs = Date.parse(`${validUntil}T00:00:00Z`) + DAY_MS;
    const overMs = nextMs - offsetMs(place, nextMs);
    world.mark(
      overMs + this.random.int(5, 50) * 1_000,
      () => of.lastPosition,
      (ms) => {
        if (stream.state.status !== 'open') return undefined;
        return stream.decide({ type: 'ExpireNeed', occurredAt: localTime(place, ms), data: { needId } });
      },
    );
    return of;
  }

  private matchIdOf(offer: string, seek: string): string {
    const idOf = (key: string): string => derivedId('corridor-ledger demo need', key);
    return derivedId('corridor-ledger match v1', idOf(offer), idOf(seek));
  }

  /** Proposes what fits together by now, and takes back what does no more, as the process manager does. */
  private look(of: Posted, occurredAt: string): Said {
    const others = this.posted
      .filter(({ plan }) => plan.side !== of.plan.side && plan.hs.slice(0, 2) === of.plan.hs.slice(0, 2))
      .toSorted((a, b) => (a.needId < b.needId ? -1 : 1));
    return others.map((other) => {
      const [offer, seek] = of.plan.side === 'offer' ? [of, other] : [other, of];
      return this.pair(offer, seek, occurredAt);
    });
  }

  private pair(offer: Posted, seek: Posted, occurredAt: string): Append<MatchEvent> | undefined {
    const [offered, sought] = [offer.stream.state, seek.stream.state];
    if (offered.status === 'unknown' || sought.status === 'unknown') return undefined;
    const matchId = this.matchIdOf(offer.plan.key, seek.plan.key);
    const stream = this.matches.get(matchId) ?? newMatch(matchId);
    this.matches.set(matchId, stream);
    const { status } = stream.state;
    if (status === 'introduced' || status === 'declined') return undefined;
    const fit = matchOf(offered, sought);
    if (fit) {
      const data = {
        matchId,
        offer: matched(offer.needId, offered),
        seek: matched(seek.needId, sought),
        ...fit,
      };
      return stream.decide({ type: 'ProposeMatch', occurredAt, data });
    }
    if (status !== 'proposed') return undefined;
    const reason = LAPSES[offered.status === 'open' ? sought.status : offered.status];
    return stream.decide({ type: 'LapseMatch', occurredAt, data: { matchId, reason } });
  }

  private answer({ data: { matchId }, ms }: SeenOf<'MatchProposed'>): void {
    const plan = ANSWERS.find(({ offer, seek }) => this.matchIdOf(offer, seek) === matchId);
    const stream = this.matches.get(matchId);
    if (!plan || !stream) return;
    const sides = plan.answer === 'both' ? (['offer', 'seek'] as const) : (['offer'] as const);
    for (const [index, side] of sides.entries()) {
      this.say(stream, plan[side], ms + (1 + index * 2) * DAY_MS, (occurredAt, before) => {
        const leadId = derivedId('corridor-ledger lead of match v1', matchId);
        const shown = stream.decide({ type: 'ShowInterest', occurredAt, data: { matchId, side, leadId } });
        const isIntroduced = shown?.events.some(({ type }) => type === 'MatchIntroduced');
        return isIntroduced ? [shown, this.leadOf(before, leadId, matchId, occurredAt)] : shown;
      });
    }
    const { reason } = plan;
    if (reason === undefined) return;
    this.say(stream, plan.seek, ms + 4 * DAY_MS, (occurredAt) =>
      stream.decide({ type: 'DeclineMatch', occurredAt, data: { matchId, side: 'seek', reason } }),
    );
  }

  private say(
    stream: MatchStream,
    key: string,
    ms: number,
    decide: (occurredAt: string, before: KnownMatch) => Said,
  ): void {
    const of = this.posted.find(({ plan }) => plan.key === key);
    if (!of) throw new RangeError(`Nobody posts ${key}.`);
    this.world.say(
      ms,
      `trader:demo-${of.plan.firm}`,
      (occurredAt) => {
        const { state } = stream;
        return state.status === 'proposed' ? decide(occurredAt, state) : undefined;
      },
      traderById(of.plan.firm).place,
    );
  }

  private leadOf({ proposed }: KnownMatch, leadId: string, matchId: string, occurredAt: string) {
    const [seller, buyer] = [proposed.offer.firm, proposed.seek.firm].map((id) =>
      partyById(id.slice('demo-'.length)),
    );
    if (!seller || !buyer) return undefined;
    const [hs = ''] = [proposed.offer.hs, proposed.seek.hs].sort((a, b) => b.length - a.length);
    const data = {
      leadId,
      origin: { matchId },
      seller,
      buyer,
      sector: sectorOf(hs.padEnd(6, '0')),
      hs: [hs],
    };
    const sides = participants(seller.participantId, buyer.participantId);
    return new Stream('lead', leadId, lead, sides).decide({ type: 'RecordLead', occurredAt, data });
  }
}

function newMatch(matchId: string): MatchStream {
  return new Stream('match', matchId, match, (state) =>
    state.status === 'unknown' ? [] : participants(state.proposed.offer.firm, state.proposed.seek.firm),
  );
}

function matched(needId: string, { subject, terms }: KnownNeed) {
  const { firm, country, hs } = subject;
  const { quantity, unit, per } = terms;
  return { needId, firm: firm.participantId, country, hs, quantity, unit, per };
}

/** How far the clock of a place is before that of UTC in the afternoon of a day: clocks are set anew at night. */
function offsetMs(place: string, midnightMs: number): number {
  const noonMs = midnightMs + DAY_MS / 2;
  return Date.parse(`${localTime(place, noonMs).slice(0, 19)}Z`) - noonMs;
}
