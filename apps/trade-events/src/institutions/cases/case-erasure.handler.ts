import type { EventOf, RecordedEvent } from '@corridor/contracts';
import type { CaseTextsErased } from '@corridor/domain';
import { EventStore, retryOnConflict, type SubjectKeys } from '@corridor/event-store';
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
import { sealedIn } from './case-texts.js';

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

  /**
   * The keys go before the log says so, as those of a person do. An erasure that comes again, as of the same instant and for the same reason, destroys what
   * a restored backup brought back, and nothing that was written since.
   * @throws ProblemError 404 `case-unknown`.
   */
  execute({ occurredAt, data, request }: CaseErasureRequest): Promise<Answered<CaseAnswer>> {
    const { caseId, reason } = data;
    const { cases } = this.aggregates;
    const keys = subjectKeysOf(this.parts);
    let stood = false;
    return answerOnce(this.store, request, { caseId }, (context) =>
      retryOnConflict(async () => {
        const before = await cases.load(caseId);
        caseSeenBy(request.caller, before.state);
        const history = (await this.store.readStream(cases.streamOf(caseId))).slice(0, before.version);
        const told = history.findLast(
          (event) => isErasure(event) && event.occurredAt === occurredAt && event.data.reason === reason,
        );
        const erasing = { by: actorOf(request.caller), reason };
        if (told) {
          const ids = keyIdsIn(history.filter(({ position }) => position < told.position));
          const { erasedAt: until } = await keys.fateOf(ids);
          await keys.eraseTexts(caseId, erasing, { ids, ...(until !== undefined && { until }) });
          return { outcome: 'known', position: told.position };
        }
        stood ||= (await keys.fateOf(keyIdsIn(history))).stands;
        const until = await lostAt(keys, history, occurredAt);
        await keys.eraseTexts(caseId, erasing, until === undefined ? {} : { until });
        const command = { type: 'EraseCaseTexts', occurredAt, data: { ...data, stood } } as const;
        const { append } = cases.decide(caseId, command, before);
        return append ? this.store.append({ ...context, streams: [append] }) : cases.known(caseId, command);
      }),
    );
  }
}

/** When that was erased of which the log does not say so, where this erasure is of no later than that: the log has lost it. */
async function lostAt(
  keys: SubjectKeys,
  history: readonly RecordedEvent[],
  occurredAt: string,
): Promise<string | undefined> {
  const last = history.findLastIndex(isErasure);
  const { erasedAt } = await keys.fateOf(keyIdsIn(history.slice(last + 1)));
  return erasedAt !== undefined && Date.parse(occurredAt) <= Date.parse(erasedAt) ? erasedAt : undefined;
}

function isErasure(event: RecordedEvent): event is EventOf<'CaseTextsErased'> {
  return event.type === 'CaseTextsErased';
}

function keyIdsIn(history: readonly RecordedEvent[]): readonly string[] {
  return sealedIn(history.map(({ data }) => data)).map(({ keyId }) => keyId);
}
