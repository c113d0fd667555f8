import {
  type InstrumentCommand,
  type InstrumentRegistered,
  type KnownInstrument,
  legalForInstrument,
  realisedOf,
  stillToCome,
} from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { needsContractNumber } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { instrumentFor } from './instrument-access.js';

/** An instrument as the log has it, and how many events made it so. */
export type InstrumentView = InstrumentRegistered['data'] &
  Pick<KnownInstrument, 'status' | 'ties' | 'startedOn' | 'dueOn' | 'missed'> & {
    readonly required?: boolean;
    readonly realised: MoneyJson;
    readonly outstanding: MoneyJson;
    readonly legalNow: readonly InstrumentCommand['type'][];
    readonly version: number;
  };

/** Asks for one instrument. */
export class InstrumentQuery extends Query<InstrumentView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(InstrumentQuery)
export class InstrumentQueryHandler implements IQueryHandler<InstrumentQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates) {}

  /** @throws ProblemError 404 `instrument-unknown`. */
  async execute({ id, caller }: InstrumentQuery): Promise<InstrumentView> {
    const { state, version } = await this.aggregates.instruments.load(id);
    const known = instrumentFor(caller, state);
    const { registered, status, ties, startedOn, dueOn, missed } = known;
    const money = (minor: bigint) => toMoneyJson({ minor, currency: registered.amount.currency });
    const amount = money(known.amount);
    const required =
      registered.kind === 'kz-contract-number' ? needsContractNumber(amount, registered.issuedOn) : undefined;
    return {
      ...registered,
      amount,
      ...(required !== undefined && { required }),
      status,
      realised: money(realisedOf(known)),
      outstanding: money(stillToCome(known)),
      ties,
      ...(startedOn !== undefined && { startedOn }),
      ...(dueOn !== undefined && { dueOn }),
      missed,
      legalNow: legalForInstrument(known),
      version,
    };
  }
}
