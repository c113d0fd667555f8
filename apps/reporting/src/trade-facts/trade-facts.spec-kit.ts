import type { RecordedEvent } from '@corridor/contracts';
import type { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { foldTrade, TRADE_EVENTS, type TradeEvent, type TradeRows } from './trade-facts.fold.js';

/** What is remembered before the first event. */
export const NOTHING = {
  countriesOfConsignment: new Map(),
  outsideTrade: new Set<string>(),
  cancelledConsignments: new Map<string, string>(),
  facts: [],
};

/** The events of a story that tell of trade, as the log would hold them. */
export function tradeEventsOf(story: Story): readonly TradeEvent[] {
  const events: readonly RecordedEvent[] = story.appends
    .flat()
    .flatMap(({ streamId, events }) => events.map((event) => ({ streamId, ...event })))
    .map((event, index) => ({
      ...event,
      position: index + 1,
      version: 1,
      recordedAt: '2026-12-31T00:00:00.000000Z',
      actor: 'operator:test',
      correlationId: uuid(0),
      demo: false,
    }));
  const isOfTrade = ({ type }: RecordedEvent): boolean => (TRADE_EVENTS as readonly string[]).includes(type);
  return events.filter(isOfTrade) as readonly RecordedEvent[] as readonly TradeEvent[];
}

export function foldAll(story: Story): TradeRows {
  return foldTrade(tradeEventsOf(story), NOTHING);
}
