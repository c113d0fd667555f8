import type { ReadEvent } from './document.js';

/**
 * What makes two events the same one: the eventID that was given, or the hash of what is told where none was; and whether it withdraws
 * the event, since an error declaration carries the eventID of the one that it declares wrong.
 */
export interface EventIdentity {
  readonly eventId: string;
  /**
   * `hash` where the id is the event's own hash, whether it was written there or not. An id that only looks like one (older
   * drafts of the standard hashed otherwise) is one that was given: else it could take the place of an event that nobody has seen yet.
   */
  readonly identifiedBy: 'event-id' | 'hash';
  readonly errorDeclaration: boolean;
}

export function identityOf({ given, hash }: Pick<ReadEvent, 'given' | 'hash'>): EventIdentity {
  const eventId = given.eventID ?? hash;
  return {
    eventId,
    identifiedBy: eventId === hash ? 'hash' : 'event-id',
    errorDeclaration: given.errorDeclaration !== undefined,
  };
}
