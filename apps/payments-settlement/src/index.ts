import { reactTo } from '@corridor/messaging';
import {
  idempotentConsumer,
  type LedgerServiceOptions,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import { aggregatesOn } from './aggregates.js';
import { weekdaysOnly } from './letters-of-credit/calendars.js';
import { CreditList } from './letters-of-credit/credit-list.js';
import { lapsedCredits } from './letters-of-credit/lapsing.js';
import { SettlementList } from './list/settlement-list.js';
import { paymentsModule } from './payments.module.js';
import { paymentsProcess } from './process/payments-process.js';
import { readSchemaSettings, type SchemaSettings } from './schemas/schema-settings.js';
import type { Clock } from './tokens.js';

export { readSchemaSettings };

/** The consumer group of the process manager. */
export const PAYMENTS_GROUP = 'payments-settlement';

/**
 * Events that are applied in one transaction: from its first append to its end no one else can append, so a bank's request
 * waits for the rest of it.
 */
const BATCH_SIZE = 50;
const LIST_IDLE_MS = 100;

/** What lapses does so with a day; nobody waits for the mark. */
const LAPSING_IDLE_MS = 30_000;

/** Runs payments-settlement: takes banks' settlements, raises obligations, and lets the one pay the other. */
export function startPaymentsSettlement(
  settings: ServiceSettings,
  logger: LedgerServiceOptions['logger'],
  schemas: SchemaSettings = {},
  now: Clock = Date.now,
): Promise<RunningService> {
  return startLedgerService({
    settings,
    logger,
    role: 'payments_settlement',
    publishes: 'payments-settlement',
    module: paymentsModule(schemas, now),
    consumers: (parts) => {
      const reactions = paymentsProcess(parts.store, aggregatesOn(parts.store));
      const handle = reactTo(reactions, parts.onUnknownEvent);
      const services = ['trade-events', 'payments-settlement'] as const;
      const { handler, subscription } = idempotentConsumer(parts, PAYMENTS_GROUP, services, handle);
      return [{ handler, subscription: { ...subscription, batchSize: BATCH_SIZE } }];
    },
    loops: ({ store, pool }) => {
      const list = new SettlementList(store, pool);
      const { lettersOfCredit: credits } = aggregatesOn(store);
      const creditList = new CreditList(store, credits, pool);
      const onFailed = (creditId: string, error: unknown) =>
        logger.warn({ err: error, creditId }, 'what lapsed of a credit could not be marked, trying again');
      const lapse = lapsedCredits({ pool, store, credits, calendarsOf: weekdaysOnly, now, onFailed });
      return [
        { step: () => list.step(), idleMs: LIST_IDLE_MS },
        { step: () => creditList.step(), idleMs: LIST_IDLE_MS },
        { step: lapse, idleMs: LAPSING_IDLE_MS },
      ];
    },
  });
}
