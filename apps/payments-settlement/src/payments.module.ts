import { EventStore } from '@corridor/event-store';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn, type PaymentsAggregates } from './aggregates.js';
import { BankCalendarController } from './bank-calendars/bank-calendar.controller.js';
import { BankCalendarHandler } from './bank-calendars/bank-calendar.handler.js';
import { BankCalendarQueryHandler } from './bank-calendars/bank-calendar.query.js';
import { BankCalendars } from './bank-calendars/bank-calendars.js';
import { AnsweredKeys } from './booking/answered-keys.js';
import { CreditHandler } from './booking/credit.handler.js';
import { Iso20022Controller } from './booking/iso20022.controller.js';
import { SettlementController } from './booking/settlement.controller.js';
import { CollectionController } from './collections/collection.controller.js';
import { CollectionHandler } from './collections/collection.handler.js';
import { SettlementListController } from './list/list.controller.js';
import { ListHandler } from './list/list.handler.js';
import { SettlementList } from './list/settlement-list.js';
import { MatchController } from './matches/match.controller.js';
import { MatchHandler } from './matches/match.handler.js';
import { RateController } from './rates/rate.controller.js';
import { RateHandler } from './rates/rate.handler.js';
import { ConversionQueryHandler, RateListQueryHandler } from './rates/rate.query.js';
import { RateList } from './rates/rate-list.js';
import { RateQueryController } from './rates/rate-query.controller.js';
import { RATE_SETTINGS, type RateSettings } from './rates/rate-settings.js';
import { Rates } from './rates/rates.js';
import { Originals } from './returns/originals.js';
import { ReturnController } from './returns/return.controller.js';
import { ReturnHandler } from './returns/return.handler.js';
import { Reversals } from './returns/reversals.js';
import { AGGREGATES, CLOCK, type Clock } from './tokens.js';
import { ObligationListHandler } from './work-lists/obligation-list.js';
import { SuspenseHandler } from './work-lists/suspense.js';
import { WorkListController } from './work-lists/work-list.controller.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    Iso20022Controller,
    SettlementController,
    ReturnController,
    SettlementListController,
    RateController,
    RateQueryController,
    BankCalendarController,
    CollectionController,
    MatchController,
    WorkListController,
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
    CreditHandler,
    Originals,
    ReturnHandler,
    Reversals,
    ListHandler,
    {
      provide: RateList,
      useFactory: ({ store, pool }: LedgerParts) => new RateList(store, pool),
      inject: [LEDGER_PARTS],
    },
    {
      provide: Rates,
      useFactory: (parts: LedgerParts, settings: RateSettings, list: RateList) =>
        new Rates(parts, settings, list),
      inject: [LEDGER_PARTS, RATE_SETTINGS, RateList],
    },
    RateHandler,
    RateListQueryHandler,
    ConversionQueryHandler,
    {
      provide: BankCalendars,
      useFactory: ({ calendars }: PaymentsAggregates) => new BankCalendars(calendars),
      inject: [AGGREGATES],
    },
    BankCalendarHandler,
    BankCalendarQueryHandler,
    CollectionHandler,
    MatchHandler,
    ObligationListHandler,
    SuspenseHandler,
  ],
})
export class PaymentsModule {}

/** What payments-settlement goes by beside the ledger. */
export interface PaymentsSettings {
  readonly now: Clock;
  readonly rates: RateSettings;
}

/** The HTTP side of payments-settlement. */
export function paymentsModule({ now, rates }: PaymentsSettings): DynamicModule {
  const providers = [
    { provide: CLOCK, useValue: now },
    { provide: RATE_SETTINGS, useValue: rates },
  ];
  return { module: PaymentsModule, providers };
}
