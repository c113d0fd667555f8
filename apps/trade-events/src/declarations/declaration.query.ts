import { upcast } from '@corridor/contracts';
import {
  type DeclarationCommand,
  type DeclarationEvent,
  type DeclarationState,
  declaration,
  legalForDeclaration,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { declarationSeenBy } from './declaration-access.js';
import { type DeclarationRecord, recordOf } from './declaration-record.js';

/** A declaration as the log has it. */
export type DeclarationView = DeclarationRecord & {
  readonly status: Exclude<DeclarationState['status'], 'unknown'>;
  /** How many events made it so. */
  readonly version: number;
  /** Commands that are possible now. */
  readonly legalNow: readonly DeclarationCommand['type'][];
};

/** Asks for one declaration. */
export class DeclarationQuery extends Query<DeclarationView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(DeclarationQuery)
export class DeclarationQueryHandler implements IQueryHandler<DeclarationQuery> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `declaration-unknown`. */
  async execute({ id, caller }: DeclarationQuery): Promise<DeclarationView> {
    // One read: the record and the state are of the same events.
    const history = await this.store.readStream(this.aggregates.declarations.streamOf(id));
    const events = history
      .map(upcast)
      .map(({ type, occurredAt, data }) => ({ type, occurredAt, data }) as DeclarationEvent);
    const record = declarationSeenBy(caller, recordOf(events));
    const state = events.reduce(declaration.evolve, declaration.initialState);
    if (state.status === 'unknown') throw new Error('What has a record was lodged.');
    return { ...record, status: state.status, version: events.length, legalNow: legalForDeclaration(state) };
  }
}
