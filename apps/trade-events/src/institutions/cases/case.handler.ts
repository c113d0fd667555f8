import { randomUUID } from 'node:crypto';
import {
  type CaseCommand,
  type CaseDirected,
  type CaseKind,
  type CasePart,
  type CaseSubject,
  type CaseText,
  isOver,
  levelInForce,
  type ServiceLevelCommand,
} from '@corridor/domain';
import { type AppendContext, type AppendResult, EventStore, retryOnConflict } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { caseSeenBy, checkPart, type KnownCase } from './case-access.js';
import { caseIdOf } from './case-id.js';
import { CaseSubjects } from './case-subject.js';
import { CaseTexts } from './case-texts.js';

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

@CommandHandler(CaseOpeningRequest)
export class CaseOpeningHandler implements ICommandHandler<CaseOpeningRequest> {
  private readonly subjects: CaseSubjects;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CaseTexts) private readonly texts: CaseTexts,
  ) {
    this.subjects = new CaseSubjects(store, aggregates);
  }

  /** @throws ProblemError 404 `subject-unknown`; 409 `case-open` that names the one which is open on the same subject. */
  async execute({ opening, request }: CaseOpeningRequest): Promise<Answered<CaseAnswer>> {
    const { kind, firm } = opening;
    const { subject, firms } = await this.subjects.of(firm, opening.subject);
    const caseId = subject.kind === 'none' ? randomUUID() : await this.firstFree(kind, subject, firm);
    return answerOnce(this.store, request, { caseId }, async (context) => {
      const text = await this.texts.sealed(opening.text, { caseId, subject });
      return retryOnConflict(() => this.open(caseId, { ...opening, subject, text }, firms, context));
    });
  }

  /** The first case of them that is not over: it is free, or the one that is open. */
  private async firstFree(kind: CaseKind, subject: CaseSubject, firm: string): Promise<string> {
    for (let nth = 1; ; nth += 1) {
      const id = caseIdOf(kind, subject, firm, nth);
      if (!isOver((await this.aggregates.cases.load(id)).state)) return id;
    }
  }

  private async open(
    caseId: string,
    { occurredAt, firm: openedBy, kind, subject, text, against }: Opening<CaseText>,
    firms: readonly string[],
    context: AppendContext,
  ): Promise<AppendResult> {
    const { cases, serviceLevels } = this.aggregates;
    const before = await cases.load(caseId);
    if (before.state.status !== 'unknown' && before.state.status !== 'foreseen') {
      const message = `The case ${caseId} is open on the same subject: go on with that one.`;
      throw new ProblemError(409, 'case-open', message, { pointer: '/subject' });
    }
    const serviceLevel = levelInForce(kind, (await serviceLevels.load(kind)).state);
    const about = { kind, subject, firms, openedBy, text, ...(against !== undefined && { against }) };
    const data = { caseId, ...about, serviceLevel };
    const { append } = cases.decide(caseId, { type: 'OpenCase', occurredAt, data }, before);
    if (!append) throw new Error('A case that is not open opens.');
    return this.store.append({ ...context, streams: [append] });
  }
}

@CommandHandler(CaseStepRequest)
export class CaseStepHandler implements ICommandHandler<CaseStepRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CaseTexts) private readonly texts: CaseTexts,
  ) {}

  /** @throws ProblemError 404 `case-unknown`, 403 `not-your-part`, 422 `decision-unknown`. */
  async execute({ id, part, toCommand, request }: CaseStepRequest): Promise<Answered<CaseAnswer>> {
    const { cases, serviceLevels } = this.aggregates;
    return answerOnce(this.store, request, { caseId: id }, (context) =>
      retryOnConflict(async () => {
        const before = await cases.load(id);
        const known = caseSeenBy(request.caller, before.state);
        checkPart(request.caller, known, part);
        const kind = 'foreseen' in known ? known.foreseen.kind : known.kind;
        const level = levelInForce(kind, (await serviceLevels.load(kind)).state);
        const about = 'foreseen' in known ? known.foreseen : known;
        const command = await this.texts.inStep(toCommand(known, { kind, ...level }), about, context);
        if (command.type === 'RecordDirection') await this.checkDecision(command.data);
        const { append } = cases.decide(id, command, before);
        return append ? this.store.append({ ...context, streams: [append] }) : cases.known(id, command);
      }),
    );
  }

  /** What a meeting decided stays decided: one look at it is enough. */
  private async checkDecision({ meetingId, decisionId }: CaseDirected['data']): Promise<void> {
    const { state } = await this.aggregates.meetings.load(meetingId);
    if (state.status !== 'unknown' && state.decisions.some((taken) => taken.decisionId === decisionId))
      return;
    const message = `The meeting ${meetingId} took no decision ${decisionId}. Take it there first.`;
    throw new ProblemError(422, 'decision-unknown', message, { pointer: '/decisionId' });
  }
}
