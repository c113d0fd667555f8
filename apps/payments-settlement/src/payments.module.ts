import { EventStore } from '@corridor/event-store';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn } from './aggregates.js';
import { AnsweredKeys } from './booking/answered-keys.js';
import { CreditHandler } from './booking/credit.handler.js';
import { Iso20022Controller } from './booking/iso20022.controller.js';
import { SettlementController } from './booking/settlement.controller.js';
import { SettlementListController } from './list/list.controller.js';
import { ListHandler } from './list/list.handler.js';
import { SettlementList } from './list/settlement-list.js';
import { OutgoingController } from './outgoing/outgoing.controller.js';
import { OutgoingHandler } from './outgoing/outgoing.handler.js';
import { OutgoingLog } from './outgoing/outgoing-log.js';
import { Waiting } from './outgoing/waiting.js';
import { DeliveriesHandler } from './outgoing/webhooks/delivery.query.js';
import { WebhookController } from './outgoing/webhooks/webhook.controller.js';
import { WebhookHandler } from './outgoing/webhooks/webhook.handler.js';
import { WebhooksHandler } from './outgoing/webhooks/webhook.query.js';
import { Originals } from './returns/originals.js';
import { ReturnController } from './returns/return.controller.js';
import { ReturnHandler } from './returns/return.handler.js';
import { Reversals } from './returns/reversals.js';
import { AGGREGATES, CLOCK } from './tokens.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    Iso20022Controller,
    SettlementController,
    ReturnController,
    SettlementListController,
    OutgoingController,
    WebhookController,
  ],
  providers: [
    { provide: AGGREGATES, useFactory: aggregatesOn, inject: [EventStore] },
    { provide: CLOCK, useValue: Date.now },
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
    {
      provide: OutgoingLog,
      useFactory: ({ store, pool }: LedgerParts) => new OutgoingLog(store, pool),
      inject: [LEDGER_PARTS],
    },
    {
      provide: Waiting,
      useFactory: ({ pool }: LedgerParts) => new Waiting(pool),
      inject: [LEDGER_PARTS],
    },
    CreditHandler,
    Originals,
    ReturnHandler,
    Reversals,
    ListHandler,
    OutgoingHandler,
    WebhookHandler,
    WebhooksHandler,
    DeliveriesHandler,
  ],
})
export class PaymentsModule {}
