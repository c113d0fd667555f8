import { CONSUMERS } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type { TradeAggregates } from '../aggregates.js';
import { foreseenCases } from '../institutions/cases/case-process.js';
import { paperLinks } from '../institutions/commitments/paper-links.js';
import { proposing } from '../institutions/matches/proposing.js';
import { settledInvoices } from '../settled-invoices/settled-invoices.js';
import type { Clock } from '../tokens.js';

type TradeProcessEvent = (typeof CONSUMERS)['trade-events']['types'][number];

/**
 * What follows from events in trade-events, by whose part it is. It looks at the log before it acts: an event that comes again, or late, leads to
 * nothing new.
 */
export function tradeProcess(
  store: EventStore,
  aggregates: TradeAggregates,
  now: Clock,
): Reactions<TradeProcessEvent> {
  return together(
    settledInvoices(store, aggregates),
    paperLinks(store, aggregates),
    foreseenCases(store, aggregates, now),
    proposing(store, aggregates),
  );
}

/** All that the parts do about each type, one behind the other, in one transaction. */
function together(...parts: readonly Partial<Reactions<TradeProcessEvent>>[]): Reactions<TradeProcessEvent> {
  const reactions = CONSUMERS['trade-events'].types.map((type) => {
    const all = parts.flatMap((part) => part[type] ?? []);
    const react = async (event: never, client: Parameters<(typeof all)[number]>[1]): Promise<void> => {
      for (const each of all) await each(event, client);
    };
    return [type, react] as const;
  });
  return Object.fromEntries(reactions) as Reactions<TradeProcessEvent>;
}
