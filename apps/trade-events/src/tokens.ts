/** What Nest injects: the aggregates of trade-events on the log. */
export const AGGREGATES = Symbol('trade aggregates');
