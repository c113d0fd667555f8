import { EventStore } from '@corridor/event-store';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn } from './aggregates.js';
import { AnsweredKeys } from './booking/answered-keys.js';
import { CreditHandler } from './booking/credit.handler.js';
import { Credits } from './booking/credits.js';
import { SettlementController } from './booking/settlement.controller.js';
import { SettlementListController } from './list/list.controller.js';
import { ListHandler } from './list/list.handler.js';
import { SettlementList } from './list/settlement-list.js';
import { EntryTaker } from './messages/entry-taker.js';
import { Intake } from './messages/intake.js';
import { INTAKE_DEFAULTS, INTAKE_SETTINGS, type IntakeSettings } from './messages/intake-settings.js';
import { Iso20022Controller } from './messages/iso20022.controller.js';
import { PaymentTaker } from './messages/payment-taker.js';
import { Receipts } from './messages/receipts.js';
import { CreditNames } from './naming/credit-names.js';
import { NamesOfLog } from './naming/names-of-log.js';
import { PaymentController } from './payments/payment.controller.js';
import { PaymentList } from './payments/payment-list.js';
import { Payments } from './payments/payments.js';
import { GiveBack } from './returns/give-back.js';
import { Originals } from './returns/originals.js';
import { ReturnController } from './returns/return.controller.js';
import { ReturnHandler } from './returns/return.handler.js';
import { Reversals } from './returns/reversals.js';
import { MessageSchemas } from './schemas/message-schemas.js';
import { SCHEMA_SETTINGS, type SchemaSettings } from './schemas/schema-settings.js';
import { Screening } from './screening/screening.js';
import { StatementController } from './statements/statement.controller.js';
import { Statements } from './statements/statements.js';
import { AGGREGATES } from './tokens.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    Iso20022Controller,
    SettlementController,
    ReturnController,
    SettlementListController,
    PaymentController,
    StatementController,
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
    { provide: MessageSchemas, useFactory: MessageSchemas.open, inject: [SCHEMA_SETTINGS] },
    {
      provide: CreditNames,
      useFactory: ({ pool }: LedgerParts) => new CreditNames(pool),
      inject: [LEDGER_PARTS],
    },
    {
      provide: NamesOfLog,
      useFactory: ({ store, pool }: LedgerParts, names: CreditNames) => new NamesOfLog(store, pool, names),
      inject: [LEDGER_PARTS, CreditNames],
    },
    {
      provide: PaymentList,
      useFactory: ({ store, pool }: LedgerParts) => new PaymentList(store, pool),
      inject: [LEDGER_PARTS],
    },
    Screening,
    Credits,
    GiveBack,
    Payments,
    EntryTaker,
    PaymentTaker,
    Receipts,
    Statements,
    Intake,
    CreditHandler,
    Originals,
    ReturnHandler,
    Reversals,
    ListHandler,
  ],
})
export class PaymentsModule {}

/** The HTTP side of payments-settlement. */
export function paymentsModule(
  schemas: SchemaSettings,
  intake: IntakeSettings = INTAKE_DEFAULTS,
): DynamicModule {
  const providers = [
    { provide: SCHEMA_SETTINGS, useValue: schemas },
    { provide: INTAKE_SETTINGS, useValue: intake },
  ];
  return { module: PaymentsModule, providers };
}
