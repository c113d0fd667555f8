import { EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ListStands } from '../list/list-faults.js';
import { type ItemFilter, itemsOf, type OutgoingItem } from './outgoing-items.js';
import { OutgoingLog } from './outgoing-log.js';
import { Waiting } from './waiting.js';

/** Longest that a request looks for what was appended just now, before it tells what it has. */
const HELP_MAX_MS = 2_000;

export interface OutgoingPage {
  readonly items: readonly OutgoingItem[];
  /** The cursor behind them, or behind all that was looked at. */
  readonly next: string;
}

/** Asks what a bank is to be told. */
export class OutgoingRequest extends Query<OutgoingPage> {
  constructor(
    readonly filter: ItemFilter,
    /** How long it may wait for the first item. */
    readonly waitMaxMs: number,
    /** The caller is gone. */
    readonly gone: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(OutgoingRequest)
export class OutgoingHandler implements IQueryHandler<OutgoingRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(OutgoingLog) private readonly log: OutgoingLog,
    @Inject(Waiting) private readonly waiting: Waiting,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /** @throws ProblemError 429 `too-many-waiting`; Rejection `position-not-reached` for a cursor that this ledger never gave. */
  async execute({ filter, waitMaxMs, gone }: OutgoingRequest): Promise<OutgoingPage> {
    const head = await this.store.head();
    if (filter.after > head) {
      const detail = `The ledger ends at position ${head}: begin again with the last "next" that it told you, or without "after".`;
      throw new Rejection('position-not-reached', detail, { pointer: '/after' });
    }
    // Where it does not get to the end in time, or stands still, the rest comes with a later request: nothing is passed by.
    await this.log.waitFor(head, HELP_MAX_MS).catch((error) => {
      if (!(error instanceof ListStands)) throw error;
    });
    const { pool } = this.parts;
    const until = performance.now() + waitMaxMs;
    for (let { after } = filter; ; ) {
      const { items, asOf } = await itemsOf(pool, { ...filter, after });
      // A cursor ahead of the index stays where it is.
      after = Math.max(after, asOf);
      const leftMs = until - performance.now();
      if (items.length > 0 || leftMs <= 0 || gone.aborted || this.waiting.isOver) {
        return { items, next: String(after) };
      }
      // What comes may be of a type that is not asked for: then it waits on.
      await this.waiting.for(filter.bank, after, leftMs, gone);
    }
  }
}
