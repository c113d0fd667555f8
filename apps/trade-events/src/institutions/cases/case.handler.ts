import { randomUUID } from 'node:crypto';
import {
  type CaseCommand,
  type CaseDirected,
  type CaseKind,
  type CasePart,
  type CaseSubject,
  isOpened,
  isOver,
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
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { caseSeenBy, checkPart, type KnownCase } from './case-access.js';
import { caseIdOf } from './case-id.js';
import { CaseSubjects } from './case-subject.js';
import { caseOpen, openInTurn, seriesOf } from './one-open-case.js';

export interface CaseAnswer {
  readonly caseId: string;
}

export interface Opening {
  readonly occurredAt: string;
  readonly kind: CaseKind;
  readonly subject: CaseSubject;
  readonly text: string;
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
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {
    this.subjects = new CaseSubjects(store, aggregates);
  }

  /** @throws ProblemError 404 `subject-unknown`; 409 `case-open` that names the one which is open on the same subject. */
  async execute({ opening, request }: CaseOpeningRequest): Promise<Answered<CaseAnswer>> {
    const { kind, firm } = opening;
    const { subject, firms } = await this.subjects.of(firm, opening.subject);
    const caseId = subject.kind === 'none' ? randomUUID() : await this.firstFree(kind, subject, firm);
    const asked = { ...opening, subject };
    return answerOnce(this.store, request, { caseId }, (context) => {
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

  private async open(
    caseId: string,
    { occurredAt, firm: openedBy, kind, subject, text, against }: Opening,
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
    const { append } = cases.decide(caseId, { type: 'OpenCase', occurredAt, data }, before);
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
  ) {}

  /** @throws ProblemError 404 `case-unknown`, 403 `not-your-part`, 409 `case-open`, 422 `decision-unknown`. */
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
    const command = toCommand(known, { kind, ...level });
    if (command.type === 'RecordDirection') await this.checkDecision(command.data);
    if (!client && command.type === 'ReopenCase' && isOpened(known) && known.status === 'resolved') {
      const series = seriesOf(known);
      const inTurn = (turn: pg.ClientBase) => this.take(step, context, turn);
      if (series) return openInTurn(this.parts.pool, cases, series, id, inTurn);
    }
    const { append } = cases.decide(id, command, before);
    if (!append) return cases.known(id, command);
    const asked = { ...context, streams: [append] };
    return client ? this.store.appendIn(client, asked) : this.store.append(asked);
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
