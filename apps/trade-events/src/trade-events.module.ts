import { EventStore } from '@corridor/event-store';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn } from './aggregates.js';
import { ConsignmentController } from './consignments/consignment.controller.js';
import { ConsignmentHandler } from './consignments/consignment.handler.js';
import { ConsignmentQueryHandler } from './consignments/consignment.query.js';
import { DeclarationController } from './declarations/declaration.controller.js';
import { DeclarationHandler } from './declarations/declaration.handler.js';
import { CaptureController } from './epcis/capture.controller.js';
import { CaptureDocumentHandler, CaptureEventHandler } from './epcis/capture.handler.js';
import { CaptureJobQueryHandler } from './epcis/capture-job.query.js';
import { CapturesQueryHandler } from './epcis/captures.query.js';
import { EPCIS_SETTINGS, type EpcisSettings } from './epcis/epcis-settings.js';
import { EventQueryHandler, EventsQueryHandler } from './epcis/events.query.js';
import { QueryController } from './epcis/query.controller.js';
import { InvoiceController } from './invoices/invoice.controller.js';
import { InvoiceHandler } from './invoices/invoice.handler.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';
import { AGGREGATES, CLOCK, type Clock } from './tokens.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    CaptureController,
    ConsignmentController,
    DeclarationController,
    InvoiceController,
    QueryController,
    TargetController,
  ],
  providers: [
    { provide: AGGREGATES, useFactory: aggregatesOn, inject: [EventStore] },
    CaptureDocumentHandler,
    CaptureEventHandler,
    CaptureJobQueryHandler,
    CapturesQueryHandler,
    EventQueryHandler,
    EventsQueryHandler,
    ConsignmentHandler,
    ConsignmentQueryHandler,
    DeclarationHandler,
    InvoiceHandler,
    TargetHandler,
  ],
})
class TradeEventsModule {}

/** The HTTP side of trade-events, judging requests by a clock. */
export function tradeEventsModule(now: Clock, epcis: EpcisSettings): DynamicModule {
  const providers = [
    { provide: CLOCK, useValue: now },
    { provide: EPCIS_SETTINGS, useValue: epcis },
  ];
  return { module: TradeEventsModule, providers };
}
