import { readEventData } from '@corridor/contracts';
import { type EpcisEventState, isSameCheckpoint, type LedTo } from '@corridor/domain';
import { type EpcisEvent, localTimeOf, type PlaceTable, type ReadEvent, scanOf } from '@corridor/epcis';
import type { EventStore } from '@corridor/event-store';
import type { TradeAggregates } from '../aggregates.js';
import { eventKey, eventKeyOf } from './event-key.js';

/** So many corrective events of a document are looked at, as many as it may have events itself. */
const CORRECTIVES_MAX = 500;

/** The events that error declarations name as their corrections (`correctiveEventIDs`), as far as they were captured before. */
export class Corrections {
  /** By their streams. */
  private readonly events = new Map<string, EpcisEvent>();

  constructor(
    private readonly store: EventStore,
    private readonly aggregates: Pick<TradeAggregates, 'epcisEvents'>,
    private readonly places: PlaceTable,
  ) {}

  /** Streams of the corrective events of a document. */
  static keysOf(events: readonly ReadEvent[]): readonly string[] {
    const ids = events.flatMap(({ given }) => given.errorDeclaration?.correctiveEventIDs ?? []);
    return [...new Set(ids)].slice(0, CORRECTIVES_MAX).flatMap(keysOfId);
  }

  /** Reads what they say, in the document itself or in the log. */
  async load(events: readonly ReadEvent[]): Promise<void> {
    const ofDocument = new Map(events.map((event) => [eventKeyOf(event), event.given]));
    const read = async (key: string) => {
      const event = ofDocument.get(key) ?? (await this.captured(key));
      if (event) this.events.set(key, event);
    };
    await Promise.all(Corrections.keysOf(events).map(read));
  }

  /** Whether one of the corrective events of a declaration tells of the same checkpoint, and was captured by somebody who may. */
  tell(
    { errorDeclaration }: EpcisEvent,
    { consignmentId, location, movement, seenAt }: LedTo,
    stateOf: (key: string) => EpcisEventState,
  ): boolean {
    return (errorDeclaration?.correctiveEventIDs ?? []).flatMap(keysOfId).some((key) => {
      const event = this.events.get(key);
      if (!event) return false;
      const state = stateOf(key);
      if (state.status !== 'captured' || state.wrongFor.includes(consignmentId)) return false;
      const scan = scanOf(event, this.places);
      if (typeof scan === 'string' || !state.consignmentIds.includes(consignmentId)) return false;
      const told = { ...scan, occurredAt: localTimeOf(event) };
      return isSameCheckpoint(told, { location, movement, occurredAt: seenAt });
    });
  }

  private async captured(key: string): Promise<EpcisEvent | undefined> {
    const history = await this.store.readStream(this.aggregates.epcisEvents.streamOf(key));
    const captured = history.find(({ type }) => type === 'EpcisEventCaptured');
    // It was valid when it was captured.
    return captured && (readEventData('EpcisEventCaptured', captured).event as EpcisEvent);
  }
}

/** An id may be one that was given, or the hash of what an event says. */
function keysOfId(eventId: string): readonly string[] {
  return ['event-id', 'hash'].map((identifiedBy) => eventKey(eventId, identifiedBy, false));
}
