import {
  type AttachedInvoice,
  CONSIGNMENT_STEPS,
  type ContractedConsignment,
  isDeclared,
  type KnownConsignment,
  type MissingDocuments,
  missingDocuments,
  type PaymentState,
  type PresentedDocument,
  paymentStateOf,
  type WithdrawnCheckpoint,
} from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { type NamedCheckpoint, named } from './checkpoint-id.js';
import { consignmentSeenBy } from './consignment-access.js';
import { withOwnUcr } from './ucr.js';

interface Common {
  /** How many events made it so. */
  readonly version: number;
  /** Commands that are possible now. */
  readonly legalNow: readonly string[];
}

/** A consignment as the log has it. */
export type ConsignmentView =
  | (ContractedConsignment & Common)
  | (Omit<
      KnownConsignment,
      'checkpoints' | 'withdrawnCheckpoints' | 'packedAs' | 'landedAt' | 'presented' | 'invoices'
    > &
      Common & {
        readonly checkpoints: readonly NamedCheckpoint[];
        /** Found wrong, each with the reason. */
        readonly withdrawnCheckpoints: readonly (WithdrawnCheckpoint & NamedCheckpoint)[];
        readonly presented: readonly Omit<PresentedDocument, 'presentation'>[];
        readonly invoices: readonly Omit<AttachedInvoice, 'obligationVersion' | 'owedAgain'>[];
        readonly payment: PaymentState;
        /** What the coming steps ask for and is not attached. */
        readonly missingDocuments: readonly MissingDocuments[];
      });

/** Asks for one consignment. */
export class ConsignmentQuery extends Query<ConsignmentView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(ConsignmentQuery)
export class ConsignmentQueryHandler implements IQueryHandler<ConsignmentQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `consignment-unknown`. */
  async execute({ id, caller }: ConsignmentQuery): Promise<ConsignmentView> {
    const { state, version } = await this.aggregates.consignments.load(id);
    const found = consignmentSeenBy(caller, state);
    const seen = isDeclared(found) ? await withOwnUcr(this.aggregates, found) : found;
    const common = { version, legalNow: CONSIGNMENT_STEPS[seen.status] };
    if (!isDeclared(seen)) return { ...seen, ...common };
    const { packedAs: _, landedAt: __, ...told } = seen;
    return {
      ...told,
      checkpoints: named(id, seen.checkpoints),
      withdrawnCheckpoints: named(id, seen.withdrawnCheckpoints),
      presented: seen.presented.map(({ presentation: _, ...document }) => document),
      // What orders the news of an obligation is nothing to a reader.
      invoices: seen.invoices.map(({ obligationVersion: _, owedAgain: __, ...invoice }) => invoice),
      payment: paymentStateOf(seen),
      missingDocuments: missingDocuments(seen),
      ...common,
    };
  }
}
