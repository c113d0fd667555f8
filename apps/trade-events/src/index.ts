import { epcisProblem } from '@corridor/epcis';
import { reactTo } from '@corridor/messaging';
import {
  idempotentConsumer,
  type LedgerServiceOptions,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import { aggregatesOn } from './aggregates.js';
import { type EpcisSettings, readEpcisSettings } from './epcis/epcis-settings.js';
import { SETTLING_EVENTS, settledInvoices } from './settled-invoices/settled-invoices.js';
import type { Clock } from './tokens.js';
import { tradeEventsModule } from './trade-events.module.js';
import { overdueTransits } from './transits/overdue.js';

export { readEpcisSettings };

/** The consumer group of the process manager. */
export const TRADE_GROUP = 'trade-events';

/** Time limits are told to the minute; nobody waits for the mark. */
const OVERDUE_IDLE_MS = 30_000;

/**
 * Runs trade-events: takes what happens to consignments, declarations, invoices, targets, routes, guarantees and transits, settles what is
 * paid, and marks transits that are overdue.
 */
export function startTradeEvents(
  settings: ServiceSettings,
  logger: LedgerServiceOptions['logger'],
  now: Clock = Date.now,
  epcis: EpcisSettings = readEpcisSettings({}),
): Promise<RunningService> {
  return startLedgerService({
    settings,
    logger,
    role: 'trade_events',
    publishes: 'trade-events',
    module: tradeEventsModule(now, epcis),
    problemShape: epcisProblem,
    loops: ({ pool, store }) => {
      const { transits } = aggregatesOn(store);
      const onFailed = (transitId: string, error: unknown) =>
        logger.warn({ err: error, transitId }, 'an overdue transit could not be marked, trying again');
      const step = overdueTransits({ pool, store, transits, now, onFailed });
      return [{ step, idleMs: OVERDUE_IDLE_MS }];
    },
    consumers: (parts) => {
      const reactions = settledInvoices(parts.store, aggregatesOn(parts.store));
      const handle = reactTo(reactions, parts.onUnknownEvent);
      const subscribed = {
        group: TRADE_GROUP,
        services: ['payments-settlement'],
        types: SETTLING_EVENTS,
      } as const;
      return [idempotentConsumer(parts, subscribed, { handle })];
    },
  });
}
