import type { EventOf, EventType, OnUnknownEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { type Reactions, reactInRows } from '@corridor/messaging';
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
    const of = {
      categories: ['consignment', 'declaration', 'invoice', 'obligation', 'instrument', 'flag', 'lc'],
    } as const;
    // What each of those does about a declared whole that does anything.
    const together = [goodsDeclared, unitValuesTogether(flagging), overInvoicingTogether(flagging)];
    if (reactions.filter((each) => 'ConsignmentDeclared' in each).length !== together.length)
      throw new Error('Something is made of a declared consignment that is not made of several together.');
    const inRows = reactInRows<EventType>(
      inOrder(reactions as readonly Reacting[]),
      {
        ConsignmentDeclared: async (events, client) => {
          const wholes = wholesFrom(events);
          // One alone goes as everything else does.
          if (wholes.length < 2) return 0;
          for (const handle of together) await handle(wholes, client);
          return wholes.length;
        },
      },
      onUnknown,
    );
    const write: LogListOptions['write'] = async (client, events) => {
      await inRows(events, client, () => false);
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

/** What is made of some types of events, others pass by. */
type Reacting = Partial<Reactions<EventType>>;

/** Of each event, what each of them makes, one behind the other. */
function inOrder(reactions: readonly Reacting[]): Reactions<EventType> {
  const types = new Set(reactions.flatMap((each) => Object.keys(each) as EventType[]));
  const all = [...types].map((type) => {
    const each = reactions.flatMap((one) => one[type] ?? []) as readonly Reaction[];
    const react: Reaction = async (event, client) => {
      for (const one of each) await one(event, client);
    };
    return [type, react] as const;
  });
  return Object.fromEntries(all) as Reactions<EventType>;
}

type Reaction = (event: never, client: pg.ClientBase) => Promise<void>;

/** The first goods that are declared one behind the other, up to one that is a part of others. They know nothing of each other, but for what they are held against. */
function wholesFrom(
  events: readonly EventOf<'ConsignmentDeclared'>[],
): readonly EventOf<'ConsignmentDeclared'>[] {
  const part = events.findIndex(({ data }) => data.partOf !== undefined);
  return part < 0 ? events : events.slice(0, part);
}
