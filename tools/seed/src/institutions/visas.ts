import {
  type SubjectState,
  subject,
  type VisaCommand,
  type VisaEvent,
  type VisaInvitationRequested,
  type VisaState,
  visa,
} from '@corridor/domain';
import { EXPORTERS, type Firm, IMPORTERS } from '../corridor/firms.js';
import { DAY_MS, HOUR_MS, localTime } from '../corridor/local-time.js';
import { participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import type { Engagements } from './engagements.js';
import { applicantSealed, demoKey } from './sealing.js';
import { ENGAGEMENTS } from './tables/engagements.js';
import { ACTORS, type Part, type Seen, type Untimed, type World } from './world.js';

/** Who decides on the applications of a country's people, and how many days that takes: before the second session, and since. */
const CONSULATES = {
  PK: { id: 'demo-consulate-islamabad', place: 'PKISB', destination: 'KZ', before: [8, 24], since: [3, 11] },
  KZ: { id: 'demo-consulate-astana', place: 'KZAST', destination: 'PK', before: [7, 21], since: [6, 19] },
} as const;
/** From which share of the time on the Council invites, and consulates decide as the second session asked for. */
const FROM = 0.12;
const QUICKER_FROM = 0.35;
const RETENTION_DAYS = 730;
const PURPOSES = ['negotiation', 'negotiation', 'after-sales', 'trade-fair', 'other'] as const;
const REFUSALS = [
  'documents',
  'documents',
  'purpose',
  'invitation',
  'previous-stay',
  'security',
  'other',
] as const;

/** To an engagement. */
interface Journey {
  readonly travelMs: number;
  readonly purpose: VisaInvitationRequested['data']['purpose'];
  /** Of a delegation alone. */
  readonly delegationId?: string;
}

type Nationality = keyof typeof CONSULATES;
type VisaStream = Stream<VisaCommand, VisaEvent, VisaState>;

const subjectSeenBy = (state: SubjectState): readonly string[] =>
  state.status === 'unknown' ? [] : [state.firm];
const visaSeenBy = (state: VisaState): readonly string[] =>
  state.status === 'unknown'
    ? []
    : participants(state.firm, ...(state.submission ? [state.submission.consulate] : []));

/** Visas of business people, none of whom exists: each month some of either side, and those of forums and delegations. */
export class Visas implements Part {
  private readonly random: Random;
  private applicants = 0;
  private invitations = 0;
  /** Applications that were refused, for the firms to complain of: newest last. */
  readonly refused: { readonly visaId: string; readonly firm: string }[] = [];

  constructor(
    private readonly world: World,
    private readonly engagements: Engagements,
    private readonly seed: number,
  ) {
    this.random = world.random(8);
    const months = Math.round((world.untilMs - world.at(FROM)) / (30.4 * DAY_MS));
    for (let month = 0; month < months; month += 1) {
      for (const nationality of ['PK', 'KZ'] as const)
        this.month(nationality, world.at(FROM) + month * 30.4 * DAY_MS);
    }
    for (const plan of ENGAGEMENTS) {
      const guests = plan.firms.flatMap(
        (id) => [...EXPORTERS, ...IMPORTERS].find((each) => each.id === `demo-${id}`) ?? [],
      );
      for (const firm of guests.filter(({ country }) => country !== plan.city.slice(0, 2))) {
        const travelMs = this.engagements.startOf(plan) - DAY_MS;
        const askedMs = travelMs - this.random.int(12, 30) * DAY_MS;
        const journey =
          plan.kind === 'delegation'
            ? ({ travelMs, purpose: 'delegation', delegationId: this.engagements.idOf(plan.key) } as const)
            : ({
                travelMs,
                purpose: plan.kind === 'business-meeting' ? 'negotiation' : 'trade-fair',
              } as const);
        if (askedMs > world.at(FROM)) this.apply(firm, askedMs, journey);
      }
    }
  }

  see(event: Seen): void {
    if (event.type !== 'VisaRefused') return;
    const [firm = ''] = event.participants.filter((id) => !id.startsWith('demo-consulate-'));
    this.refused.push({ visaId: event.data.visaId, firm });
    if (this.refused.length > 10) this.refused.shift();
  }

  private month(nationality: Nationality, fromMs: number): void {
    const firms = [...EXPORTERS, ...IMPORTERS].filter(({ country }) => country === nationality);
    const count = this.random.int(3, 6);
    for (let nth = 0; nth < count; nth += 1) {
      const firm = this.random.weighted(firms, ({ weight }) => weight);
      this.apply(firm, fromMs + this.random.int(0, 29) * DAY_MS + this.random.int(0, 9) * HOUR_MS);
    }
  }

  private apply(firm: Firm, askedMs: number, journey?: Journey): void {
    const { world, random } = this;
    const nationality: Nationality = firm.country === 'KZ' ? 'KZ' : 'PK';
    const consulate = CONSULATES[nationality];
    const ids = { visaId: random.uuid(), subjectId: random.uuid() };
    this.applicants += 1;
    const number = this.applicants;
    const traveller = {
      name: `Demo Applicant ${number}`,
      passportNumber: `DE${number.toString().padStart(7, '0')}`,
      birthDate: `${random.int(1962, 1999)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
    };
    const fromMs = journey?.travelMs ?? askedMs + random.int(28, 45) * DAY_MS;
    const day = (ms: number): string => localTime(firm.place, ms).slice(0, 10);
    const stream: VisaStream = new Stream('visa', ids.visaId, visa, visaSeenBy);
    const person = new Stream('subject', ids.subjectId, subject, subjectSeenBy);
    const asked: VisaInvitationRequested['data'] = {
      ...ids,
      firm: firm.id,
      purpose: journey?.purpose ?? random.pick(PURPOSES),
      nationality,
      destination: consulate.destination,
      intendedFrom: day(fromMs),
      intendedUntil: day(fromMs + random.int(4, 20) * DAY_MS),
      ...(journey?.delegationId !== undefined && { delegationId: journey.delegationId }),
    };
    const say = (ms: number, actor: string, command: Untimed<VisaCommand>, place: string): number =>
      world.say(ms, actor, (occurredAt) => stream.decide({ ...command, occurredAt } as VisaCommand), place);
    const requestedMs = world.say(
      askedMs,
      `trader:${firm.id}`,
      (occurredAt) => {
        const sealed = applicantSealed(traveller, ids.subjectId, demoKey(this.seed, ids.subjectId));
        const data = { subjectId: ids.subjectId, firm: firm.id, person: sealed };
        return [
          person.decide({ type: 'RegisterSubject', occurredAt, data }),
          stream.decide({ type: 'RequestVisaInvitation', occurredAt, data: asked }),
        ];
      },
      firm.place,
    );
    const { visaId } = ids;
    const invitedMs = requestedMs + random.int(1, 5) * DAY_MS;
    // Kept for two years, and longer by nobody.
    world.say(askedMs + RETENTION_DAYS * DAY_MS, ACTORS.council, (occurredAt) =>
      person.decide({
        type: 'ErasePersonalData',
        occurredAt,
        data: { subjectId: ids.subjectId, reason: 'retention-over' },
      }),
    );
    if (random.chance(0.04)) {
      const reason = random.pick(['firm', 'purpose', 'dates'] as const);
      say(invitedMs, ACTORS.council, { type: 'DeclineVisaInvitation', data: { visaId, reason } }, 'PKISB');
      return;
    }
    const issuedMs = world.say(invitedMs, ACTORS.council, (occurredAt) => {
      this.invitations += 1;
      const issuedOn = occurredAt.slice(0, 10);
      const invitationNumber = `PKBC-${issuedOn.slice(0, 4)}-${this.invitations.toString().padStart(4, '0')}`;
      return stream.decide({
        type: 'IssueVisaInvitation',
        occurredAt,
        data: { visaId, invitationNumber, issuedOn },
      });
    });
    const submission = { visaId, consulate: consulate.id, place: consulate.place };
    const submittedMs = say(
      issuedMs + random.int(1, 4) * DAY_MS,
      `trader:${firm.id}`,
      { type: 'SubmitVisa', data: submission },
      consulate.place,
    );
    const [least, most] = submittedMs < world.at(QUICKER_FROM) ? consulate.before : consulate.since;
    const decidedMs = submittedMs + random.int(least, most) * DAY_MS + random.int(1, 5) * HOUR_MS;
    this.decide(stream, visaId, nationality, { submittedMs, decidedMs, travelMs: fromMs });
  }

  private decide(
    stream: VisaStream,
    visaId: string,
    nationality: Nationality,
    {
      submittedMs,
      decidedMs,
      travelMs,
    }: { readonly submittedMs: number; readonly decidedMs: number; readonly travelMs: number },
  ): void {
    const { world, random } = this;
    const { id, place } = CONSULATES[nationality];
    const say = (ms: number, command: Untimed<VisaCommand>): number =>
      world.say(
        ms,
        `consulate:${id}`,
        (occurredAt) => stream.decide({ ...command, occurredAt } as VisaCommand),
        place,
      );
    if (random.chance(0.12) && decidedMs - submittedMs > 6 * DAY_MS) {
      const documents = [random.pick(['bank-statement', 'insurance', 'itinerary', 'employment'] as const)];
      const awaitedMs = say(submittedMs + DAY_MS, {
        type: 'RequestVisaDocuments',
        data: { visaId, documents },
      });
      say(awaitedMs + DAY_MS, { type: 'SupplyVisaDocuments', data: { visaId } });
    }
    if (random.chance(0.08)) {
      say(decidedMs, { type: 'RefuseVisa', data: { visaId, reason: random.pick(REFUSALS) } });
      return;
    }
    world.say(
      decidedMs,
      `consulate:${id}`,
      (occurredAt) => {
        const today = occurredAt.slice(0, 10);
        const travel = localTime(place, Math.max(travelMs, decidedMs)).slice(0, 10);
        const [validFrom = today] = [today, travel].sort().toReversed();
        const validUntil = localTime(place, Date.parse(`${validFrom}T00:00:00Z`) + 90 * DAY_MS).slice(0, 10);
        const entries = random.pick(['single', 'single', 'double', 'multiple'] as const);
        return stream.decide({
          type: 'GrantVisa',
          occurredAt,
          data: { visaId, validFrom, validUntil, entries },
        });
      },
      place,
    );
  }
}

function two(number: number): string {
  return number.toString().padStart(2, '0');
}
