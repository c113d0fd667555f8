import { z } from 'zod';
import { EVENT_CONTRACTS, type EventDataOf, type EventType } from './event-contracts.js';

/** Types of events that post to accounts. */
export type PostingEventType = {
  [Type in EventType]: 'postings' extends keyof EventDataOf<Type> ? Type : never;
}[EventType];

/** Every type of event that posts to accounts, by its contract: a new one is among them as soon as it is published. */
export const POSTING_EVENTS = [
  ...new Set(EVENT_CONTRACTS.filter(({ schema }) => hasPostings(schema)).map(({ type }) => type)),
] as readonly EventType[] as readonly PostingEventType[];

function hasPostings(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && 'postings' in schema.shape;
}
