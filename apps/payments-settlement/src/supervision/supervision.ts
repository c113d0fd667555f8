import {
  type EventOf,
  type EventType,
  type OnUnknownEvent,
  PUBLISHED_CONTRACTS,
  type RecordedEvent,
} from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { type Reactions, reactTo } from '@corridor/messaging';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { instrumentProcess } from '../instruments/instrument-process.js';
import { instrumentRows } from '../instruments/instrument-rows.js';
import { LogList, type LogListOptions } from '../list/log-list.js';
import { creditDocumentReactions } from '../red-flags/credit-document-uses.js';
import { documentReactions } from '../red-flags/document-uses.js';
import { flagRows } from '../red-flags/flag-rows.js';
import { Flagging } from '../red-flags/flagging.js';
import { overInvoicingReactions, overInvoicingTogether } from '../red-flags/over-invoicing.js';
import { unitValueReactions, unitValuesTogether } from '../red-flags/unit-values.js';
import { goodsDeclared, goodsReactions } from './goods.js';
import { paidReactions } from './paid-obligations.js';

/** From its first append to the end of its transaction no one else can append, so a request waits for the rest of it. */
const BATCH_SIZE = 100;
const WAIT_MAX_MS = 5_000;

/**
 * What is watched over payments and goods: by the numbers of regulators, and by what does not fit. It follows the log itself, since the bus gives no
 * order across services: what an event is judged by is then always the same, all that stands before it. What is known of goods comes first, so that
 * what follows is judged by it.
 */
export class Supervision extends LogList {
  constructor(store: EventStore, pool: pg.Pool, onUnknown: OnUnknownEvent, batchSize = BATCH_SIZE) {
    const aggregates = aggregatesOn(store);
    const flagging = new Flagging(store, aggregates);
    const reactions = [
      goodsReactions,
      paidReactions,
      instrumentRows,
      instrumentProcess(store, aggregates),
      flagRows,
      unitValueReactions(flagging),
      overInvoicingReactions(flagging),
      documentReactions(flagging),
      creditDocumentReactions(flagging, store, aggregates),
    ];
    const handlers = reactions.map((each) => reactTo<EventType>(each as Reactions<EventType>, onUnknown));
    const of = {
      categories: ['consignment', 'declaration', 'invoice', 'obligation', 'instrument', 'flag', 'lc'],
    } as const;
    // What each of those does about a declared whole that does anything.
    const together = [goodsDeclared, unitValuesTogether(flagging), overInvoicingTogether(flagging)];
    if (reactions.filter((each) => 'ConsignmentDeclared' in each).length !== together.length)
      throw new Error('Something is made of a declared consignment that is not made of several together.');
    const declared = PUBLISHED_CONTRACTS.reader(['ConsignmentDeclared'], onUnknown);
    const write: LogListOptions['write'] = async (client, events) => {
      for (let at = 0; at < events.length; ) {
        const wholes = wholesFrom(events, at, declared);
        if (wholes.length > 1) for (const handle of together) await handle(wholes, client);
        else for (const handle of handlers) await handle(events[at] as RecordedEvent, client);
        at += Math.max(wholes.length, 1);
      }
    };
    // What it appends stays, and is judged by all that came before.
    const options = { list: 'supervision', name: 'What follows from the ledger', setsAside: () => false };
    super({ ...options, of, write, appends: true, batchSize }, store, pool);
  }

  /**
   * Waits until all that is in the log by now is applied, and then what that led to: nothing is judged by half of what is known.
   * @throws ProblemError 503 `index-behind` where it does not get there in time.
   */
  override async atHead(waitMaxMs = WAIT_MAX_MS): Promise<void> {
    const until = performance.now() + waitMaxMs;
    await super.atHead(waitMaxMs);
    // What follows from an event leads to rows alone.
    await super.atHead(until - performance.now());
  }

  /** The same for what can wait for another round: whether it got there. */
  async isAtHead(): Promise<boolean> {
    try {
      await this.atHead();
      return true;
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  }
}

/** The goods that are declared one behind the other from an event on, up to one that is a part of others. They know nothing of each other, but for what they are held against. */
function wholesFrom(
  events: readonly RecordedEvent[],
  at: number,
  declared: (event: RecordedEvent) => RecordedEvent | undefined,
): readonly EventOf<'ConsignmentDeclared'>[] {
  const wholes: EventOf<'ConsignmentDeclared'>[] = [];
  for (const event of events.slice(at)) {
    const known = event.type === 'ConsignmentDeclared' ? declared(event) : undefined;
    if (!known) break;
    const whole = known as EventOf<'ConsignmentDeclared'>;
    if (whole.data.partOf !== undefined) break;
    wholes.push(whole);
  }
  return wholes;
}
