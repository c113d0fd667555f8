/** What Nest injects: the aggregates of trade-events on the log. */
export const AGGREGATES = Symbol('trade aggregates');

/** What Nest injects: the {@link Clock} that requests are judged by. */
export const CLOCK = Symbol('clock');

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;
