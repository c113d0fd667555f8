import type { EventStore } from '@corridor/event-store';
import { reactTo } from '@corridor/messaging';
import {
  idempotentConsumer,
  type LedgerServiceOptions,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import type pg from 'pg';
import { aggregatesOn } from './aggregates.js';
import { Credits } from './booking/credits.js';
import { SettlementList } from './list/settlement-list.js';
import { INTAKE_DEFAULTS, type IntakeSettings, readIntakeSettings } from './messages/intake-settings.js';
import { CreditNames } from './naming/credit-names.js';
import { NamesOfLog } from './naming/names-of-log.js';
import { AwaitedReturns } from './payments/awaited-returns.js';
import { PaymentList } from './payments/payment-list.js';
import { Payments } from './payments/payments.js';
import { paymentsModule } from './payments.module.js';
import { paymentsProcess } from './process/payments-process.js';
import { GiveBack } from './returns/give-back.js';
import { readSchemaSettings, type SchemaSettings } from './schemas/schema-settings.js';
import { Screening } from './screening/screening.js';

export { readIntakeSettings, readSchemaSettings };

/** The consumer group of the process manager. */
export const PAYMENTS_GROUP = 'payments-settlement';

/**
 * Events that are applied in one transaction: from its first append to its end no one else can append, so a bank's request
 * waits for the rest of it.
 */
const BATCH_SIZE = 50;
const LIST_IDLE_MS = 100;
const NAMES_IDLE_MS = 2_000;

/** Runs payments-settlement: takes banks' settlements, raises obligations, and lets the one pay the other. */
export function startPaymentsSettlement(
  settings: ServiceSettings,
  logger: LedgerServiceOptions['logger'],
  schemas: SchemaSettings = {},
  intake: IntakeSettings = INTAKE_DEFAULTS,
): Promise<RunningService> {
  return startLedgerService({
    settings,
    logger,
    role: 'payments_settlement',
    publishes: 'payments-settlement',
    module: paymentsModule(schemas, intake),
    consumers: (parts) => {
      const reactions = paymentsProcess(parts.store, aggregatesOn(parts.store));
      const handle = reactTo(reactions, parts.onUnknownEvent);
      const services = ['trade-events', 'payments-settlement'] as const;
      const { handler, subscription } = idempotentConsumer(parts, PAYMENTS_GROUP, services, handle);
      return [{ handler, subscription: { ...subscription, batchSize: BATCH_SIZE } }];
    },
    loops: ({ store, pool }) => {
      const list = new SettlementList(store, pool);
      const creditNames = new CreditNames(pool);
      const names = new NamesOfLog(store, pool, creditNames);
      const payments = new PaymentList(store, pool);
      const awaited = awaitedReturns(store, pool, creditNames, names);
      return [
        { step: () => list.step(), idleMs: LIST_IDLE_MS },
        { step: () => names.step(), idleMs: NAMES_IDLE_MS },
        { step: () => payments.step(), idleMs: LIST_IDLE_MS },
        { step: () => awaited.step(), idleMs: LIST_IDLE_MS },
      ];
    },
  });
}

function awaitedReturns(
  store: EventStore,
  pool: pg.Pool,
  names: CreditNames,
  ofLog: NamesOfLog,
): AwaitedReturns {
  const aggregates = aggregatesOn(store);
  const credits = new Credits(store, aggregates, names, ofLog, new Screening());
  const payments = new Payments(store, aggregates, credits, names, new GiveBack(store, aggregates));
  return new AwaitedReturns(pool, store, names, payments);
}
