import { randomUUID } from 'node:crypto';
import type { CaptureFinished } from '@corridor/domain';
import { type FaultyEvent, identityOf, type ReadEvent } from '@corridor/epcis';
import { type AppendContext, type AppendResult, EventStore, retryOnConflict } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { type CaptureOptions, capture } from './capture.js';
import { statusOf } from './epcis-problem.js';
import { EPCIS_SETTINGS, type EpcisSettings } from './epcis-settings.js';

export type ErrorBehaviour = CaptureFinished['data']['errorBehaviour'];

export interface CaptureAnswer {
  readonly captureID: string;
}
export interface EventAnswer {
  readonly eventID: string;
}

/** A document to capture, and who sent it. */
export class CaptureDocument extends Command<Answered<CaptureAnswer>> {
  constructor(
    readonly events: readonly (ReadEvent | FaultyEvent)[],
    readonly errorBehaviour: ErrorBehaviour,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** A single event to capture, and who sent it. */
export class CaptureEvent extends Command<Answered<EventAnswer>> {
  constructor(
    readonly event: ReadEvent,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/**
 * A document is one append: its events, the checkpoints that they lead to, and its job. So a job that is on record is finished, and a
 * process that dies leaves no half of one: whoever got no answer sends the document again, and what was captured is absorbed.
 */
@CommandHandler(CaptureDocument)
export class CaptureDocumentHandler implements ICommandHandler<CaptureDocument> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(EPCIS_SETTINGS) private readonly settings: EpcisSettings,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  execute({ events, errorBehaviour, request }: CaptureDocument): Promise<Answered<CaptureAnswer>> {
    const captureId = randomUUID();
    const { store, aggregates, settings } = this;
    const options = { store, aggregates, settings, caller: request.caller, captureId };
    return answerOnce(store, request, { captureID: captureId }, (context) =>
      retryOnConflict(() => this.append(events, errorBehaviour, options, context)),
    );
  }

  private async append(
    events: CaptureDocument['events'],
    errorBehaviour: ErrorBehaviour,
    options: CaptureOptions & { readonly captureId: string },
    context: AppendContext,
  ): Promise<AppendResult> {
    const { captures } = this.aggregates;
    const { captureId, caller } = options;
    const { streams, ...became } = await capture(events, options);
    const success = became.errors.length === 0;
    const rolledBack = errorBehaviour === 'rollback' && !success;
    const job = captures.decide(
      captureId,
      {
        type: 'FinishCapture',
        occurredAt: new Date(this.now()).toISOString(),
        data: {
          captureId,
          captor: caller.participant,
          errorBehaviour,
          success,
          events: events.length,
          ...became,
          ...(rolledBack && { captured: 0, duplicates: 0, checkpoints: 0, unmapped: [] }),
        },
      },
      await captures.load(captureId),
    );
    const appended = [...(rolledBack ? [] : streams), ...(job.append ? [job.append] : [])];
    return this.store.append({ ...context, streams: appended });
  }
}

@CommandHandler(CaptureEvent)
export class CaptureEventHandler implements ICommandHandler<CaptureEvent> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(EPCIS_SETTINGS) private readonly settings: EpcisSettings,
  ) {}

  /** @throws ProblemError 409 `event-id-reused`, 403 `event-not-yours`. */
  execute({ event, request }: CaptureEvent): Promise<Answered<EventAnswer>> {
    const { store, aggregates, settings } = this;
    const options = { store, aggregates, settings, caller: request.caller };
    return answerOnce(store, request, { eventID: identityOf(event).eventId }, (context) =>
      retryOnConflict(async () => {
        const { streams, errors } = await capture([event], options);
        const [error] = errors;
        if (error)
          throw new ProblemError(statusOf(error.code), error.code, error.detail, { pointer: error.pointer });
        // The same event from the same participant: it is there already.
        return streams.length === 0 ? undefined : store.append({ ...context, streams });
      }),
    );
  }
}
