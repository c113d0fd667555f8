import { EventStore } from '@corridor/event-store';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { aggregatesOn, type PaymentsAggregates } from './aggregates.js';
import { BankCalendarController } from './bank-calendars/bank-calendar.controller.js';
import { BankCalendarHandler } from './bank-calendars/bank-calendar.handler.js';
import { BankCalendarQueryHandler } from './bank-calendars/bank-calendar.query.js';
import { BankCalendars } from './bank-calendars/bank-calendars.js';
import { ValueDateQueryHandler } from './bank-calendars/value-date.query.js';
import { ValueNotes } from './bank-calendars/value-notes.js';
import { AnsweredKeys } from './booking/answered-keys.js';
import { Batches } from './booking/batches.js';
import { BulkSettlementController } from './booking/bulk.controller.js';
import { CreditHandler } from './booking/credit.handler.js';
import { Credits } from './booking/credits.js';
import { SettlementController } from './booking/settlement.controller.js';
import { CollectionController } from './collections/collection.controller.js';
import { CollectionHandler } from './collections/collection.handler.js';
import { InstrumentController } from './instruments/instrument.controller.js';
import { InstrumentHandler } from './instruments/instrument.handler.js';
import { InstrumentQueryHandler } from './instruments/instrument.query.js';
import { RepatriationListController } from './instruments/repatriation-list.controller.js';
import { RepatriationList } from './instruments/repatriation-list.js';
import { CreditAmendmentController } from './letters-of-credit/amendment.controller.js';
import { CreditList } from './letters-of-credit/credit-list.js';
import { CreditListQueryHandler } from './letters-of-credit/credit-list.query.js';
import { CreditSteps } from './letters-of-credit/credit-steps.js';
import { LetterOfCreditController } from './letters-of-credit/letter-of-credit.controller.js';
import { LetterOfCreditHandler } from './letters-of-credit/letter-of-credit.handler.js';
import { LetterOfCreditQueryHandler } from './letters-of-credit/letter-of-credit.query.js';
import { CreditPresentationController } from './letters-of-credit/presentation.controller.js';
import { SettlementListController } from './list/list.controller.js';
import { ListHandler } from './list/list.handler.js';
import { PaymentsLists } from './list/payments-lists.js';
import { SettlementList } from './list/settlement-list.js';
import { MatchController } from './matches/match.controller.js';
import { MatchHandler } from './matches/match.handler.js';
import { ServiceMatchController } from './matches/service-match.controller.js';
import { ServiceMatchHandler } from './matches/service-match.handler.js';
import { EntryTaker } from './messages/entry-taker.js';
import { Intake } from './messages/intake.js';
import { INTAKE_SETTINGS } from './messages/intake-settings.js';
import { Iso20022Controller } from './messages/iso20022.controller.js';
import { PaymentTaker } from './messages/payment-taker.js';
import { Receipts } from './messages/receipts.js';
import { CreditNames } from './naming/credit-names.js';
import { NamesOfLog } from './naming/names-of-log.js';
import { WithdrawalController } from './obligations/withdrawal.controller.js';
import { WithdrawalHandler } from './obligations/withdrawal.handler.js';
import { OutgoingController } from './outgoing/outgoing.controller.js';
import { OutgoingHandler } from './outgoing/outgoing.handler.js';
import { OutgoingLog } from './outgoing/outgoing-log.js';
import { Waiting } from './outgoing/waiting.js';
import { DeliveriesHandler } from './outgoing/webhooks/delivery.query.js';
import { WebhookController } from './outgoing/webhooks/webhook.controller.js';
import { WebhookHandler } from './outgoing/webhooks/webhook.handler.js';
import { WebhooksHandler } from './outgoing/webhooks/webhook.query.js';
import { PaymentController } from './payments/payment.controller.js';
import { PaymentList } from './payments/payment-list.js';
import { PaymentOriginals } from './payments/payment-originals.js';
import { Payments } from './payments/payments.js';
import { WholeMessages } from './payments/whole-messages.js';
import type { PaymentsSettings } from './payments-settings.js';
import { RateController } from './rates/rate.controller.js';
import { RateHandler } from './rates/rate.handler.js';
import { ConversionQueryHandler, RateListQueryHandler } from './rates/rate.query.js';
import { RateList } from './rates/rate-list.js';
import { RateQueryController } from './rates/rate-query.controller.js';
import { RATE_SETTINGS, type RateSettings } from './rates/rate-settings.js';
import { Rates } from './rates/rates.js';
import { RecallController } from './recalls/recall.controller.js';
import { RecallHandler } from './recalls/recall.handler.js';
import { Recalls } from './recalls/recalls.js';
import { RedFlagController } from './red-flags/red-flag.controller.js';
import { RedFlagHandler } from './red-flags/red-flag.handler.js';
import { RedFlagList } from './red-flags/red-flag-list.js';
import { AwaitedReturnController } from './returns/awaited-return.controller.js';
import { GiveBack } from './returns/give-back.js';
import { Originals } from './returns/originals.js';
import { ReturnController } from './returns/return.controller.js';
import { ReturnHandler } from './returns/return.handler.js';
import { Reversals } from './returns/reversals.js';
import { MessageSchemas } from './schemas/message-schemas.js';
import { SCHEMA_SETTINGS } from './schemas/schema-settings.js';
import { ReleaseController } from './screening/release.controller.js';
import { ReleaseHandler } from './screening/release.handler.js';
import { Screening } from './screening/screening.js';
import { StatementController } from './statements/statement.controller.js';
import { Statements } from './statements/statements.js';
import { Supervision } from './supervision/supervision.js';
import { AGGREGATES, CALENDARS, CLOCK } from './tokens.js';
import { HeldHandler } from './work-lists/held.js';
import { ObligationListHandler } from './work-lists/obligation-list.js';
import { SuspenseHandler } from './work-lists/suspense.js';
import { WorkListController } from './work-lists/work-list.controller.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    Iso20022Controller,
    BulkSettlementController,
    SettlementController,
    ReturnController,
    SettlementListController,
    RateController,
    RateQueryController,
    BankCalendarController,
    OutgoingController,
    WebhookController,
    InstrumentController,
    RepatriationListController,
    RedFlagController,
    LetterOfCreditController,
    CreditAmendmentController,
    CreditPresentationController,
    PaymentController,
    StatementController,
    CollectionController,
    MatchController,
    ServiceMatchController,
    ReleaseController,
    WorkListController,
    RecallController,
    AwaitedReturnController,
    WithdrawalController,
  ],
  providers: [
    { provide: AGGREGATES, useFactory: aggregatesOn, inject: [EventStore] },
    {
      provide: AnsweredKeys,
      useFactory: ({ pool }: LedgerParts) => new AnsweredKeys(pool),
      inject: [LEDGER_PARTS],
    },
    { provide: MessageSchemas, useFactory: MessageSchemas.open, inject: [SCHEMA_SETTINGS] },
    {
      provide: Waiting,
      useFactory: ({ pool }: LedgerParts) => new Waiting(pool),
      inject: [LEDGER_PARTS],
    },
    {
      provide: RepatriationList,
      useFactory: ({ pool }: LedgerParts, supervision: Supervision) =>
        new RepatriationList(pool, supervision),
      inject: [LEDGER_PARTS, Supervision],
    },
    {
      provide: RedFlagList,
      useFactory: ({ pool }: LedgerParts, supervision: Supervision) => new RedFlagList(pool, supervision),
      inject: [LEDGER_PARTS, Supervision],
    },
    InstrumentHandler,
    InstrumentQueryHandler,
    RedFlagHandler,
    {
      provide: CALENDARS,
      useFactory: (calendars: BankCalendars) => (countries: readonly string[]) =>
        calendars.calendarsOf(countries),
      inject: [BankCalendars],
    },
    {
      provide: CreditNames,
      useFactory: ({ pool }: LedgerParts) => new CreditNames(pool),
      inject: [LEDGER_PARTS],
    },
    Batches,
    Credits,
    GiveBack,
    PaymentOriginals,
    WholeMessages,
    Recalls,
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
    ValueDateQueryHandler,
    ValueNotes,
    OutgoingHandler,
    WebhookHandler,
    WebhooksHandler,
    DeliveriesHandler,
    LetterOfCreditHandler,
    LetterOfCreditQueryHandler,
    CreditListQueryHandler,
    CreditSteps,
    CollectionHandler,
    WithdrawalHandler,
    MatchHandler,
    ServiceMatchHandler,
    ReleaseHandler,
    HeldHandler,
    ObligationListHandler,
    SuspenseHandler,
    RecallHandler,
  ],
})
export class PaymentsModule {}

/** Each list of {@link PaymentsLists}, by what asks for it. */
const LISTS = [
  [SettlementList, 'settlements'],
  [PaymentList, 'payments'],
  [CreditList, 'credits'],
  [RateList, 'rates'],
  [OutgoingLog, 'outgoing'],
  [NamesOfLog, 'names'],
  [Supervision, 'supervision'],
] as const satisfies readonly (readonly [unknown, keyof PaymentsLists])[];

/** The HTTP side of payments-settlement. @param listsOf the lists that the loops keep, too. */
export function paymentsModule(
  { now, rates, schemas, intake }: Omit<PaymentsSettings, 'screening'>,
  screening: Screening,
  listsOf: (parts: LedgerParts) => PaymentsLists,
): DynamicModule {
  const providers = [
    { provide: PaymentsLists, useFactory: listsOf, inject: [LEDGER_PARTS] },
    ...LISTS.map(([provide, name]) => ({
      provide,
      useFactory: (lists: PaymentsLists) => lists[name],
      inject: [PaymentsLists],
    })),
    { provide: CLOCK, useValue: now },
    { provide: RATE_SETTINGS, useValue: rates },
    { provide: SCHEMA_SETTINGS, useValue: schemas },
    { provide: INTAKE_SETTINGS, useValue: intake },
    { provide: Screening, useValue: screening },
  ];
  return { module: PaymentsModule, providers };
}
