import type { Type } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { AccountLine } from '../accounts/account.types.js';
import { ConsignmentEvent } from '../consignments/consignment.types.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { Position } from '../graphql/scalars.js';
import { HoldShare } from '../holds/hold.types.js';
import { BlockedConsignment } from '../institutions/cases/blocked-goods.types.js';
import { CaseShare } from '../institutions/cases/cases.types.js';
import {
  CommitmentFigures,
  CommitmentLink,
  FunnelEvent,
} from '../institutions/commitments/commitment-funnel.types.js';
import { EngagementLead, EngagementShare } from '../institutions/engagements/engagements.types.js';
import { TrustCase } from '../institutions/firms/firm.types.js';
import { CommissionAction } from '../institutions/meetings/meetings.types.js';
import { MatchShare, OpenNeed } from '../institutions/needs/needs.types.js';
import { CarriedConsignment } from '../institutions/services/service.types.js';
import { DelayedDelegation, VisaApplication } from '../institutions/visas/visa-figures.types.js';
import { CreditShare } from '../letters-of-credit/letters-of-credit.types.js';
import { DaysToSettleShare } from '../payments/payments.types.js';
import { TradeEvent } from '../trade/bilateral-trade.types.js';
import { LedgerEvent } from './event.types.js';

/** What an event is taken to cost, beside its fields. */
const COMPLEXITY = 5;
const UNSEEN = 'null where your key does not open it.';

@LedgerResolver(() => LedgerEvent)
export class EventResolver {
  @Query(() => LedgerEvent, {
    nullable: true,
    complexity: COMPLEXITY,
    description:
      'What happened at this position of the ledger? Reporters, operators, the Commission and the Business Council see every event, but what banks send; customs what tells of goods; whoever else asks what names him as a participant. Null where there is none, or none for your key.',
  })
  event(
    @Args('position', { type: () => Position, description: 'Of the event, as every explanation tells it.' })
    position: number,
    @Context() { events }: Operation,
  ): Promise<LedgerEvent | null> {
    return events.load(position);
  }
}

/** The event itself, of a type that tells its position. */
function eventOf(type: Type<{ readonly position: number }>) {
  @LedgerResolver(() => type)
  class OneEventResolver {
    @ResolveField(() => LedgerEvent, {
      nullable: true,
      complexity: COMPLEXITY,
      description: `The event at \`position\`; ${UNSEEN}`,
    })
    event(
      @Parent() { position }: { readonly position: number },
      @Context() { events }: Operation,
    ): Promise<LedgerEvent | null> {
      return events.load(position);
    }
  }
  return OneEventResolver;
}

/** The events themselves, of a type that tells their positions. */
function eventsOf(type: Type<{ readonly positions: readonly number[] }>) {
  @LedgerResolver(() => type)
  class EventsResolver {
    @ResolveField(() => [LedgerEvent], {
      nullable: 'items',
      complexity: COMPLEXITY,
      description: `The events at \`positions\`, in that order; ${UNSEEN}`,
    })
    events(
      @Parent() { positions }: { readonly positions: readonly number[] },
      @Context() { events }: Operation,
    ): Promise<(LedgerEvent | null)[]> {
      return Promise.all(positions.map((position) => events.load(position)));
    }
  }
  return EventsResolver;
}

@LedgerResolver(() => FunnelEvent)
class FunnelCauseResolver {
  @ResolveField(() => LedgerEvent, {
    nullable: true,
    complexity: COMPLEXITY,
    description: `The event at \`causePosition\`; ${UNSEEN}`,
  })
  causeEvent(
    @Parent() { causePosition }: FunnelEvent,
    @Context() { events }: Operation,
  ): Promise<LedgerEvent | null> {
    return events.load(causePosition);
  }
}

/** From whatever explains a figure to the events that it names. */
export const EVENT_RESOLVERS = [
  EventResolver,
  FunnelCauseResolver,
  ...[
    AccountLine,
    CommissionAction,
    CommitmentFigures,
    CommitmentLink,
    ConsignmentEvent,
    FunnelEvent,
    TradeEvent,
  ].map(eventOf),
  ...[
    BlockedConsignment,
    CarriedConsignment,
    CaseShare,
    CreditShare,
    DaysToSettleShare,
    DelayedDelegation,
    EngagementLead,
    EngagementShare,
    HoldShare,
    MatchShare,
    OpenNeed,
    TrustCase,
    VisaApplication,
  ].map(eventsOf),
] as const;
