import {
  type ContractRegistry,
  type EventOf,
  type EventType,
  type OnUnknownEvent,
  PUBLISHED_CONTRACTS,
  type RecordedEvent,
} from '@corridor/contracts';
import type pg from 'pg';
import type { EventHandler, RowHandler } from './idempotent-consumer.js';

/** What a process manager does about each type of event that it handles, in the transaction of `client`. */
export type Reactions<Type extends EventType> = {
  readonly [Each in Type]: (event: EventOf<Each>, client: pg.ClientBase) => Promise<void>;
};

/**
 * What a process manager does about several events of a type that stand in a row, where that is less work than each by itself. It handles as
 * many from the first on as go together, and says how many: the next one is handled by itself.
 */
export type ReactionsTogether<Type extends EventType> = {
  readonly [Each in Type]?: (events: readonly EventOf<Each>[], client: pg.ClientBase) => Promise<number>;
};

/** Events of a row that are handled together at most. */
const TOGETHER_MAX = 500;

/**
 * Makes the handler of a process manager: events of the types it reacts to come checked and in their newest version, all
 * others pass by; of those that this build does not know, `onUnknown` is told.
 * @returns a handler that throws ContractViolation for an event that is malformed, or in a version that this build does not
 *   know: it is for the dead letters, since nothing can be made of it now, and something could by a newer build.
 */
export function reactTo<Type extends EventType>(
  reactions: Reactions<Type>,
  onUnknown: OnUnknownEvent,
  contracts: Pick<ContractRegistry<EventType>, 'reader'> = PUBLISHED_CONTRACTS,
): EventHandler {
  const read = contracts.reader(Object.keys(reactions) as Type[], onUnknown);
  const react = byType(reactions);
  return async (event, client) => {
    const known: RecordedEvent | undefined = read(event);
    // The reaction is found by the type of the event, whose contract the data keep to.
    if (known) await react[known.type]?.(known as never, client);
  };
}

/** As {@link reactTo}, over many events: rows of one type go to `together`, where that has something for it. */
export function reactInRows<Type extends EventType>(
  reactions: Reactions<Type>,
  together: ReactionsTogether<Type>,
  onUnknown: OnUnknownEvent,
  contracts: Pick<ContractRegistry<EventType>, 'reader'> = PUBLISHED_CONTRACTS,
): RowHandler {
  const read = contracts.reader(Object.keys(reactions) as Type[], onUnknown);
  const react = byType(reactions);
  const rows: Readonly<Record<string, Together | undefined>> = together;
  return async (events, client, isOver) => {
    // What nothing is made of stands in no row's way.
    const due = events.flatMap((event) => {
      const known: RecordedEvent | undefined = read(event);
      return known ? [{ event, known }] : [];
    });
    let at = 0;
    let rowMax = TOGETHER_MAX;
    while (at < due.length && !(at > 0 && isOver())) {
      const first = (due[at] as Due).known;
      const all = rows[first.type];
      const row = all ? rowOf(due, at, rowMax) : [first];
      const together = all && row.length > 1 ? await all(row as never, client) : 0;
      if (together === 0) await react[first.type]?.(first as never, client);
      at += Math.max(together, 1);
      // No more are looked at together than went together the last time, until they do.
      rowMax =
        together < row.length && row.length > 1 ? Math.max(together, 1) : Math.min(rowMax * 2, TOGETHER_MAX);
    }
    return due.slice(at).map(({ event }) => event);
  };
}

/** An event as it came, and as this build reads it. */
interface Due {
  readonly event: RecordedEvent;
  readonly known: RecordedEvent;
}

/** The events of one type that follow each other from `at` on. */
function rowOf(due: readonly Due[], at: number, max: number): readonly RecordedEvent[] {
  const within = due.slice(at, at + max).map(({ known }) => known);
  const end = within.findIndex(({ type }) => type !== within[0]?.type);
  return end < 0 ? within : within.slice(0, end);
}

type Together = (events: never, client: pg.ClientBase) => Promise<number>;
type ByType = Readonly<Record<string, ((event: never, client: pg.ClientBase) => Promise<void>) | undefined>>;

function byType<Type extends EventType>(reactions: Reactions<Type>): ByType {
  return reactions;
}
