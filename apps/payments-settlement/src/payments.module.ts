import { EventStore } from '@corridor/event-store';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn } from './aggregates.js';
import { AnsweredKeys } from './booking/answered-keys.js';
import { CreditHandler } from './booking/credit.handler.js';
import { Iso20022Controller } from './booking/iso20022.controller.js';
import { SettlementController } from './booking/settlement.controller.js';
import { InstrumentController } from './instruments/instrument.controller.js';
import { InstrumentHandler } from './instruments/instrument.handler.js';
import { InstrumentQueryHandler } from './instruments/instrument.query.js';
import { RepatriationListController } from './instruments/repatriation-list.controller.js';
import { RepatriationList } from './instruments/repatriation-list.js';
import { SettlementListController } from './list/list.controller.js';
import { ListHandler } from './list/list.handler.js';
import { SettlementList } from './list/settlement-list.js';
import { RedFlagController } from './red-flags/red-flag.controller.js';
import { RedFlagHandler } from './red-flags/red-flag.handler.js';
import { RedFlagList } from './red-flags/red-flag-list.js';
import { Originals } from './returns/originals.js';
import { ReturnController } from './returns/return.controller.js';
import { ReturnHandler } from './returns/return.handler.js';
import { Reversals } from './returns/reversals.js';
import { LogFollower } from './supervision/log-follower.js';
import { supervisionOf } from './supervision/supervision.js';
import { AGGREGATES, CLOCK, type Clock } from './tokens.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    Iso20022Controller,
    SettlementController,
    ReturnController,
    SettlementListController,
    InstrumentController,
    RepatriationListController,
    RedFlagController,
  ],
  providers: [
    { provide: AGGREGATES, useFactory: aggregatesOn, inject: [EventStore] },
    {
      provide: SettlementList,
      useFactory: ({ store, pool }: LedgerParts) => new SettlementList(store, pool),
      inject: [LEDGER_PARTS],
    },
    {
      provide: AnsweredKeys,
      useFactory: ({ pool }: LedgerParts) => new AnsweredKeys(pool),
      inject: [LEDGER_PARTS],
    },
    { provide: CLOCK, useValue: Date.now },
    {
      provide: LogFollower,
      useFactory: ({ store, pool, onUnknownEvent }: LedgerParts) =>
        supervisionOf(store, pool, onUnknownEvent),
      inject: [LEDGER_PARTS],
    },
    {
      provide: RepatriationList,
      useFactory: ({ pool }: LedgerParts, supervision: LogFollower) =>
        new RepatriationList(pool, supervision),
      inject: [LEDGER_PARTS, LogFollower],
    },
    {
      provide: RedFlagList,
      useFactory: ({ pool }: LedgerParts, supervision: LogFollower) => new RedFlagList(pool, supervision),
      inject: [LEDGER_PARTS, LogFollower],
    },
    InstrumentHandler,
    InstrumentQueryHandler,
    RedFlagHandler,
    CreditHandler,
    Originals,
    ReturnHandler,
    Reversals,
    ListHandler,
  ],
})
export class PaymentsModule {}

/** The HTTP side of payments-settlement, judging requests by a clock. */
export function paymentsModule(now: Clock): DynamicModule {
  return { module: PaymentsModule, providers: [{ provide: CLOCK, useValue: now }] };
}
