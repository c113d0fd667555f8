import { type Category, currentVersionOf } from '@corridor/contracts';
import type { Decider, DomainEvent } from '@corridor/kernel';

/** An append to one stream that knows the type of its events. */
export interface Append<Event> {
  readonly streamId: string;
  readonly expectedVersion: number;
  readonly events: readonly (Event & {
    readonly schemaVersion: number;
    readonly participants: readonly string[];
  })[];
}

/** One aggregate with its state in memory, decided by the very deciders that the services use. */
export class Stream<Command, Event extends DomainEvent<string, unknown>, State> {
  state: State;
  private version = 0;
  private readonly streamId: string;

  constructor(
    category: Category,
    id: string,
    private readonly decider: Decider<Command, Event, State>,
    /** Participant ids of those who may see it: for good, or as it stands behind what a command leads to. */
    private readonly participants: readonly string[] | ((state: State) => readonly string[]),
  ) {
    this.state = decider.initialState;
    this.streamId = `${category}-${id}`;
  }

  /** Decides and evolves; `undefined` where the command leads to nothing new. @throws Rejection as the decider says. */
  decide(...commands: readonly Command[]): Append<Event> | undefined {
    const events: Append<Event>['events'][number][] = [];
    for (const command of commands) {
      const decided = this.decider.decide(command, this.state);
      this.state = decided.reduce(this.decider.evolve, this.state);
      const told = this.participants;
      const seenBy = typeof told === 'function' ? told(this.state) : told;
      for (const event of decided) {
        events.push({ ...event, schemaVersion: currentVersionOf(event.type), participants: seenBy });
      }
    }
    if (events.length === 0) return undefined;
    const expectedVersion = this.version;
    this.version += events.length;
    return { streamId: this.streamId, expectedVersion, events };
  }
}

/** Participant ids as the services write them: each once, sorted by code units. */
export function participants(...ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
