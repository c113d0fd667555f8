import {
  type ContractRegistry,
  type EventOf,
  type EventType,
  type OnUnknownEvent,
  PUBLISHED_CONTRACTS,
  type RecordedEvent,
} from '@corridor/contracts';
import type pg from 'pg';
import type { EventHandler } from './idempotent-consumer.js';

/** What a process manager does about each type of event that it handles, in the transaction of `client`. */
export type Reactions<Type extends EventType> = {
  readonly [Each in Type]: (event: EventOf<Each>, client: pg.ClientBase) => Promise<void>;
};

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
  const types = Object.keys(reactions) as Type[];
  const read = contracts.reader(types, onUnknown);
  const react: Readonly<
    Record<string, ((event: never, client: pg.ClientBase) => Promise<void>) | undefined>
  > = reactions;
  return async (event, client) => {
    const known: RecordedEvent | undefined = read(event);
    // The reaction is found by the type of the event, whose contract the data keep to.
    if (known) await react[known.type]?.(known as never, client);
  };
}
