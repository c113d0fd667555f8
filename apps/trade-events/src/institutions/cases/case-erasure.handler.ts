import type { CaseTextsErased } from '@corridor/domain';
import { EventStore, retryOnConflict } from '@corridor/event-store';
import {
  type Answered,
  actorOf,
  answerOnce,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { subjectKeysOf } from '../visas/subject-keys.js';
import type { CaseAnswer } from './case.handler.js';
import { caseSeenBy } from './case-access.js';

/** Asks for all that was written in a case so far to be erased. */
export class CaseErasureRequest extends Command<Answered<CaseAnswer>> {
  constructor(
    readonly occurredAt: string,
    readonly data: CaseTextsErased['data'],
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(CaseErasureRequest)
export class CaseErasureHandler implements ICommandHandler<CaseErasureRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** The keys go before the log says so, as those of a person do. @throws ProblemError 404 `case-unknown`. */
  execute({ occurredAt, data, request }: CaseErasureRequest): Promise<Answered<CaseAnswer>> {
    const { caseId, reason } = data;
    const { cases } = this.aggregates;
    return answerOnce(this.store, request, { caseId }, (context) =>
      retryOnConflict(async () => {
        const before = await cases.load(caseId);
        caseSeenBy(request.caller, before.state);
        await subjectKeysOf(this.parts).eraseTexts(caseId, { by: actorOf(request.caller), reason });
        const command = { type: 'EraseCaseTexts', occurredAt, data } as const;
        const { append } = cases.decide(caseId, command, before);
        return append ? this.store.append({ ...context, streams: [append] }) : cases.known(caseId, command);
      }),
    );
  }
}
