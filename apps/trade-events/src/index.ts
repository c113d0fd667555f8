import { CONSUMERS } from '@corridor/contracts';
import { epcisProblem } from '@corridor/epcis';
import { countDeadLetters, reactTo } from '@corridor/messaging';
import {
  idempotentConsumer,
  type LedgerServiceOptions,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import { aggregatesOn } from './aggregates.js';
import { type EpcisSettings, readEpcisSettings } from './epcis/epcis-settings.js';
import { expiredNeeds } from './institutions/needs/expired-needs.js';
import { tradeProcess } from './process/trade-process.js';
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
    followers: async ({ pool }) => [
      { name: TRADE_GROUP, setAside: await countDeadLetters(pool, TRADE_GROUP) },
    ],
    loops: ({ pool, store }) => {
      const { transits, needs } = aggregatesOn(store);
      const onFailed = (transitId: string, error: unknown) =>
        logger.warn({ err: error, transitId }, 'an overdue transit could not be marked, trying again');
      const step = overdueTransits({ pool, store, transits, now, onFailed });
      const onNeedFailed = (needId: string, error: unknown) =>
        logger.warn({ err: error, needId }, 'a need that is over could not be marked, trying again');
      const expiring = expiredNeeds({ pool, store, needs, now, onFailed: onNeedFailed });
      return [
        { step, idleMs: OVERDUE_IDLE_MS },
        { step: expiring, idleMs: OVERDUE_IDLE_MS },
      ];
    },
    consumers: (parts) => {
      const handle = reactTo(tradeProcess(parts.store, aggregatesOn(parts.store)), parts.onUnknownEvent);
      const subscribed = { group: TRADE_GROUP, ...CONSUMERS['trade-events'] };
      return [idempotentConsumer(parts, subscribed, { handle })];
    },
  });
}
