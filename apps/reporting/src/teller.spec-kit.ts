import { currentVersionOf, participantsOf } from '@corridor/contracts';
import type { AppendRequest, EventStore, StreamAppend } from '@corridor/event-store';
import { type Decider, type DomainEvent, fold } from '@corridor/kernel';

/** A UUID for tests: the same number, the same id. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** By whom appends are, where that is not the operator. */
const ACTORS = new WeakMap<readonly StreamAppend[], string>();

/**
 * A history that the real deciders tell: each call is a command, decided on what was told before. `appends` holds what they
 * led to, an append for each call.
 */
export class Teller {
  readonly appends: (readonly StreamAppend[])[] = [];
  protected readonly histories = new Map<string, DomainEvent<string, unknown>[]>();
  private readonly participants = new Map<string, readonly string[]>();
  private actor: string | undefined;

  /** Any command. */
  tell<Command, Event extends DomainEvent<string, unknown>, State>(
    decider: Decider<Command, Event, State>,
    streamId: string,
    command: Command,
  ): void {
    // The stream holds what this decider told, and nothing else.
    const history = (this.histories.get(streamId) ?? []) as Event[];
    const events = decider.decide(command, fold(decider, history));
    if (events.length === 0) return;
    this.histories.set(streamId, [...history, ...events]);
    const toAppend = events.map((event) => {
      // Whoever the first event of a stream names takes part in all that follow.
      const participants = participantsOf(event.type, event.data, this.participants.get(streamId));
      this.participants.set(streamId, participants);
      return { ...event, schemaVersion: currentVersionOf(event.type), participants };
    });
    this.push([{ streamId, expectedVersion: history.length, events: toAppend }]);
  }

  /** What is told within it is told by another one than the operator. */
  by(actor: string, tell: () => void): void {
    this.actor = actor;
    tell();
    this.actor = undefined;
  }

  protected tellTogether(tell: () => void): void {
    const before = this.appends.length;
    tell();
    this.push(this.appends.splice(before).flat());
  }

  private push(append: readonly StreamAppend[]): void {
    if (this.actor !== undefined) ACTORS.set(append, this.actor);
    this.appends.push(append);
  }
}

/** What was told as the log has it, from position 1 on: for folds, which read no more of it. */
export function logOf(told: Teller): readonly unknown[] {
  return told.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: false }));
}

/** Appends what a story led to, as the ledger's owner; by the operator where it does not say by whom. */
export async function record(
  store: EventStore,
  appends: readonly (readonly StreamAppend[])[],
  more: Partial<AppendRequest> = {},
): Promise<void> {
  for (const streams of appends) {
    const actor = ACTORS.get(streams) ?? 'operator:test';
    await store.append({ streams, actor, correlationId: uuid(0), ...more });
  }
}
