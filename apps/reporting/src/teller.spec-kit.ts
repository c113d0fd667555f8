import { currentVersionOf, participantsOf } from '@corridor/contracts';
import type { AppendRequest, EventStore, StreamAppend } from '@corridor/event-store';
import { type Decider, type DomainEvent, fold } from '@corridor/kernel';

/** A UUID for tests: the same number, the same id. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/**
 * A history that the real deciders tell: each call is a command, decided on what was told before. `appends` holds what they
 * led to, an append for each call.
 */
export class Teller {
  readonly appends: (readonly StreamAppend[])[] = [];
  protected readonly histories = new Map<string, DomainEvent<string, unknown>[]>();
  private readonly participants = new Map<string, readonly string[]>();

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
    this.appends.push([{ streamId, expectedVersion: history.length, events: toAppend }]);
  }

  protected tellTogether(tell: () => void): void {
    const before = this.appends.length;
    tell();
    this.appends.push(this.appends.splice(before).flat());
  }
}

/** Appends what a story led to, as the ledger's owner. */
export async function record(
  store: EventStore,
  appends: readonly (readonly StreamAppend[])[],
  more: Partial<AppendRequest> = {},
): Promise<void> {
  for (const streams of appends) {
    await store.append({ streams, actor: 'operator:test', correlationId: uuid(0), ...more });
  }
}
