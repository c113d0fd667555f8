import type { OnUnknownEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { reactTo } from '@corridor/messaging';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { instrumentProcess } from '../instruments/instrument-process.js';
import { instrumentRows } from '../instruments/instrument-rows.js';
import { creditDocumentReactions } from '../red-flags/credit-document-uses.js';
import { documentReactions } from '../red-flags/document-uses.js';
import { flagRows } from '../red-flags/flag-rows.js';
import { Flagging } from '../red-flags/flagging.js';
import { unitValueReactions } from '../red-flags/unit-values.js';
import { goodsReactions } from './goods.js';
import { LogFollower } from './log-follower.js';
import { paidReactions } from './paid-obligations.js';

/**
 * What is watched over payments and goods: by the numbers of regulators, and by what does not fit. What is known of goods comes first, so that what
 * follows is judged by it.
 */
export function supervisionOf(
  store: EventStore,
  pool: pg.Pool,
  onUnknown: OnUnknownEvent,
  batchSize?: number,
): LogFollower {
  const aggregates = aggregatesOn(store);
  const flagging = new Flagging(store, aggregates);
  const handlers = [
    reactTo(goodsReactions, onUnknown),
    reactTo(paidReactions, onUnknown),
    reactTo(instrumentRows, onUnknown),
    reactTo(instrumentProcess(store, aggregates), onUnknown),
    reactTo(flagRows, onUnknown),
    reactTo(unitValueReactions(flagging), onUnknown),
    reactTo(documentReactions(flagging), onUnknown),
    reactTo(creditDocumentReactions(flagging), onUnknown),
  ];
  return new LogFollower({
    name: 'supervision',
    categories: ['consignment', 'declaration', 'invoice', 'obligation', 'instrument', 'flag', 'lc'],
    apply: async (event, client) => {
      for (const handle of handlers) await handle(event, client);
    },
    store,
    pool,
    ...(batchSize !== undefined && { batchSize }),
  });
}
