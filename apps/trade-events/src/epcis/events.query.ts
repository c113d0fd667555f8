import { type EventOf, readEventData } from '@corridor/contracts';
import { EventStore } from '@corridor/event-store';
import { type Caller, LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { eventKey } from './event-key.js';
import type { EventParameters } from './event-parameters.js';
import { type EventRow, type Selection, selectCount, selectPage } from './event-select.js';
import { expiryAt, type PageToken, readToken, writeToken } from './page-token.js';
import type { FoundEvent } from './query-document.js';
import { askReadModel } from './read-model.js';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent on the last. */
  readonly next?: { readonly token: string; readonly expires: number };
}

/** Asks for a page of the events that somebody may see. */
export class EventsQuery extends Query<Page<FoundEvent>> {
  constructor(
    readonly parameters: EventParameters,
    /** Tells the query from others, so that no page goes on with another one. */
    readonly fingerprint: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

@QueryHandler(EventsQuery)
export class EventsQueryHandler implements IQueryHandler<EventsQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 413 `query-too-large` where `maxEventCount` is exceeded, and as {@link askReadModel} and {@link readToken} do. */
  execute({ parameters, fingerprint, caller }: EventsQuery): Promise<Page<FoundEvent>> {
    const { filter, order, perPage, eventCountLimit, maxEventCount, nextPageToken } = parameters;
    const token = nextPageToken === undefined ? undefined : readToken(nextPageToken, fingerprint, this.now());
    return askReadModel(this.parts, async (client, reached) => {
      const asOf = token?.asOf ?? reached;
      const selection: Selection = {
        filter,
        asOf,
        ...(caller.role === 'trader' && { participant: caller.participant }),
      };
      if (maxEventCount !== undefined && !token) {
        const { rows } = await client.query<{ count: number }>(selectCount(selection, maxEventCount));
        if ((rows[0]?.count ?? 0) > maxEventCount) {
          const message = `More than ${maxEventCount} events match. Narrow the query, or ask for more.`;
          throw new ProblemError(413, 'query-too-large', message);
        }
      }
      const left = token ? token.left : eventCountLimit;
      const wanted = Math.min(perPage, left ?? perPage);
      const { rows } = await client.query<EventRow>(selectPage(selection, order, token?.after, wanted + 1));
      const page = rows.slice(0, wanted);
      const last = page.at(-1);
      const items = page.map(foundIn);
      const still = left === undefined ? undefined : left - page.length;
      if (!last || last.found === page.length || still === 0) return { items };
      const goesOn = { query: fingerprint, asOf, ...(still !== undefined && { left: still }) };
      return { items, next: this.nextOf(goesOn, last, order.by) };
    });
  }

  private nextOf(
    token: Omit<PageToken, 'after' | 'expires'>,
    { position, event_time }: EventRow,
    by: 'eventTime' | 'recordTime',
  ): NonNullable<Page<FoundEvent>['next']> {
    const expires = expiryAt(this.now());
    const after = { ...(by === 'eventTime' && { eventTime: event_time }), position: Number(position) };
    return { token: writeToken({ ...token, after, expires }), expires };
  }
}

function foundIn({ event, context, event_id, record_time }: EventRow): FoundEvent {
  return { event, context, eventId: event_id, recordTime: record_time };
}

/** Asks for the event of an id, and for what declares it wrong. */
export class EventQuery extends Query<readonly FoundEvent[]> {
  constructor(
    readonly eventId: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: an event is there as soon as its capture was answered. */
@QueryHandler(EventQuery)
export class EventQueryHandler implements IQueryHandler<EventQuery> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `event-unknown`, also for one that is not the caller's to see. */
  async execute({ eventId, caller }: EventQuery): Promise<readonly FoundEvent[]> {
    const keys = [false, true].flatMap((wrong) =>
      ['hash', 'event-id'].map((identifiedBy) => eventKey(eventId, identifiedBy, wrong)),
    );
    const found: FoundEvent[] = [];
    for (const key of keys) {
      const stream = await this.store.readStream(this.aggregates.epcisEvents.streamOf(key));
      // That it is wrong may have been told before it came.
      const captured = stream.find(({ type }) => type === 'EpcisEventCaptured');
      // The last event of a stream names all who may see it by now.
      const seenBy = stream.at(-1)?.participants ?? [];
      if (!captured || (caller.role === 'trader' && !seenBy.includes(caller.participant))) continue;
      const data: EventOf<'EpcisEventCaptured'>['data'] = readEventData('EpcisEventCaptured', captured);
      const { event, context } = data;
      found.push({ event, context, eventId: data.eventId, recordTime: captured.recordedAt });
    }
    if (found.length > 0) return found;
    throw new ProblemError(
      404,
      'event-unknown',
      'There is no event with this eventID among those that you may see.',
    );
  }
}
