import {
  type ErasureReason,
  type KnownSubject,
  type KnownVisa,
  legalForVisa,
  type VisaCommand,
} from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { type Person, personOpened } from './sealed-person.js';
import { subjectKeysOf } from './subject-keys.js';
import { seesPersonalData, visaFor } from './visa-access.js';

/** An application as the log has it, and, for whom it is meant, who the traveller is. */
export type VisaView = Omit<KnownVisa, 'documentsSupplied' | 'requestedOn'> & {
  readonly erased: boolean;
  readonly erasure?: { readonly erasedAt: string; readonly reason: ErasureReason };
  readonly personalData?: Person;
  readonly legalNow: readonly VisaCommand['type'][];
  readonly version: number;
};

/** Asks for one application. */
export class VisaQuery extends Query<VisaView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(VisaQuery)
export class VisaQueryHandler implements IQueryHandler<VisaQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `visa-unknown`. */
  async execute({ id, caller }: VisaQuery): Promise<VisaView> {
    const { state, version } = await this.aggregates.visas.load(id);
    const { documentsSupplied: _, requestedOn: __, ...known } = visaFor(caller, state);
    const { state: subject } = await this.aggregates.subjects.load(known.subjectId);
    if (subject.status === 'unknown') throw new Error(`${id} names a subject that was not registered.`);
    const data = await this.dataOf(subject, caller);
    return { ...known, ...data, legalNow: legalForVisa(known), version };
  }

  /** Who the log says is erased is not opened, even if a restored backup has brought the key back. */
  private async dataOf(
    subject: KnownSubject,
    caller: Caller,
  ): Promise<Pick<VisaView, 'erased' | 'erasure' | 'personalData'>> {
    if (subject.status === 'erased') {
      const { erasedAt, reason } = subject;
      return { erased: true, erasure: { erasedAt, reason } };
    }
    if (!seesPersonalData(caller)) return { erased: false };
    const key = await subjectKeysOf(this.parts).find(subject.subjectId);
    return key ? { erased: false, personalData: personOpened(subject.person, key) } : { erased: true };
  }
}
