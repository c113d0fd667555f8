import { derivedId } from '@corridor/contracts';
import {
  type EngagementCommand,
  type EngagementEvent,
  type EngagementState,
  engagement,
  type LeadCommand,
  type LeadEvent,
  type LeadState,
  lead,
} from '@corridor/domain';
import { DAY_MS, HOUR_MS, localTime, MINUTE_MS, tuesdayFrom } from '../corridor/local-time.js';
import { participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { dollars } from './amounts.js';
import { partyById } from './parties.js';
import { ENGAGEMENTS, type EngagementPlan, type LeadPlan } from './tables/engagements.js';
import { ACTORS, type Untimed, type World } from './world.js';

/** A lead that a promise comes of. */
interface PromisedLead {
  readonly leadId: string;
  readonly stream: Stream<LeadCommand, LeadEvent, LeadState>;
  readonly recordedMs: number;
}

type EngagementStream = Stream<EngagementCommand, EngagementEvent, EngagementState>;

const seenBy = (state: EngagementState): readonly string[] =>
  state.status === 'unknown' ? [] : participants(state.terms.organiser, ...state.toldOf);

/** Forums, exhibitions and delegations: who took part, who met whom, and which leads came of it. */
export class Engagements {
  private readonly random: Random;
  private readonly promised = new Map<string, PromisedLead>();

  constructor(private readonly world: World) {
    this.random = world.random(6);
    for (const plan of ENGAGEMENTS) this.hold(plan);
  }

  idOf(key: string): string {
    return derivedId('corridor-ledger demo engagement', key);
  }

  /** The lead that a promise comes of. @throws RangeError where none does. */
  leadOf(promise: string): PromisedLead {
    const found = this.promised.get(promise);
    if (!found) throw new RangeError(`The demo has no lead of ${promise}.`);
    return found;
  }

  /** What a promise tells of where it was announced; engagements that are called off announce nothing. */
  occasionOf(key: string) {
    const { kind, name, city } = planOf(key);
    const occasion = kind === 'business-meeting' || kind === 'summit' ? ('other' as const) : kind;
    return { kind: occasion, name, place: city, engagementId: this.idOf(key) };
  }

  /** When it is to begin by its plan. */
  startOf({ starts }: EngagementPlan): number {
    return tuesdayFrom(this.world.at(starts));
  }

  private hold(plan: EngagementPlan): void {
    const { world } = this;
    const { key, kind, name, city, sectors, days } = plan;
    const engagementId = this.idOf(key);
    const stream: EngagementStream = new Stream('engagement', engagementId, engagement, seenBy);
    const startMs = this.startOf(plan);
    const dayOf = (ms: number): string => localTime(city, ms).slice(0, 10);
    const say = (ms: number, command: Untimed<EngagementCommand>, actor: string = ACTORS.council): number =>
      world.say(
        ms,
        actor,
        (occurredAt) => stream.decide({ ...command, occurredAt } as EngagementCommand),
        city,
      );
    const span = (fromMs: number) => ({
      startsOn: dayOf(fromMs),
      endsOn: dayOf(fromMs + (days - 1) * DAY_MS),
    });
    const plannedMs = say(world.at(plan.planned), {
      type: 'PlanEngagement',
      data: {
        engagementId,
        kind,
        name,
        city,
        country: city.slice(0, 2),
        organiser: 'demo-council',
        ...span(startMs),
        sectors,
      },
    });
    const people = plan.firms.map((id) => ({ id, people: this.random.int(1, 4) }));
    for (const [index, { id, people: number }] of people.entries()) {
      const ms = plannedMs + DAY_MS + Math.round(((startMs - plannedMs) * 0.7 * index) / people.length);
      const data = { engagementId, firm: partyById(id), people: number };
      say(ms, { type: 'RegisterParticipation', data }, `trader:demo-${id}`);
    }
    if (plan.cancelled) {
      const { at, reason, note } = plan.cancelled;
      say(world.at(at), { type: 'CancelEngagement', data: { engagementId, reason, note } });
      return;
    }
    const heldMs = plan.moved ? startMs + plan.moved.days * DAY_MS : startMs;
    if (plan.moved) {
      const { at, reason } = plan.moved;
      say(world.at(at), { type: 'RescheduleEngagement', data: { engagementId, ...span(heldMs), reason } });
    }
    say(heldMs, { type: 'HoldEngagement', data: { engagementId } });
    for (const [index, { id, people: number }] of people.entries()) {
      const attended = number > 1 && this.random.chance(0.25) ? number - 1 : number;
      const data = { engagementId, firm: `demo-${id}`, people: attended };
      say(heldMs + HOUR_MS + index * 6 * MINUTE_MS, { type: 'RecordAttendance', data });
    }
    for (const [index, [seller, buyer]] of plan.met.entries()) {
      const firms = [`demo-${seller}`, `demo-${buyer}`];
      const data = { engagementId, meetingId: this.random.uuid(), firms };
      say(heldMs + 3 * HOUR_MS + index * 25 * MINUTE_MS, { type: 'RecordMeeting', data });
    }
    for (const [index, found] of plan.leads.entries()) {
      this.lead(found, engagementId, heldMs + 6 * HOUR_MS + index * 10 * MINUTE_MS);
    }
  }

  private lead(
    { seller, buyer, sector, hs, usd, promise, lapsed }: LeadPlan,
    engagementId: string,
    ms: number,
  ): void {
    const { world, random } = this;
    const leadId = promise === undefined ? random.uuid() : derivedId('corridor-ledger demo lead', promise);
    const parties = { seller: partyById(seller), buyer: partyById(buyer) };
    const sides = participants(parties.seller.participantId, parties.buyer.participantId);
    const stream: PromisedLead['stream'] = new Stream('lead', leadId, lead, sides);
    const expectedValue = dollars(usd);
    const data = { leadId, origin: { engagementId }, ...parties, sector, hs, expectedValue };
    const recordedMs = world.say(ms, ACTORS.council, (occurredAt) =>
      stream.decide({ type: 'RecordLead', occurredAt, data }),
    );
    if (promise !== undefined) this.promised.set(promise, { leadId, stream, recordedMs });
    const note =
      promise === undefined ? 'Samples were sent, prices are talked about' : 'The terms are being written';
    const askedMs = ms + (promise === undefined ? random.int(25, 50) * DAY_MS : 20 * HOUR_MS);
    world.say(askedMs, `trader:demo-${seller}`, (occurredAt) =>
      stream.decide({ type: 'FollowUpLead', occurredAt, data: { leadId, note } }),
    );
    if (lapsed === undefined) return;
    world.say(askedMs + random.int(40, 80) * DAY_MS, ACTORS.council, (occurredAt) =>
      stream.decide({ type: 'LapseLead', occurredAt, data: { leadId, reason: lapsed } }),
    );
  }
}

function planOf(key: string): EngagementPlan {
  const plan = ENGAGEMENTS.find((each) => each.key === key);
  if (!plan) throw new RangeError(`The demo holds no ${key}.`);
  return plan;
}
