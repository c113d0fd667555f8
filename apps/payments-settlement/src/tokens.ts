/** What Nest injects: the aggregates of payments-settlement on the log. */
export const AGGREGATES = Symbol('payments aggregates');

/** What Nest injects: the clock, and when banks are open. */
export const CLOCK = Symbol('clock');
export const CALENDARS = Symbol('bank calendars');

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;
