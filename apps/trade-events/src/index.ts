import { CONSUMERS } from '@corridor/contracts';
import { epcisProblem } from '@corridor/epcis';
import { PrivacyKeyMissing } from '@corridor/event-store';
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
import { caseClocks } from './institutions/cases/case-clocks.js';
import { markedCommitments } from './institutions/commitments/marked-commitments.js';
import { reviewedActions } from './institutions/meetings/action-reviews.js';
import { fadingMomentum, overdueActions } from './institutions/meetings/meeting-loops.js';
import { expiredNeeds } from './institutions/needs/expired-needs.js';
import { tradeProcess } from './process/trade-process.js';
import type { Clock } from './tokens.js';
import { tradeEventsModule } from './trade-events.module.js';
import { overdueTransits } from './transits/overdue.js';

export { readEpcisSettings };

/** The consumer group of the process manager. */
export const TRADE_GROUP = 'trade-events';

/** Limits are told to the minute, or to the day; nobody waits for the mark. */
const MARKING_IDLE_MS = 30_000;

/**
 * Runs trade-events: takes what happens to consignments, declarations, invoices, routes, guarantees and transits, and what the institutions say;
 * settles what is paid, links goods to promises, foresees cases, and marks what time brings about: overdue transits, limits of cases that passed, promises
 * whose day has.
 */
export function startTradeEvents(
  settings: ServiceSettings,
  logger: LedgerServiceOptions['logger'],
  now: Clock = Date.now,
  epcis: EpcisSettings = readEpcisSettings({}),
): Promise<RunningService> {
  if (settings.privacyKey === undefined) logger.warn(new PrivacyKeyMissing().message);
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
      const aggregates = aggregatesOn(store);
      const { transits, commitments } = aggregates;
      const failed = (what: string) => (id: string, error: unknown) =>
        logger.warn({ err: error, id }, `${what} could not be marked, trying again`);
      const marking = { pool, store, now };
      const steps = [
        overdueTransits({ ...marking, transits, onFailed: failed('an overdue transit') }),
        markedCommitments({ ...marking, commitments, onFailed: failed('a commitment') }),
        overdueActions({ ...marking, aggregates, onFailed: failed('an action') }),
        reviewedActions({ ...marking, aggregates, onFailed: failed('the figure of an action') }),
        caseClocks({ ...marking, aggregates, onFailed: failed('limits of a case') }),
        expiredNeeds({ ...marking, needs: aggregates.needs, onFailed: failed('a need that is over') }),
        fadingMomentum({ ...marking, aggregates, onFailed: failed('a meeting') }),
      ];
      return steps.map((step) => ({ step, idleMs: MARKING_IDLE_MS }));
    },
    consumers: (parts) => {
      const handle = reactTo(tradeProcess(parts.store, aggregatesOn(parts.store), now), parts.onUnknownEvent);
      const subscribed = { group: TRADE_GROUP, ...CONSUMERS['trade-events'] };
      return [idempotentConsumer(parts, subscribed, { handle })];
    },
  });
}
