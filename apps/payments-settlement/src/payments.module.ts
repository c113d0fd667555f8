import { EventStore } from '@corridor/event-store';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn } from './aggregates.js';
import { AnsweredKeys } from './booking/answered-keys.js';
import { CreditHandler } from './booking/credit.handler.js';
import { Iso20022Controller } from './booking/iso20022.controller.js';
import { SettlementController } from './booking/settlement.controller.js';
import { SettlementListController } from './list/list.controller.js';
import { ListHandler } from './list/list.handler.js';
import { SettlementList } from './list/settlement-list.js';
import { Originals } from './returns/originals.js';
import { ReturnController } from './returns/return.controller.js';
import { ReturnHandler } from './returns/return.handler.js';
import { Reversals } from './returns/reversals.js';
import { MessageSchemas } from './schemas/message-schemas.js';
import { SCHEMA_SETTINGS, type SchemaSettings } from './schemas/schema-settings.js';
import { AGGREGATES } from './tokens.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [Iso20022Controller, SettlementController, ReturnController, SettlementListController],
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
    { provide: MessageSchemas, useFactory: MessageSchemas.open, inject: [SCHEMA_SETTINGS] },
    CreditHandler,
    Originals,
    ReturnHandler,
    Reversals,
    ListHandler,
  ],
})
export class PaymentsModule {}

/** The HTTP side of payments-settlement. */
export function paymentsModule(schemas: SchemaSettings): DynamicModule {
  return { module: PaymentsModule, providers: [{ provide: SCHEMA_SETTINGS, useValue: schemas }] };
}
