import { isDeepStrictEqual } from 'node:util';
import type { KnownSubject } from '@corridor/domain';
import {
  type Answered,
  answerOnce,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import type { SubjectAnswer } from './erasure.handler.js';
import { blinded, type Person, personOpened, personSealed } from './sealed-person.js';
import { subjectKeysOf } from './subject-keys.js';
import { toldWithTrace } from './told-with-trace.js';
import { subjectErased, subjectFor } from './visa-access.js';

/** Tells anew who somebody is. */
export class CorrectionRequest extends Command<Answered<SubjectAnswer>> {
  constructor(
    readonly occurredAt: string,
    readonly subjectId: string,
    readonly traveller: Person,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(CorrectionRequest)
export class CorrectionHandler implements ICommandHandler<CorrectionRequest> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({
    occurredAt,
    subjectId,
    traveller,
    request,
  }: CorrectionRequest): Promise<Answered<SubjectAnswer>> {
    const keys = subjectKeysOf(this.parts);
    return answerOnce(this.parts.store, blinded(request, keys), { subjectId }, async (context) => {
      const { subjects } = this.aggregates;
      const before = await subjects.load(subjectId);
      const known: KnownSubject = subjectFor(request.caller, before.state);
      const key = await keys.find(subjectId);
      if (known.status === 'erased' || !key) throw subjectErased();
      // The same, sealed anew, would be another ciphertext, and say nothing.
      const isSaid = isDeepStrictEqual(personOpened(known.person, key), traveller);
      const person = isSaid ? known.person : personSealed(traveller, key);
      const command = { type: 'CorrectPersonalData', occurredAt, data: { subjectId, person } } as const;
      const { append } = subjects.decide(subjectId, command, before);
      if (!append) return subjects.known(subjectId, command);
      const streams = [append];
      return toldWithTrace(this.parts, { subjectId, person: traveller }, { ...context, streams });
    });
  }
}
