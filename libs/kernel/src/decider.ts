/**
 * The pure core of an aggregate: what a command leads to, and what an event makes of the state.
 *
 * `decide` reads nothing but its arguments (no clock, no randomness, no I/O): the same command on the same
 * state gives the same events on every machine. It throws {@link Rejection} where the command is not allowed.
 */
export interface Decider<Command, Event, State> {
  readonly initialState: State;
  decide(command: Command, state: State): readonly Event[];
  evolve(state: State, event: Event): State;
}

/** A fact of the domain, in the past tense. `data` is plain JSON: what is decided is what is published. */
export interface DomainEvent<Type extends string, Data> {
  readonly type: Type;
  /** When it happened: RFC 3339 with the offset of the place it happened in, e.g. `2026-03-01T10:00:00+05:00`. */
  readonly occurredAt: string;
  readonly data: Data;
}

/** The state that a history leads to. */
export function fold<Command, Event, State>(
  decider: Decider<Command, Event, State>,
  history: Iterable<Event>,
): State {
  let state = decider.initialState;
  for (const event of history) state = decider.evolve(state, event);
  return state;
}

/** Why a command leads to no event. */
export interface RejectionDetails {
  /** JSON pointer (RFC 6901) to the part of the command at fault, e.g. `/lines/0/hs6`. */
  readonly pointer?: string;
  /** How far the aggregate has come. */
  readonly currentState?: string;
  /** The commands that the present state allows. */
  readonly legalNow?: readonly string[];
}

/** A command that the rules of the domain refuse. `code` is stable: clients may switch on it. */
export class Rejection extends Error {
  override readonly name = 'Rejection';

  constructor(
    readonly code: string,
    message: string,
    readonly details: RejectionDetails = {},
  ) {
    super(message);
  }
}

/** Closes a `switch` over a union: a case that was forgotten does not compile. */
export function never(value: never): never {
  throw new TypeError(`No case for ${JSON.stringify(value)}`);
}
