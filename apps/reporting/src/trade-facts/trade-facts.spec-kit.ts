import type { RecordedEvent } from '@corridor/contracts';
import { foldCells } from '../cells/cells.fold.js';
import type { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { type CarriageMemory, foldCarriage } from './carriage.fold.js';
import { CARRIAGE_EVENTS, type CarriageEvent } from './movements.fold.js';
import { declaredChangesOf, TRADE_CELLS, type TradeCell, type TradeChange } from './trade-cells.fold.js';
import { foldTrade, TRADE_EVENTS, type TradeEvent, type TradeRows } from './trade-facts.fold.js';

/** What is remembered before the first event. */
export const NOTHING = {
  countriesOfConsignment: new Map(),
  outsideTrade: new Set<string>(),
  cancelledConsignments: new Map<string, string>(),
  facts: [],
};
export const UNCARRIED: CarriageMemory = { movements: [], plans: [], standing: [] };

/** The events of a story, as the log would hold them. */
export function eventsOf(story: Story): readonly RecordedEvent[] {
  return story.appends
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
}

/** Those of them that tell of trade. */
export function tradeEventsOf(story: Story): readonly TradeEvent[] {
  const isOfTrade = ({ type }: RecordedEvent): boolean => (TRADE_EVENTS as readonly string[]).includes(type);
  return eventsOf(story).filter(isOfTrade) as readonly RecordedEvent[] as readonly TradeEvent[];
}

/** Those of them that tell how goods are carried. */
export function carriageEventsOf(story: Story): readonly CarriageEvent[] {
  const isOfCarriage = ({ type }: RecordedEvent): boolean =>
    (CARRIAGE_EVENTS as readonly string[]).includes(type);
  return eventsOf(story).filter(isOfCarriage) as readonly RecordedEvent[] as readonly CarriageEvent[];
}

/** All changes of cells that a story tells. */
export function changesOf(story: Story): readonly TradeChange[] {
  const { facts } = foldAll(story);
  const { changes } = foldCarriage(carriageEventsOf(story), facts, UNCARRIED);
  return [...facts.flatMap(declaredChangesOf), ...changes];
}

export function foldAll(story: Story): TradeRows {
  return foldTrade(tradeEventsOf(story), NOTHING);
}

/** What changes make of cells that nothing was told of before. */
export function cellsBy(changes: readonly TradeChange[]): readonly TradeCell[] {
  return foldCells(TRADE_CELLS, changes, new Map());
}
