import type { ErasureReason, PersonalDataErased } from '@corridor/domain';
import { type AppendRequest, retryOnConflict } from '@corridor/event-store';
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
import { subjectKeysOf } from './subject-keys.js';
import { subjectUnknown } from './visa-access.js';

export interface SubjectAnswer {
  readonly subjectId: string;
}

export interface ErasureAnswer extends SubjectAnswer {
  /** Other ids of the same person whose data went with it. */
  readonly alsoErased: readonly string[];
  /** Other ids whose data stays: of the same person, or of somebody who was told alike once. */
  readonly others: readonly string[];
}

/** Whoever is asked to be forgotten is forgotten as a person; what is over or not needed is one firm's. */
const OF_PERSON: ReadonlySet<ErasureReason> = new Set(['asked-by-subject', 'ordered']);

/** Asks for the personal data of somebody to be erased. */
export class ErasureRequest extends Command<Answered<ErasureAnswer>> {
  constructor(
    readonly occurredAt: string,
    readonly data: PersonalDataErased['data'],
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ErasureRequest)
export class ErasureHandler implements ICommandHandler<ErasureRequest> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /**
   * The key goes before the log says so: whatever comes between, the log never says that something is erased which could still be opened. Sent
   * again, it says the rest, and destroys a key that a restored backup brought back.
   */
  async execute({ occurredAt, data, request }: ErasureRequest): Promise<Answered<ErasureAnswer>> {
    const { subjectId, reason } = data;
    const keys = subjectKeysOf(this.parts);
    const { subjects } = this.aggregates;
    const answered = await answerOnce(this.parts.store, request, { subjectId }, async (context) => {
      if ((await subjects.load(subjectId)).state.status === 'unknown') throw subjectUnknown();
      const of = OF_PERSON.has(reason) ? 'person' : 'subject';
      await keys.erase(subjectId, { by: actorOf(request.caller), reason }, of);
      // Nothing more is told of whose key is gone, but for another erasure.
      return retryOnConflict(async () => {
        const streams: AppendRequest['streams'][number][] = [];
        // Last the one that was named: where it is told already, its event's position is the answer.
        for (const id of [...(await keys.takenWith(subjectId)), subjectId]) {
          const before = await subjects.load(id);
          // A key whose event never came is that of nobody whom the log knows.
          if (before.state.status === 'unknown') continue;
          const command = { type: 'ErasePersonalData', occurredAt, data: { subjectId: id, reason } } as const;
          const { append } = subjects.decide(id, command, before);
          if (append) streams.push(append);
        }
        if (streams.length > 0) return this.parts.store.append({ ...context, streams });
        return subjects.known(subjectId, { type: 'ErasePersonalData', occurredAt, data });
      });
    });
    const also = { alsoErased: await keys.takenWith(subjectId), others: await keys.othersOf(subjectId) };
    return { ...answered, answer: { ...answered.answer, ...also } };
  }
}
