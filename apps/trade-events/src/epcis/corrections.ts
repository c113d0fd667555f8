import { readEventData } from '@corridor/contracts';
import type { EpcisEventState, LedTo, MappedCheckpoint } from '@corridor/domain';
import { type EpcisEvent, localTimeOf, type PlaceTable, type ReadEvent, scanOf } from '@corridor/epcis';
import type { EventStore } from '@corridor/event-store';
import type { TradeAggregates } from '../aggregates.js';
import { declaredWrongBy, eventKey, eventKeyOf } from './event-key.js';

/** So many corrective events of a document are looked at, as many as it may have events itself. */
const CORRECTIVES_MAX = 500;

/** The events that error declarations name as their corrections (`correctiveEventIDs`), as far as they were captured before. */
export class Corrections {
  /** By what their scans tell, the streams of those that were found. */
  private readonly tellers = new Map<string, string[]>();
  /** By its declaration, the streams of the corrective events that are looked at. */
  private readonly namedBy = new Map<EpcisEvent, ReadonlySet<string>>();

  constructor(
    private readonly store: EventStore,
    private readonly aggregates: Pick<TradeAggregates, 'epcisEvents'>,
    private readonly places: PlaceTable,
  ) {}

  /** Streams of the corrective events of a document. */
  static keysOf(events: readonly ReadEvent[]): readonly string[] {
    return [...keysById(events).values()].flat();
  }

  /** Reads what they say, in the document itself or in the log, once: a document asks of its checkpoints as often as it likes. */
  async load(events: readonly ReadEvent[]): Promise<void> {
    const keys = keysById(events);
    for (const event of events) {
      const named = new Set(correctivesOf(event).flatMap((id) => keys.get(id) ?? []));
      // What is wrong does not correct itself.
      named.delete(declaredWrongBy(event) ?? '');
      if (named.size > 0) this.namedBy.set(event.given, named);
    }
    const ofDocument = new Map(events.map((event) => [eventKeyOf(event), event.given]));
    const read = async (key: string) => ({ key, event: ofDocument.get(key) ?? (await this.captured(key)) });
    for (const { key, event } of await Promise.all([...keys.values()].flat().map(read))) {
      const scan = event && scanOf(event, this.places);
      if (!event || !scan || typeof scan === 'string') continue;
      const told = toldBy(scan, localTimeOf(event));
      const tellers = this.tellers.get(told);
      if (tellers) tellers.push(key);
      else this.tellers.set(told, [key]);
    }
  }

  /**
   * The stream of a corrective event of a declaration that tells of the same checkpoint, and was captured by somebody who may; the first
   * of those that it names, where several do.
   */
  upholderOf(
    declaration: EpcisEvent,
    { consignmentId, ...checkpoint }: LedTo,
    stateOf: (key: string) => EpcisEventState,
  ): string | undefined {
    const named = this.namedBy.get(declaration);
    const tellers = this.tellers.get(toldBy(checkpoint, checkpoint.seenAt)) ?? [];
    return tellers.find((key) => {
      if (!named?.has(key)) return false;
      const state = stateOf(key);
      if (state.status !== 'captured' || state.wrongFor.includes(consignmentId)) return false;
      return state.consignmentIds.includes(consignmentId);
    });
  }

  private async captured(key: string): Promise<EpcisEvent | undefined> {
    const history = await this.store.readStream(this.aggregates.epcisEvents.streamOf(key));
    const captured = history.find(({ type }) => type === 'EpcisEventCaptured');
    // It was valid when it was captured.
    return captured && (readEventData('EpcisEventCaptured', captured).event as EpcisEvent);
  }
}

function correctivesOf({ given }: ReadEvent): readonly string[] {
  return given.errorDeclaration?.correctiveEventIDs ?? [];
}

/** The streams that an id may name: it may be one that was given, or the hash of what an event says. */
function keysById(events: readonly ReadEvent[]): ReadonlyMap<string, readonly string[]> {
  const ids = events.flatMap(correctivesOf);
  const keysOf = (id: string) =>
    ['event-id', 'hash'].map((identifiedBy) => eventKey(id, identifiedBy, false));
  return new Map([...new Set(ids)].slice(0, CORRECTIVES_MAX).map((id) => [id, keysOf(id)]));
}

/** One place, movement and instant is one checkpoint. */
function toldBy({ location, movement }: Omit<MappedCheckpoint, 'consignmentId'>, at: string): string {
  return `${location} ${movement} ${Date.parse(at)}`;
}
