/** What Nest injects: the aggregates of payments-settlement on the log. */
export const AGGREGATES = Symbol('payments aggregates');

/** What Nest injects: the {@link Clock} that days are judged by. */
export const CLOCK = Symbol('clock');

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;
