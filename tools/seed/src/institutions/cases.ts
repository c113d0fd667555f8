import { derivedId } from '@corridor/contracts';
import {
  type CaseCommand,
  type CaseEvent,
  type CaseKind,
  type CaseOutcome,
  type CasePriority,
  type CaseState,
  type CaseSubject,
  councilCase,
  isOpened,
  isOver,
  legalForCase,
  nextLimitOf,
  type OngoingCase,
  SERVICE_LEVELS,
  SUBJECT_IDS,
  TELLING_MS,
} from '@corridor/domain';
import { HOUR_MS } from '../corridor/local-time.js';
import { latencyMs } from '../lives/performed.js';
import { type Append, participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { caseTextSealed } from './sealing.js';
import { ACTORS, type Part, type Seen, type SeenOf, type Untimed, type World } from './world.js';

/** One case: its stream, and the last event that is told of it. */
/** What is drawn for a case. */
interface Chance {
  readonly random: Random;
  readonly latency: Random;
}

export interface CaseFile {
  readonly caseId: string;
  readonly stream: Stream<CaseCommand, CaseEvent, CaseState>;
  lastPosition: number;
  /** Of what it is foreseen for. */
  began?: Pick<Seen, 'position' | 'correlationId'>;
  /** Of a payment that was returned, the bank of the creditor. */
  bank?: string | undefined;
  chance: Chance;
}

interface Cause {
  readonly kind: 'customs-hold' | 'payment-stuck';
  readonly subject: Extract<CaseCommand, { type: 'ForeseeCase' }>['data']['subject'];
  readonly firms: readonly string[];
  readonly text: string;
  readonly began: SeenOf<'HoldPlaced' | 'PaymentReturned'>;
}

/** How the Council deals with cases that open by themselves: how urgent, and who has to answer. */
const ANSWERS: Readonly<Record<'customs-hold' | 'payment-stuck', readonly string[]>> = {
  'customs-hold': [
    'The papers were asked for again; the goods are looked at tomorrow.',
    'The laboratory has the sample; its result is awaited.',
    'The office in charge was told; a reply is due within the week.',
  ],
  'payment-stuck': [
    'The bank of the debtor was asked; it will pay again under another reference.',
    'The account was closed; the debtor pays from another one.',
  ],
};

/** The id that trade-events gives a case: the n-th of a kind on a subject. */
export function caseIdOf(kind: CaseKind, subject: CaseSubject, firm: string): string {
  const ids = SUBJECT_IDS[subject.kind].map((id) => subject[id] ?? '');
  const isShared = subject.kind === 'hold' || subject.kind === 'returned-payment';
  return derivedId('corridor-ledger case v1', kind, subject.kind, ...ids, isShared ? '' : firm, '1');
}

function seenBy(state: CaseState): readonly string[] {
  if (state.status === 'unknown') return [];
  if (!isOpened(state)) return participants(...state.foreseen.firms);
  const others = [state.openedBy, state.against, state.assignee].filter((each) => each !== undefined);
  return participants(...state.firms, ...others);
}

/** The cases before the Business Council: those that holds and returned payments lead to, and those that firms open. */
export class Cases implements Part {
  private readonly chances: Readonly<Record<'usual' | 'apart', Chance>>;
  private readonly files = new Map<string, CaseFile>();
  /** What was returned and is not paid yet, by the id of what is owed. */
  private readonly returned = new Map<string, CaseFile>();
  private readonly held = new Map<string, CaseFile>();

  constructor(
    private readonly world: World,
    private readonly seed: number,
  ) {
    this.chances = {
      usual: { random: world.random(1), latency: world.random(2) },
      apart: { random: world.random(0x41), latency: world.random(0x42) },
    };
  }

  /** Those that are open now, the oldest first. */
  get open(): readonly OngoingCase[] {
    return [...this.files.values()]
      .flatMap(({ stream: { state } }) => (isOpened(state) && state.status !== 'resolved' ? state : []))
      .sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
  }

  file(caseId: string): CaseFile | undefined {
    return this.files.get(caseId);
  }

  see(event: Seen): void {
    switch (event.type) {
      case 'HoldPlaced':
        this.foreseeHold(event);
        break;
      case 'HoldReleased': {
        const file = this.held.get(event.data.holdId);
        this.held.delete(event.data.holdId);
        if (file) this.end(file, event, 'released', 'Customs lifted the hold.');
        break;
      }
      case 'PaymentReturned':
        this.foreseeReturn(event);
        break;
      case 'ObligationSettled': {
        const { obligationId } = event.data;
        const file = this.returned.get(obligationId);
        this.returned.delete(obligationId);
        if (file) this.end(file, event, 'paid', 'What is owed was paid in full.');
        break;
      }
      default:
        this.seeOwn(event);
    }
  }

  private seeOwn(event: Seen): void {
    if (!event.streamId.startsWith('case-')) return;
    const file = this.files.get(event.streamId.slice('case-'.length));
    if (!file) return;
    file.lastPosition = event.position;
    // A firm's own case is dealt with as its story says.
    const isByItself = event.type === 'CaseOpened' && event.data.openedBy === undefined;
    if (isByItself) this.dealWith(file, event.ms);
    const isWatched = this.watch(file);
    // What opens by itself is not opened again.
    if (!isWatched && file.began && isOver(file.stream.state)) this.files.delete(file.caseId);
  }

  private foreseeHold(event: SeenOf<'HoldPlaced'>): void {
    const { declarationId, holdId, consignmentId, reason } = event.data;
    const file = this.foresee({
      kind: 'customs-hold',
      subject: { kind: 'hold', consignmentId, declarationId, holdId },
      firms: event.participants.filter((id) => !isBank(id)),
      text: `Customs holds the goods: ${reason}.`,
      began: event,
    });
    this.held.set(holdId, file);
  }

  private foreseeReturn(event: SeenOf<'PaymentReturned'>): void {
    const { obligationId, consignmentId, returnId, amount } = event.data;
    // What is returned meanwhile is stuck by the same cause.
    if (this.returned.has(obligationId)) return;
    const file = this.foresee({
      kind: 'payment-stuck',
      subject: { kind: 'returned-payment', consignmentId, obligationId, returnId },
      firms: event.participants.filter((id) => !isBank(id)),
      text: `A payment of ${amount.amount} ${amount.currency} was returned.`,
      began: event,
    });
    this.returned.set(obligationId, file);
  }

  private foresee({ kind, subject, firms, text, began }: Cause): CaseFile {
    const file = this.begin(caseIdOf(kind, subject, ''));
    file.began = began;
    if (began.apart) file.chance = this.chances.apart;
    file.bank = began.participants.find(isBank);
    const { caseId } = file;
    const data = {
      caseId,
      kind,
      subject,
      firms,
      text,
      serviceLevel: SERVICE_LEVELS[kind],
      causePosition: began.position,
    };
    const { occurredAt, ms } = began;
    const toldAt = new Date(ms).toISOString();
    this.world.follow(ms + latencyMs(file.chance.latency), began, () =>
      file.stream.decide({ type: 'ForeseeCase', occurredAt, toldAt, data }),
    );
    return file;
  }

  begin(caseId: string): CaseFile {
    const stream = new Stream('case', caseId, councilCase, seenBy);
    const file: CaseFile = { caseId, stream, lastPosition: 0, chance: this.chances.usual };
    this.files.set(caseId, file);
    return file;
  }

  private end({ caseId, stream, chance }: CaseFile, event: Seen, outcome: CaseOutcome, text: string): void {
    const { occurredAt, position: causePosition, ms } = event;
    const toldAt = new Date(ms).toISOString();
    const data = { caseId, causePosition, outcome, text };
    this.world.follow(ms + latencyMs(chance.latency), event, () =>
      stream.decide({ type: 'EndCause', occurredAt, toldAt, data }),
    );
  }

  /** The clocks tell within a minute what has passed, an hour behind: what is written down by then counts as of when it happened. */
  private watch(file: CaseFile): boolean {
    const { caseId, stream } = file;
    const next = nextLimitOf(stream.state);
    if (next === undefined) return false;
    const dueMs = Date.parse(next) + TELLING_MS + file.chance.latency.int(1_000, 55_000);
    const told = (ms: number): Append<CaseEvent> | undefined => {
      if (nextLimitOf(stream.state) !== next) return undefined;
      const type = stream.state.status === 'foreseen' ? 'OpenForeseenCase' : 'MarkCaseLimits';
      return stream.decide({ type, occurredAt: new Date(ms - TELLING_MS).toISOString(), data: { caseId } });
    };
    if (stream.state.status === 'foreseen' && file.began) this.world.follow(dueMs, file.began, told);
    else this.world.mark(dueMs, () => file.lastPosition, told);
    return true;
  }

  /** The Council looks at a case that opened by itself, has somebody answer, and mostly its cause ends it. */
  private dealWith(file: CaseFile, openedMs: number): void {
    const { random } = file.chance;
    const { state } = file.stream;
    if (!isOpened(state) || (state.kind !== 'customs-hold' && state.kind !== 'payment-stuck')) return;
    const { kind } = state;
    const bank = file.bank;
    const assignee = kind === 'customs-hold' ? 'demo-customs' : (bank ?? 'demo-council');
    const priority = random.pick<CasePriority>(['normal', 'normal', 'high', 'urgent']);
    const triagedMs = this.step(file, openedMs + random.int(1, random.chance(0.15) ? 60 : 16) * HOUR_MS, {
      type: 'TriageCase',
      data: { caseId: file.caseId, kind, priority },
    });
    const assignedMs = this.step(file, triagedMs + random.int(1, 6) * HOUR_MS, {
      type: 'AssignCase',
      data: { caseId: file.caseId, assignee },
    });
    const answeredMs = assignedMs + random.int(3, random.chance(0.2) ? 110 : 44) * HOUR_MS;
    const text = random.pick(ANSWERS[kind]);
    const role = kind === 'customs-hold' ? ACTORS.customs : bank ? `bank:${bank}` : ACTORS.council;
    const answer = { type: 'AnswerCase', data: { caseId: file.caseId, assignee, text } } as const;
    this.step(file, answeredMs, answer, role);
    const reason = 'The goods lose by each day, and nobody could say when they go on.';
    if (!random.chance(0.12)) return;
    this.step(file, answeredMs + 20 * HOUR_MS, {
      type: 'EscalateCase',
      data: { caseId: file.caseId, reason },
    });
  }

  /** A step of the Council, or of somebody else; it is not taken where the case has come further by then. */
  step(file: CaseFile, ms: number, command: Untimed<CaseCommand>, actor: string = ACTORS.council): number {
    return this.world.say(ms, actor, (occurredAt) => {
      const { stream } = file;
      // A step of a story that was overtaken, for example by the end of the cause.
      if (!isLegalAt(stream.state, command.type, occurredAt)) return undefined;
      return stream.decide(this.written({ ...command, occurredAt } as CaseCommand));
    });
  }

  /** A command as it is kept: what somebody writes in it, sealed. */
  written(command: CaseCommand): CaseCommand {
    const { type, occurredAt, data } = command;
    const { caseId } = data;
    const kept = Object.entries(data).map(([field, value]) =>
      isWritten(field) && typeof value === 'string'
        ? [field, caseTextSealed(value, this.seed, { caseId, said: [type, occurredAt] })]
        : [field, value],
    );
    return { ...command, data: Object.fromEntries(kept) } as CaseCommand;
  }
}

/** Whether a step is legal once what has passed by then is told. */
function isLegalAt(state: CaseState, type: CaseCommand['type'], occurredAt: string): boolean {
  if (!legalForCase(state).includes(type)) return false;
  if (!isOpened(state)) return true;
  const isRuled = Date.parse(occurredAt) > Date.parse(state.limits.escalateBy);
  // The rule brings it before the Commission first.
  return Date.parse(occurredAt) >= Date.parse(state.since) && (type !== 'EscalateCase' || !isRuled);
}

const isWritten = (field: string): boolean => field === 'text' || field === 'reason';
const isBank = (id: string): boolean => id.startsWith('demo-bank-');
