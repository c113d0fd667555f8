import { readEventData, uuidSchema } from '@corridor/contracts';
import type { CaptureFinished } from '@corridor/domain';
import { exceptionOf } from '@corridor/epcis';
import { EventStore } from '@corridor/event-store';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { statusOf } from './epcis-problem.js';

/** A job as EPCIS 2.0 has it, and what this ledger tells beside. */
export interface CaptureJob {
  readonly captureID: string;
  readonly createdAt: string;
  readonly finishedAt: string;
  readonly running: boolean;
  readonly success: boolean;
  readonly captureErrorBehaviour: 'rollback' | 'proceed';
  readonly errors: readonly (CaptureFinished['data']['errors'][number] & {
    readonly type: string;
    readonly title: string;
    readonly status: number;
  })[];
  readonly events: number;
  readonly captured: number;
  readonly duplicates: number;
  readonly checkpoints: number;
  readonly unmapped: CaptureFinished['data']['unmapped'];
}

/** A job's form, from its event. @param createdAt RFC 3339, as is `finishedAt`. */
export function jobOf(
  { captureId, captor, errorBehaviour, errors, success, ...counts }: CaptureFinished['data'],
  createdAt: string,
  finishedAt: string,
): CaptureJob {
  return {
    captureID: captureId,
    createdAt,
    finishedAt,
    running: false,
    success,
    captureErrorBehaviour: errorBehaviour,
    errors: errors.map((error) => {
      const status = statusOf(error.code);
      const type = `epcisException:${exceptionOf({ status, code: error.code })}`;
      return { type, title: 'The event was not captured', status, ...error };
    }),
    ...counts,
  };
}

/** Asks for one job. */
export class CaptureJobQuery extends Query<CaptureJob> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: the job is there as soon as its address is told. */
@QueryHandler(CaptureJobQuery)
export class CaptureJobQueryHandler implements IQueryHandler<CaptureJobQuery> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `capture-unknown`, also for another's. */
  async execute({ id, caller }: CaptureJobQuery): Promise<CaptureJob> {
    const known = uuidSchema.safeParse(id).success;
    const [finished] = known ? await this.store.readStream(this.aggregates.captures.streamOf(id)) : [];
    const data = finished && readEventData('CaptureFinished', finished);
    if (!data || (caller.role !== 'operator' && caller.participant !== data.captor)) {
      throw new ProblemError(404, 'capture-unknown', 'There is no capture job with this id among yours.');
    }
    return jobOf(data, finished.occurredAt, finished.recordedAt);
  }
}
