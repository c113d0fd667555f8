import { type Category, upcast, versionToAppend } from '@corridor/contracts';
import { type AggregateOptions, AggregateStore, type EventStore } from '@corridor/event-store';
import type { DomainEvent } from '@corridor/kernel';

/** Makes the store of the aggregates of one category; what is appended keeps to its contract. */
export type AggregateOn = ReturnType<typeof aggregateOn>;

export const aggregateOn =
  (store: EventStore) =>
  <Command, Event extends DomainEvent<string, unknown>, State>(
    category: Category,
    options: Pick<
      AggregateOptions<Command, Event, State>,
      'decider' | 'participantsOf' | 'standing' | 'snapshots'
    >,
  ) =>
    new AggregateStore<Command, Event, State>(store, {
      category,
      schemaVersionOf: versionToAppend,
      upcast,
      ...options,
    });

/** Sorted, each once. */
export function unique(...participants: readonly string[]): readonly string[] {
  return [...new Set(participants)].sort();
}
