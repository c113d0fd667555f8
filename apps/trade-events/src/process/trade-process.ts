import type { CONSUMERS } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type { TradeAggregates } from '../aggregates.js';
import { proposing } from '../institutions/matches/proposing.js';
import { settledInvoices } from '../settled-invoices/settled-invoices.js';

type TradeProcessEvent = (typeof CONSUMERS)['trade-events']['types'][number];

/**
 * What follows from events in trade-events, by whose part it is. It looks at the log before it acts: an event that comes again, or late, leads to
 * nothing new.
 */
export function tradeProcess(store: EventStore, aggregates: TradeAggregates): Reactions<TradeProcessEvent> {
  return { ...settledInvoices(store, aggregates), ...proposing(store, aggregates) };
}
