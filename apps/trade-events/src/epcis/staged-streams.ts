import type { AggregateStore, Decided, Loaded, StreamAppend } from '@corridor/event-store';
import type { DomainEvent } from '@corridor/kernel';

interface Staged<State> {
  /** Before the append. */
  readonly version: number;
  state: State;
  readonly events: StreamAppend['events'][number][];
}

/** Streams of one kind on their way into one append: each is loaded once, and what is decided next is decided on what was kept before. */
export class StagedStreams<Command, Event extends DomainEvent<string, unknown>, State> {
  private readonly streams = new Map<string, Staged<State>>();
  /** In the order in which something first happened to them: the log has an append in the order of its streams. */
  private readonly touched = new Set<string>();

  constructor(private readonly store: AggregateStore<Command, Event, State>) {}

  /** Loads them side by side. */
  async load(ids: Iterable<string>): Promise<void> {
    const load = async (id: string) => {
      const { state, version }: Loaded<State> = await this.store.load(id);
      this.streams.set(id, { version, state, events: [] });
    };
    await Promise.all([...new Set(ids)].map(load));
  }

  /** What it is by now; it has to be loaded. */
  stateOf(id: string): State {
    return this.staged(id).state;
  }

  /** What a command would lead to; nothing is kept of it yet. @throws Rejection as the decider says. */
  decide(id: string, command: Command): Decided<Event, State> {
    const { version, state, events } = this.staged(id);
    return this.store.decide(id, command, { state, version: version + events.length });
  }

  keep(id: string, { state, append }: Decided<Event, State>): void {
    const staged = this.staged(id);
    staged.state = state;
    if (!append) return;
    staged.events.push(...append.events);
    this.touched.add(id);
  }

  /** For the append: the streams that something happened to. */
  appends(): readonly StreamAppend[] {
    return [...this.touched].map((id) => {
      const { version, events } = this.staged(id);
      return { streamId: this.store.streamOf(id), expectedVersion: version, events };
    });
  }

  private staged(id: string): Staged<State> {
    const staged = this.streams.get(id);
    if (!staged) throw new Error(`${this.store.streamOf(id)} is not loaded`);
    return staged;
  }
}
