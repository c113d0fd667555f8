import type { RecordedEvent } from '@corridor/contracts';
import {
  type CaseClock,
  type CaseCommand,
  clocksOf,
  type Escalation,
  isOpened,
  legalForParts,
  type OngoingCase,
  type Resolution,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { caseSeenBy, type KnownCase, partsOf, readsTexts } from './case-access.js';
import { CaseTexts } from './case-texts.js';

type Told = Pick<RecordedEvent, 'position' | 'type' | 'occurredAt' | 'recordedAt' | 'actor'> & {
  readonly data: Readonly<Record<string, unknown>>;
};

/** A case as the log has it. */
export type CaseView = Pick<OngoingCase, 'caseId' | 'kind' | 'subject' | 'firms' | 'reopenings'> &
  Partial<
    Pick<OngoingCase, 'openedBy' | 'against' | 'openedAt' | 'priority' | 'assignee' | 'limits' | 'causeEnded'>
  > & {
    readonly status: KnownCase['status'];
    readonly text?: string;
    readonly textsErased?: true;
    readonly escalation?: Omit<Escalation, 'reason'> & { readonly reason?: string };
    readonly resolution?: Omit<Resolution, 'text'> & { readonly text?: string };
    readonly dueBy?: string;
    readonly clocks: readonly CaseClock[];
    readonly story: readonly Told[];
    readonly version: number;
    readonly legalNow: readonly CaseCommand['type'][];
  };

/** Asks for one case. */
export class CaseQuery extends Query<CaseView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(CaseQuery)
export class CaseQueryHandler implements IQueryHandler<CaseQuery> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(CaseTexts) private readonly texts: CaseTexts,
  ) {}

  /** @throws ProblemError 404 `case-unknown`. */
  async execute({ id, caller }: CaseQuery): Promise<CaseView> {
    const { cases } = this.aggregates;
    const history = await this.store.readStream(cases.streamOf(id));
    const known = caseSeenBy(caller, cases.stateOf(history));
    const view = {
      ...shown(known),
      clocks: isOpened(known) ? clocksOf(known, this.now()) : [],
      story: history.map(({ position, type, occurredAt, recordedAt, actor, data }) => ({
        position,
        type,
        occurredAt,
        recordedAt,
        actor,
        data: data as Told['data'],
      })),
      version: history.length,
      legalNow: legalForParts(known, partsOf(caller, known)),
    };
    return (await this.texts.shown(id, view, readsTexts(caller, known, history))) as CaseView;
  }
}

function shown(known: KnownCase) {
  if (!isOpened(known)) {
    const { status, foreseen } = known;
    const { caseId, kind, subject, firms, text, dueBy } = foreseen;
    return { caseId, status, kind, subject, firms, text, dueBy, reopenings: 0 };
  }
  const { since: _, missed: __, ruled: ___, triagedAt: ____, answeredAt: _____, ...rest } = known;
  const {
    answer: ______,
    directions: _______,
    reopening: ________,
    openedAs: _________,
    causes: __________,
    resolvedAt: ___________,
    isWritten: ____________,
    ...told
  } = rest;
  return told;
}
