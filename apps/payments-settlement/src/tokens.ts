/** What Nest injects: the aggregates of payments-settlement on the log. */
export const AGGREGATES = Symbol('payments aggregates');
