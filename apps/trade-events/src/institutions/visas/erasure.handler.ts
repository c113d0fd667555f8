import type { PersonalDataErased } from '@corridor/domain';
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

/** Asks for the personal data of somebody to be erased. */
export class ErasureRequest extends Command<Answered<SubjectAnswer>> {
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
  execute({ occurredAt, data, request }: ErasureRequest): Promise<Answered<SubjectAnswer>> {
    const { subjectId, reason } = data;
    return answerOnce(this.parts.store, request, { subjectId }, async (context) => {
      const { subjects } = this.aggregates;
      const { state } = await subjects.load(subjectId);
      if (state.status === 'unknown') throw subjectUnknown();
      await subjectKeysOf(this.parts).erase(subjectId, { by: actorOf(request.caller), reason });
      const command = { type: 'ErasePersonalData', occurredAt, data } as const;
      const { result } = await subjects.handle(subjectId, command, context);
      return result ?? subjects.known(subjectId, command);
    });
  }
}
