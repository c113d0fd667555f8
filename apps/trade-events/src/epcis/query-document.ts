/** The JSON-LD context of EPCIS 2.0. */
export const EPCIS_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** An event as it was captured, and what the ledger knows beside. */
export interface FoundEvent {
  readonly event: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  readonly eventId: string;
  /** RFC 3339 in UTC. */
  readonly recordTime: string;
}

/**
 * The answer to a query. Each event is as it was given, with the eventID that the ledger knows it by and the time at which the ledger recorded it; its
 * own context goes with it where that is more than the standard's.
 * @param now milliseconds since 1970.
 */
export function queryDocument(events: readonly FoundEvent[], now: number): object {
  return {
    '@context': [EPCIS_CONTEXT],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: new Date(now).toISOString(),
    epcisBody: {
      queryResults: {
        queryName: 'SimpleEventQuery',
        resultsBody: { eventList: events.map(asTold) },
      },
    },
  };
}

function asTold({ event, context, eventId, recordTime }: FoundEvent): object {
  const { '@context': _, ...given } = event;
  const isStandard = [context].flat().every((one) => one === EPCIS_CONTEXT);
  const own = !isStandard && { '@context': context };
  return { ...own, ...given, eventID: eventId, recordTime };
}

/** A list of names, as the discovery interface has it. */
export function collection(members: Iterable<string>): object {
  return { '@context': EPCIS_CONTEXT, type: 'Collection', member: [...members] };
}
