import { CONSUMERS } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type { TradeAggregates } from '../aggregates.js';
import { settledInvoices } from '../settled-invoices/settled-invoices.js';

/** The types of events that something follows from here. */
export const TRADE_PROCESS_EVENTS = CONSUMERS['trade-events'].types;

/**
 * The process manager of trade-events. It keeps no state but in the log, and looks there before it acts: an event that comes again, or late, leads to
 * nothing new.
 */
export function tradeProcess(
  store: EventStore,
  aggregates: TradeAggregates,
): Reactions<(typeof TRADE_PROCESS_EVENTS)[number]> {
  return { ...settledInvoices(store, aggregates) };
}
