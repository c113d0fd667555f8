import { derivedId } from '@corridor/contracts';
import { identityOf, type ReadEvent } from '@corridor/epcis';

/** The stream of an event: what it is known by holds it unique. */
export function eventKeyOf(event: ReadEvent): string {
  const { eventId, identifiedBy, errorDeclaration } = identityOf(event);
  return eventKey(eventId, identifiedBy, errorDeclaration);
}

/** The stream of the event that an error declaration is about; `undefined` for any other event. */
export function declaredWrongBy(event: ReadEvent): string | undefined {
  const { eventId, identifiedBy, errorDeclaration } = identityOf(event);
  return errorDeclaration ? eventKey(eventId, identifiedBy, false) : undefined;
}

export function eventKey(eventId: string, identifiedBy: string, errorDeclaration: boolean): string {
  const kind = errorDeclaration ? 'error-declaration' : 'event';
  return derivedId('corridor-ledger epcis event v1', identifiedBy, kind, eventId);
}
