import { reactTo } from '@corridor/messaging';
import {
  idempotentConsumer,
  type LedgerServiceOptions,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import { aggregatesOn } from './aggregates.js';
import { BankCalendars } from './bank-calendars/bank-calendars.js';
import { SettlementList } from './list/settlement-list.js';
import { type PaymentsSettings, paymentsModule } from './payments.module.js';
import { paymentsProcess } from './process/payments-process.js';
import { RateList } from './rates/rate-list.js';
import { readRateSettings } from './rates/rate-settings.js';
import { Rates } from './rates/rates.js';

export { readRateSettings };

/** The consumer group of the process manager. */
export const PAYMENTS_GROUP = 'payments-settlement';

/**
 * Events that are applied in one transaction: from its first append to its end no one else can append, so a bank's request
 * waits for the rest of it.
 */
const BATCH_SIZE = 50;
const LIST_IDLE_MS = 100;

/** Runs payments-settlement: takes banks' settlements, raises obligations, lets the one pay the other, and keeps rates and bank calendars. */
export function startPaymentsSettlement(
  settings: ServiceSettings,
  logger: LedgerServiceOptions['logger'],
  { now = Date.now, rates = readRateSettings({}) }: Partial<PaymentsSettings> = {},
): Promise<RunningService> {
  return startLedgerService({
    settings,
    logger,
    role: 'payments_settlement',
    publishes: 'payments-settlement',
    module: paymentsModule({ now, rates }),
    consumers: (parts) => {
      const aggregates = aggregatesOn(parts.store);
      const reactions = paymentsProcess(parts.store, aggregates, {
        rates: new Rates(parts, rates),
        calendars: new BankCalendars(aggregates.calendars),
      });
      const handle = reactTo(reactions, parts.onUnknownEvent);
      const services = ['trade-events', 'payments-settlement'] as const;
      const { handler, subscription } = idempotentConsumer(parts, PAYMENTS_GROUP, services, handle);
      return [{ handler, subscription: { ...subscription, batchSize: BATCH_SIZE } }];
    },
    loops: ({ store, pool }) => {
      const lists = [new SettlementList(store, pool), new RateList(store, pool)];
      return lists.map((list) => ({ step: () => list.step(), idleMs: LIST_IDLE_MS }));
    },
  });
}
