import type { RecordedEvent } from '@corridor/contracts';
import { type Decider, type DomainEvent, Rejection } from '@corridor/kernel';
import type pg from 'pg';
import type { AppendRequest, AppendResult, StreamAppend } from './append/append.js';
import type { EventStore } from './event-store.js';
import { retryOnConflict } from './retry-on-conflict.js';
import type { SnapshotOptions } from './snapshots.js';

export interface AggregateOptions<Command, Event extends DomainEvent<string, unknown>, State> {
  readonly category: string;
  readonly decider: Decider<Command, Event, State>;
  /** Version of the schema that the events are written in. @throws where an event does not keep to its contract. */
  readonly schemaVersionOf: (event: Event) => number;
  /** Brings an event of the stream to the newest version of its type. @throws where that is not known: to decide without it would be wrong. */
  readonly upcast: (event: RecordedEvent) => RecordedEvent;
  /** Participant ids of those who may see the stream, once its events have happened. */
  readonly participantsOf: (state: State) => readonly string[];
  /** How far it has come and what it allows: told with every refusal, for the step itself or for what it asks. Its `status` alone where this is left out. */
  readonly standing?: (state: State, command: Command) => Standing;
  /** For streams that grow long; the state is plain data then. */
  readonly snapshots?: SnapshotOptions;
}

export interface Standing {
  readonly currentState: string;
  /** Types of commands. */
  readonly legalNow: readonly string[];
}

/** What an aggregate is now. */
export interface Loaded<State> {
  readonly state: State;
  /** 0 where nothing has happened yet. */
  readonly version: number;
}

/** What a command led to, as far as one stream goes. */
export interface Decided<Event, State> {
  readonly events: readonly Event[];
  readonly state: State;
  /** `undefined` where there is nothing to append. */
  readonly append: StreamAppend | undefined;
}

/** What a command would tell stands in the log already: at this position, of the last event of the append that told it. */
export interface KnownResult {
  readonly outcome: 'known';
  readonly position: number;
}

/** Who asks and why; the same for every event of an append. */
export type AppendContext = Omit<AppendRequest, 'streams'>;

/** Load, decide, append: the one way in which a command becomes events. */
export class AggregateStore<Command, Event extends DomainEvent<string, unknown>, State> {
  constructor(
    private readonly store: EventStore,
    private readonly options: AggregateOptions<Command, Event, State>,
  ) {}

  streamOf(id: string): string {
    return `${this.options.category}-${id}`;
  }

  /** Reads in the transaction of `client`, where one is given. */
  async load(id: string, client?: pg.ClientBase): Promise<Loaded<State>> {
    const { snapshots } = this.options;
    const streamId = this.streamOf(id);
    const { before, version, history } = await this.read(streamId, client);
    const state = this.stateOf(history, before);
    const last = history.at(-1);
    if (snapshots && last && history.length >= snapshots.every) {
      // Beside the command, which need not wait for it.
      this.store.snapshots
        .keep(streamId, snapshots.form, { version: last.version, position: last.position, state })
        .catch(snapshots.onError ?? (() => undefined));
    }
    return { state, version: last?.version ?? version };
  }

  /** The events of a stream behind its snapshot, where it has one, and its state before them. */
  private async read(streamId: string, client?: pg.ClientBase) {
    const { decider, snapshots } = this.options;
    const snapshot = snapshots && (await this.store.snapshots.load(streamId, snapshots.form, client));
    const history = await this.store.readStream(streamId, {
      ...(client && { client }),
      ...(snapshot && { after: snapshot.version }),
    });
    const before = snapshot ? (snapshot.state as State) : decider.initialState;
    return { before, version: snapshot?.version ?? 0, history };
  }

  /**
   * Where that stands which a command tells that leads to nothing new: behind it, it has led to nothing ever since. `undefined` where nothing of the stream told
   * it, where it would lead to something, and where a snapshot stands for it.
   */
  async known(id: string, command: Command, client?: pg.ClientBase): Promise<KnownResult | undefined> {
    const { before, history } = await this.read(this.streamOf(id), client);
    const states = [before];
    for (const event of history) states.push(this.stateOf([event], states.at(-1)));
    const at = states.findLastIndex((state) => !this.isNothing(command, state));
    const told = history[at];
    if (!told) return undefined;
    const behind = history.slice(at + 1);
    const other = behind.findIndex(
      ({ correlationId, position }, n) =>
        correlationId !== told.correlationId || position !== told.position + n + 1,
    );
    return { outcome: 'known', position: told.position + (other < 0 ? behind.length : other) };
  }

  private isNothing(command: Command, state: State): boolean {
    try {
      return this.options.decider.decide(command, state).length === 0;
    } catch {
      // Before the stream had come so far, it was no step at all.
      return false;
    }
  }

  /** What the events of a stream make of it, for a caller that has them at hand: all of them, or those behind `before`. */
  stateOf(history: readonly RecordedEvent[], before = this.options.decider.initialState): State {
    const { decider, upcast } = this.options;
    // The category's own stream: it holds this aggregate's events and no others.
    return history
      .map(upcast)
      .map(({ type, occurredAt, data }) => ({ type, occurredAt, data }) as Event)
      .reduce(decider.evolve, before);
  }

  /** Decides on what was loaded, without appending: for a caller that appends several streams at once. */
  decide(id: string, command: Command, { state, version }: Loaded<State>): Decided<Event, State> {
    const { decider, participantsOf, schemaVersionOf } = this.options;
    const events = this.decided(command, state);
    const after = events.reduce(decider.evolve, state);
    const participants = participantsOf(after);
    return {
      events,
      state: after,
      append:
        events.length === 0
          ? undefined
          : {
              streamId: this.streamOf(id),
              expectedVersion: version,
              events: events.map((event) => ({
                type: event.type,
                schemaVersion: schemaVersionOf(event),
                occurredAt: event.occurredAt,
                data: event.data,
                participants,
              })),
            },
    };
  }

  private decided(command: Command, state: State): readonly Event[] {
    const { decider, standing } = this.options;
    try {
      return decider.decide(command, state);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const { code, message, details } = error;
      throw new Rejection(code, message, { ...(standing?.(state, command) ?? statusOf(state)), ...details });
    }
  }

  /**
   * Handles a command; where another one came between, it is decided again on what then stands.
   * `result` is `undefined` where the command led to nothing new.
   * @throws Rejection as the decider says; ConcurrencyConflict if others come between again and again.
   */
  async handle(
    id: string,
    command: Command | ((state: State) => Command),
    context: AppendContext,
  ): Promise<{ result: AppendResult | undefined; state: State; version: number }> {
    return retryOnConflict(async () => {
      const loaded = await this.load(id);
      const asked =
        typeof command === 'function' ? (command as (state: State) => Command)(loaded.state) : command;
      const { append, state, events } = this.decide(id, asked, loaded);
      if (!append) return { result: undefined, state, version: loaded.version };
      const result = await this.store.append({ ...context, streams: [append] });
      return { result, state, version: loaded.version + events.length };
    });
  }
}

/** How far it has come, where its state says that by a word. */
function statusOf(state: unknown): Partial<Standing> {
  const { status } = (state ?? {}) as { readonly status?: unknown };
  return typeof status === 'string' ? { currentState: status } : {};
}
