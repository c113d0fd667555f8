import type { AggregateStore, Loaded, StreamAppend } from '@corridor/event-store';
import type { DomainEvent } from '@corridor/kernel';

/**
 * Decides commands one after the other on one aggregate, each on what the ones before it led to; all of it is one append to
 * its stream, `undefined` where nothing new came of them.
 * @throws Rejection as the decider says.
 */
export function decideInTurn<Command, Event extends DomainEvent<string, unknown>, State>(
  aggregates: AggregateStore<Command, Event, State>,
  id: string,
  commands: readonly Command[],
  loaded: Loaded<State>,
): { readonly loaded: Loaded<State>; readonly append: StreamAppend | undefined } {
  let now = loaded;
  const appends: StreamAppend[] = [];
  for (const command of commands) {
    const { state, events, append } = aggregates.decide(id, command, now);
    if (append) appends.push(append);
    now = { state, version: now.version + events.length };
  }
  const [first] = appends;
  return { loaded: now, append: first && { ...first, events: appends.flatMap(({ events }) => events) } };
}
