import { derivedId } from '@corridor/contracts';
import {
  type AgendaItem,
  type MeetingCommand,
  type MeetingEvent,
  type MeetingState,
  meeting,
} from '@corridor/domain';
import { DAY_MS, HOUR_MS, localTime, MINUTE_MS, tuesdayFrom } from '../corridor/local-time.js';
import { Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { Actions } from './actions.js';
import { stuckItems } from './agenda-items.js';
import type { Surroundings } from './surroundings.js';
import { MEETINGS, type MeetingPlan, NEXT_MEETING } from './tables/meetings.js';
import { ACTORS, HOME, type Part, type Said, type Seen, type Untimed, type World } from './world.js';

type MeetingStream = Stream<MeetingCommand, MeetingEvent, MeetingState>;

const NAME = 'Joint Intergovernmental Commission of Pakistan and Kazakhstan';
const COUNTRIES = ['PK', 'KZ'];
/** Days before a meeting from which it is reminded, and days for which nothing came of a commitment: those of trade-events. */
const REMIND_DAYS = 30;
const MOMENTUM_DAYS = 90;

/** Ids and names of the meetings, which are there before any of them is scheduled. */
export const MEETING_IDS = {
  idOf: (key: string): string => derivedId('corridor-ledger demo meeting', key),
  occasionOf(key: string) {
    const plan = MEETINGS.find((each) => each.key === key);
    if (!plan) throw new RangeError(`The demo holds no ${key} meeting.`);
    const name = `Session ${plan.session} of the Commission`;
    return { kind: 'commission-meeting', name, place: plan.place, meetingId: MEETING_IDS.idOf(key) } as const;
  },
};

/** What the Commission does: its sessions, with what is stuck on their agendas, and the actions that they lead to. */
export class Meetings implements Part {
  private readonly random: Random;
  /** Of the last event of a meeting, by the stream. */
  private readonly positions = new Map<string, number>();
  private readonly actions: Actions;

  constructor(
    private readonly world: World,
    private readonly around: Surroundings,
  ) {
    this.random = world.random(7);
    this.actions = new Actions(world, around);
    for (const plan of MEETINGS) this.meet(plan);
    const { key, session, place, scheduled, daysBehindEnd } = NEXT_MEETING;
    const startMs = tuesdayFrom(world.untilMs + daysBehindEnd * DAY_MS);
    this.schedule({ key, session, place, scheduled }, startMs);
  }

  see(event: Seen): void {
    const { streamId, position } = event;
    if (streamId.startsWith('meeting-')) this.positions.set(streamId, position);
    this.actions.see(event);
  }

  /** When the session begins at last. */
  private startOf({ starts, moved }: MeetingPlan): number {
    return tuesdayFrom(this.world.at(starts)) + (moved ? moved.days * DAY_MS : 0);
  }

  private schedule(
    { key, session, place, scheduled }: Pick<MeetingPlan, 'key' | 'session' | 'place' | 'scheduled'>,
    startMs: number,
  ): MeetingStream {
    const meetingId = MEETING_IDS.idOf(key);
    const stream: MeetingStream = new Stream('meeting', meetingId, meeting, []);
    const days = {
      startsOn: localTime(place, startMs).slice(0, 10),
      endsOn: localTime(place, startMs + DAY_MS).slice(0, 10),
    };
    const data = { meetingId, name: NAME, session, place, countries: COUNTRIES, ...days };
    this.world.say(this.world.at(scheduled), ACTORS.commission, (occurredAt) =>
      stream.decide({ type: 'ScheduleMeeting', occurredAt, data }),
    );
    return stream;
  }

  private meet(plan: MeetingPlan): void {
    const { world } = this;
    const { place, moved } = plan;
    const meetingId = MEETING_IDS.idOf(plan.key);
    const startMs = this.startOf(plan);
    const stream = this.schedule(plan, startMs - (moved ? moved.days * DAY_MS : 0));
    const say = (
      ms: number,
      command: (occurredAt: string) => Untimed<MeetingCommand>,
      at: string = HOME,
    ): number =>
      world.say(
        ms,
        ACTORS.commission,
        (occurredAt) => stream.decide({ ...command(occurredAt), occurredAt } as MeetingCommand),
        at,
      );
    const days = {
      startsOn: localTime(place, startMs).slice(0, 10),
      endsOn: localTime(place, startMs + DAY_MS).slice(0, 10),
    };
    if (moved) {
      const { at, reason } = moved;
      say(world.at(at), () => ({ type: 'RescheduleMeeting', data: { meetingId, place, ...days, reason } }));
    }
    this.remind(stream, meetingId, startMs);
    say(startMs - 6 * DAY_MS, (occurredAt) => {
      const items = stuckItems(
        this.around,
        this.actions.assigned,
        meetingId,
        COUNTRIES,
        occurredAt.slice(0, 10),
      );
      return { type: 'ProposeAgenda', data: { meetingId, items, asOf: world.position } };
    });
    const added = plan.items.map(({ title, because }): AgendaItem => {
      return { itemId: this.random.uuid(), kind: 'other', title, because };
    });
    for (const [index, item] of added.entries()) {
      say(startMs - 4 * DAY_MS + index * 40 * MINUTE_MS, () => ({
        type: 'AddAgendaItem',
        data: { meetingId, item },
      }));
    }
    const delegations = COUNTRIES.flatMap((country) => [
      { country, institution: 'Ministry of trade', people: this.random.int(6, 12) },
      { country, institution: 'Customs', people: this.random.int(2, 4) },
    ]);
    const openedMs = say(startMs, () => ({ type: 'OpenMeeting', data: { meetingId, delegations } }), place);
    let ms = openedMs + 30 * MINUTE_MS;
    for (const [index, { minutes, decision }] of plan.items.entries()) {
      const itemId = added[index]?.itemId ?? '';
      const decisionId = this.random.uuid();
      say(ms, () => ({ type: 'RecordMinutes', data: { meetingId, itemId, text: minutes } }), place);
      say(
        ms + 12 * MINUTE_MS,
        () => ({ type: 'TakeDecision', data: { meetingId, decisionId, itemId, text: decision } }),
        place,
      );
      if (index === 0)
        for (const each of plan.actions)
          this.actions.assign(each, meetingId, decisionId, openedMs + 4 * HOUR_MS, place);
      ms += 40 * MINUTE_MS;
    }
    this.talkAboutCases(stream, meetingId, openedMs + 24 * HOUR_MS, place);
    const closedMs = openedMs + 30 * HOUR_MS;
    say(closedMs, () => ({ type: 'CloseMeeting', data: { meetingId, asOf: world.position } }), place);
  }

  /** Cases that lie before the Commission: it says what is to be done, and gives them back to the Council. */
  private talkAboutCases(stream: MeetingStream, meetingId: string, ms: number, place: string): void {
    const text = 'The office in charge decides within a week and tells the firm why, whatever it decides.';
    const found = (): readonly string[] => {
      const { state } = stream;
      const { open } = this.around.cases;
      if (state.status !== 'opened') return [];
      return state.agenda.flatMap(({ kind, itemId, subject }) =>
        kind === 'case' && open.some(({ caseId, escalation }) => caseId === subject && escalation)
          ? itemId
          : [],
      );
    };
    for (const index of [0, 1, 2, 3]) {
      const decisionId = this.random.uuid();
      const itemMs = ms + index * 40 * MINUTE_MS;
      let itemId: string | undefined;
      const say = (at: number, decide: (occurredAt: string, itemId: string) => Said): void => {
        this.world.say(
          at,
          ACTORS.commission,
          (occurredAt) => (itemId === undefined ? undefined : decide(occurredAt, itemId)),
          place,
        );
      };
      this.world.when(itemMs, () => {
        const { state } = stream;
        if (state.status !== 'opened') return undefined;
        itemId = found().find((id) => state.minutes[id] === undefined);
        return undefined;
      });
      say(itemMs + MINUTE_MS, (occurredAt, item) => {
        const minutes = 'The Council told how long the firm has waited, and whom it asked.';
        const data = { meetingId, itemId: item, text: minutes };
        return stream.decide({ type: 'RecordMinutes', occurredAt, data });
      });
      say(itemMs + 12 * MINUTE_MS, (occurredAt, item) => {
        const data = { meetingId, decisionId, itemId: item, text };
        return stream.decide({ type: 'TakeDecision', occurredAt, data });
      });
      say(itemMs + 25 * MINUTE_MS, (occurredAt, item) => {
        const { state } = stream;
        const subject = 'agenda' in state ? state.agenda.find((each) => each.itemId === item)?.subject : '';
        const { cases } = this.around;
        const file = cases.file(subject ?? '');
        if (!file || !('escalation' in file.stream.state)) return undefined;
        const data = { caseId: file.caseId, meetingId, decisionId, text };
        return file.stream.decide(cases.written({ type: 'RecordDirection', occurredAt, data }));
      });
    }
  }

  /** Thirty days before, of commitments of which nothing has come for long. */
  private remind(stream: MeetingStream, meetingId: string, startMs: number): void {
    const position = () => this.positions.get(`meeting-${meetingId}`) ?? 0;
    const fromMs = Date.parse(
      `${localTime(HOME, startMs - REMIND_DAYS * DAY_MS).slice(0, 10)}T00:00:00+05:00`,
    );
    for (let day = 0; day < REMIND_DAYS; day += 1) {
      // What falls due on a day is told in its first minute, each by itself.
      for (let nth = 0; nth < 3; nth += 1) {
        this.world.mark(fromMs + day * DAY_MS + (20 + nth) * 1_000, position, (ms) =>
          this.faded(stream, meetingId, ms),
        );
      }
    }
  }

  private faded(stream: MeetingStream, meetingId: string, ms: number) {
    const { state } = stream;
    if (state.status !== 'scheduled') return undefined;
    const occurredAt = localTime(HOME, ms);
    for (const { progressOn: lastProgressOn, state: promise } of this.around.commitments.known) {
      if (promise.status !== 'announced' && promise.status !== 'contracted') continue;
      const { commitmentId } = promise;
      const days = daysBetween(lastProgressOn, occurredAt.slice(0, 10));
      if (days < MOMENTUM_DAYS) continue;
      const data = { meetingId, commitmentId, lastProgressOn, days, asOf: this.world.position };
      const append = stream.decide({ type: 'RemindOfMomentum', occurredAt, data });
      if (append) return append;
    }
    return undefined;
  }
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / DAY_MS;
}
