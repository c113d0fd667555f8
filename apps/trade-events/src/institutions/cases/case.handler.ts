import { randomUUID } from 'node:crypto';
import {
  type CaseCommand,
  type CaseDirected,
  type CaseKind,
  type CasePart,
  type CaseSubject,
  type CaseText,
  isOpened,
  isOver,
  legalForParts,
  levelInForce,
  type ServiceLevelCommand,
} from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
  type Role,
  withLegalNow,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { holdsKey, keyless } from '../key-holders.js';
import { caseSeenBy, checkPart, type KnownCase, partsOf } from './case-access.js';
import { caseIdOf } from './case-id.js';
import { CaseSubjects } from './case-subject.js';
import { CaseTexts } from './case-texts.js';
import { caseOpen, openInTurn, seriesOf } from './one-open-case.js';

export interface CaseAnswer {
  readonly caseId: string;
}

export interface Opening<Text extends CaseText = string> {
  readonly occurredAt: string;
  readonly kind: CaseKind;
  readonly subject: CaseSubject;
  readonly text: Text;
  readonly against?: string;
  /** Whose case it is. */
  readonly firm: string;
}

/** Asks to open a case. */
export class CaseOpeningRequest extends Command<Answered<CaseAnswer>> {
  constructor(
    readonly opening: Opening,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** A step of one case, by somebody with a part in it. */
export class CaseStepRequest extends Command<Answered<CaseAnswer>> {
  constructor(
    readonly id: string,
    readonly part: CasePart,
    /** By the case as it stands, and what is promised for its kind. */
    readonly toCommand: (state: KnownCase, level: ServiceLevelCommand['data']) => CaseCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** The roles that answer a case. */
export const ANSWERING = [
  'trader',
  'bank',
  'customs',
  'commission',
  'council',
  'consulate',
  'operator',
] as const satisfies readonly Role[];

@CommandHandler(CaseOpeningRequest)
export class CaseOpeningHandler implements ICommandHandler<CaseOpeningRequest> {
  private readonly subjects: CaseSubjects;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(CaseTexts) private readonly texts: CaseTexts,
  ) {
    this.subjects = new CaseSubjects(store, aggregates);
  }

  /** @throws ProblemError 404 `subject-unknown`; 422 `firm-unknown`; 409 `case-open` that names the one which is open on the same subject. */
  async execute({ opening, request }: CaseOpeningRequest): Promise<Answered<CaseAnswer>> {
    const { kind, firm } = opening;
    if (firm !== request.caller.participant) await this.checkFirm(firm);
    const { subject, firms, parties } = await this.subjects.of(firm, kind, opening.subject);
    if (opening.against !== undefined) await this.checkOther(opening.against, parties);
    const caseId = subject.kind === 'none' ? randomUUID() : await this.firstFree(kind, subject, firm);
    return answerOnce(this.store, request, { caseId }, async (context) => {
      const text = await this.texts.sealed(opening.text, { caseId, subject });
      const asked = { ...opening, subject, text };
      const open = (client?: pg.ClientBase) => this.open(caseId, asked, firms, context, client);
      if (subject.kind === 'none') return retryOnConflict(open);
      const { cases } = this.aggregates;
      return openInTurn(this.parts.pool, cases, { kind, subject, firm }, caseId, open);
    });
  }

  /** The first case of them that is not over: it is free, or the one that is open. */
  private async firstFree(kind: CaseKind, subject: CaseSubject, firm: string): Promise<string> {
    for (let nth = 1; ; nth += 1) {
      const id = caseIdOf(kind, subject, firm, nth);
      if (!isOver((await this.aggregates.cases.load(id)).state)) return id;
    }
  }

  /** Whose case it is has to be known: by the register, or by a key. @throws ProblemError 422 `firm-unknown`. */
  private async checkFirm(firm: string): Promise<void> {
    const { state } = await this.aggregates.firms.load(firm);
    if (state.status !== 'unknown' || (await holdsKey(this.parts, firm))) return;
    const message = `The register has no firm "${firm}", and nobody of that id has a key. Mend the id, or register the firm first.`;
    throw new ProblemError(422, 'firm-unknown', message, { pointer: '/firm' });
  }

  /** @throws ProblemError 422 `other-firm-not-party` for whoever the goods are not of, `other-firm-unknown` for a firm that no register has. */
  private async checkOther(against: string, parties?: readonly string[]): Promise<void> {
    const pointer = '/against';
    if (parties) {
      if (parties.includes(against)) return;
      const message = `The goods are of ${parties.join(' and ')}: name the other one of them.`;
      throw new ProblemError(422, 'other-firm-not-party', message, { pointer });
    }
    const { state } = await this.aggregates.firms.load(against);
    if (state.status !== 'unknown') return;
    const message = `The register has no firm "${against}". Name the consignment that the dispute is about, or a firm by its id.`;
    throw new ProblemError(422, 'other-firm-unknown', message, { pointer });
  }

  private async open(
    caseId: string,
    { occurredAt, firm: openedBy, kind, subject, text, against }: Opening<CaseText>,
    firms: readonly string[],
    context: AppendContext,
    client?: pg.ClientBase,
  ): Promise<AppendResult> {
    const { cases, serviceLevels } = this.aggregates;
    const before = await cases.load(caseId, client);
    if (before.state.status !== 'unknown' && before.state.status !== 'foreseen') {
      throw caseOpen(caseId, '/subject');
    }
    const serviceLevel = levelInForce(kind, (await serviceLevels.load(kind, client)).state);
    const about = { kind, subject, firms, openedBy, text, ...(against !== undefined && { against }) };
    const data = { caseId, ...about, serviceLevel };
    const toldAt = new Date(this.now()).toISOString();
    const { append } = cases.decide(caseId, { type: 'OpenCase', occurredAt, toldAt, data }, before);
    if (!append) throw new Error('A case that is not open opens.');
    const asked = { ...context, streams: [append] };
    return client ? this.store.appendIn(client, asked) : this.store.append(asked);
  }
}

@CommandHandler(CaseStepRequest)
export class CaseStepHandler implements ICommandHandler<CaseStepRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(CaseTexts) private readonly texts: CaseTexts,
  ) {}

  /** @throws ProblemError 404 `case-unknown`, 403 `not-your-part`, 409 `case-open`, 422 `decision-unknown`, `decision-of-another`, `assignee-unknown`. */
  execute(step: CaseStepRequest): Promise<Answered<CaseAnswer>> {
    const { id, request } = step;
    return answerOnce(this.store, request, { caseId: id }, (context) =>
      retryOnConflict(() => this.take(step, context)),
    );
  }

  /** @param client whose turn it is, where it is opened again. */
  private async take(
    step: CaseStepRequest,
    context: AppendContext,
    client?: pg.ClientBase,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { id, part, toCommand, request } = step;
    const { cases, serviceLevels } = this.aggregates;
    const before = await cases.load(id, client);
    const known = caseSeenBy(request.caller, before.state);
    checkPart(request.caller, known, part);
    const kind = 'foreseen' in known ? known.foreseen.kind : known.kind;
    const level = levelInForce(kind, (await serviceLevels.load(kind, client)).state);
    const toldAt = new Date(this.now()).toISOString();
    const about = 'foreseen' in known ? known.foreseen : known;
    const asked = await this.texts.inStep(toCommand(known, { kind, ...level }), about, context);
    const command = { ...asked, toldAt };
    if (command.type === 'RecordDirection') await this.checkDecision(command.data);
    if (command.type === 'AssignCase' && !(await holdsKey(this.parts, command.data.assignee, ANSWERING))) {
      throw keyless('assignee-unknown', command.data.assignee, '/assignee');
    }
    if (!client && command.type === 'ReopenCase' && isOpened(known) && known.status === 'resolved') {
      const series = seriesOf(known);
      const inTurn = (turn: pg.ClientBase) => this.take(step, context, turn);
      if (series) return openInTurn(this.parts.pool, cases, series, id, inTurn);
    }
    const append = stepOf(
      known,
      partsOf(request.caller, known),
      () => cases.decide(id, command, before).append,
    );
    if (!append) return cases.known(id, command);
    const appending = { ...context, streams: [append] };
    return client ? this.store.appendIn(client, appending) : this.store.append(appending);
  }

  /**
   * What a meeting decided stays decided: one look at it is enough.
   * @throws ProblemError 422 `decision-unknown`, or `decision-of-another` where it was taken about another case.
   */
  private async checkDecision({ caseId, meetingId, decisionId }: CaseDirected['data']): Promise<void> {
    const pointer = '/decisionId';
    const { state } = await this.aggregates.meetings.load(meetingId);
    const { decisions, agenda } = state.status === 'unknown' ? { decisions: [], agenda: [] } : state;
    const decision = decisions.find((taken) => taken.decisionId === decisionId);
    if (!decision) {
      const message = `The meeting ${meetingId} took no decision ${decisionId}. Take it there first.`;
      throw new ProblemError(422, 'decision-unknown', message, { pointer });
    }
    const { kind, subject } = agenda.find(({ itemId }) => itemId === decision.itemId) ?? {};
    if (kind !== 'case' || subject === undefined || subject === caseId) return;
    const message = `That was decided about the case ${subject}. Name a decision about this one, or about an item that is about no case.`;
    throw new ProblemError(422, 'decision-of-another', message, { pointer });
  }
}

/** What is refused tells of what is possible what is for the parts of whoever asks. */
function stepOf<Made>(state: KnownCase, parts: readonly CasePart[], decide: () => Made): Made {
  try {
    return decide();
  } catch (error) {
    const yours: readonly string[] = legalForParts(state, parts);
    throw withLegalNow(error, (type) => yours.includes(type));
  }
}
