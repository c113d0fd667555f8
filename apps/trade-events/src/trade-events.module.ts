import { EventStore } from '@corridor/event-store';
import { LegalForAsker } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn } from './aggregates.js';
import { BulkController } from './bulk/bulk.controller.js';
import { CheckpointController } from './consignments/checkpoint.controller.js';
import { ConsignmentController } from './consignments/consignment.controller.js';
import { ConsignmentHandler } from './consignments/consignment.handler.js';
import { ConsignmentQueryHandler } from './consignments/consignment.query.js';
import { ConsignmentSteps } from './consignments/consignment-steps.js';
import { DocumentController } from './consignments/document.controller.js';
import { MovementController } from './consignments/movement.controller.js';
import { UcrController } from './consignments/ucr.controller.js';
import { UcrHandler } from './consignments/ucr.handler.js';
import { DeclarationController } from './declarations/declaration.controller.js';
import { DeclarationHandler } from './declarations/declaration.handler.js';
import { DeclarationQueryHandler } from './declarations/declaration.query.js';
import { DeclarationQueryController } from './declarations/declaration-query.controller.js';
import { CaptureController } from './epcis/capture.controller.js';
import { CaptureDocumentHandler, CaptureEventHandler } from './epcis/capture.handler.js';
import { CaptureJobQueryHandler } from './epcis/capture-job.query.js';
import { CapturesQueryHandler } from './epcis/captures.query.js';
import { EPCIS_SETTINGS, type EpcisSettings } from './epcis/epcis-settings.js';
import { EventQueryHandler, EventsQueryHandler } from './epcis/events.query.js';
import { QueryController } from './epcis/query.controller.js';
import { GuaranteeController } from './guarantees/guarantee.controller.js';
import { GuaranteeHandler } from './guarantees/guarantee.handler.js';
import { GuaranteeQueryHandler } from './guarantees/guarantee.query.js';
import { GuaranteeTurns } from './guarantees/guarantee-turns.js';
import { INSTITUTION_CONTROLLERS, INSTITUTION_HANDLERS } from './institutions/institutions.js';
import { InvoiceController } from './invoices/invoice.controller.js';
import { InvoiceHandler } from './invoices/invoice.handler.js';
import { RouteController } from './routes/route.controller.js';
import { RouteHandler } from './routes/route.handler.js';
import { RouteListQueryHandler, RouteQueryHandler } from './routes/route.query.js';
import { ServiceContractController } from './service-contracts/service-contract.controller.js';
import { ServiceContractHandler } from './service-contracts/service-contract.handler.js';
import {
  ServiceContractListQueryHandler,
  ServiceContractQueryHandler,
} from './service-contracts/service-contract.query.js';
import { AGGREGATES, CLOCK, type Clock } from './tokens.js';
import { TransitController } from './transits/transit.controller.js';
import { TransitHandler } from './transits/transit.handler.js';
import { TransitQueryHandler } from './transits/transit.query.js';
import { TransportCostController } from './transport-costs/transport-cost.controller.js';
import { TransportCostHandler } from './transport-costs/transport-cost.handler.js';
import { TransportCostQueryHandler } from './transport-costs/transport-cost.query.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    BulkController,
    ConsignmentController,
    MovementController,
    CheckpointController,
    TransportCostController,
    DocumentController,
    UcrController,
    DeclarationController,
    DeclarationQueryController,
    InvoiceController,
    RouteController,
    GuaranteeController,
    TransitController,
    ServiceContractController,
    CaptureController,
    QueryController,
    ...INSTITUTION_CONTROLLERS,
  ],
  providers: [
    {
      provide: APP_INTERCEPTOR,
      useFactory: () => new LegalForAsker([...INSTITUTION_CONTROLLERS, ServiceContractController]),
    },
    { provide: AGGREGATES, useFactory: aggregatesOn, inject: [EventStore] },
    CaptureDocumentHandler,
    CaptureEventHandler,
    CaptureJobQueryHandler,
    CapturesQueryHandler,
    EventQueryHandler,
    EventsQueryHandler,
    ConsignmentHandler,
    ConsignmentSteps,
    ConsignmentQueryHandler,
    UcrHandler,
    DeclarationHandler,
    DeclarationQueryHandler,
    InvoiceHandler,
    RouteHandler,
    RouteListQueryHandler,
    RouteQueryHandler,
    { provide: GuaranteeTurns, useFactory: () => new GuaranteeTurns() },
    GuaranteeHandler,
    GuaranteeQueryHandler,
    TransitHandler,
    TransitQueryHandler,
    ServiceContractHandler,
    ServiceContractQueryHandler,
    ServiceContractListQueryHandler,
    TransportCostHandler,
    TransportCostQueryHandler,
    ...INSTITUTION_HANDLERS,
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
