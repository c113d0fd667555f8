import type { RecordedEvent } from '@corridor/contracts';
import { EventStore } from '@corridor/event-store';
import { IdempotentConsumer, type IdempotentConsumerOptions } from '@corridor/messaging';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { BankCalendars } from '../bank-calendars/bank-calendars.js';
import { readRateSettings } from '../rates/rate-settings.js';
import { Rates } from '../rates/rates.js';
import { Matching } from './matching.js';
import { NamingRounds } from './naming-rounds.js';
import { paymentsProcess } from './payments-process.js';
import { RateRounds } from './rate-rounds.js';

/** The process manager as a consumer, without the bus: a test says what comes when. */
export function processOn(
  pool: pg.Pool,
  group: string,
  store = new EventStore({ pool }),
  more: Pick<IdempotentConsumerOptions, 'partMs'> = {},
): IdempotentConsumer {
  return new IdempotentConsumer({ group, pool, store, ...processOf(pool, store), ...more });
}

/** What the process manager does, with the rates and calendars of the ledger. */
export function processOf(pool: pg.Pool, store: EventStore) {
  const aggregates = aggregatesOn(store);
  const advisers = {
    rates: new Rates({ store, pool }, readRateSettings({})),
    calendars: new BankCalendars(aggregates.calendars),
  };
  return paymentsProcess(store, aggregates, advisers, () => undefined);
}

/** What the process manager goes on with behind the rates that were posted. */
export function roundsOn(pool: pg.Pool, store = new EventStore({ pool }), pageMax?: number): RateRounds {
  const rates = new Rates({ store, pool }, readRateSettings({}));
  const matching = new Matching(store, aggregatesOn(store), rates);
  return new RateRounds({ pool, store, matching, group: 'payments', pageMax });
}

/** What it goes on with behind an obligation that much waits for. */
export function namingRoundsOn(pool: pg.Pool, store = new EventStore({ pool })): NamingRounds {
  const rates = new Rates({ store, pool }, readRateSettings({}));
  return new NamingRounds({
    pool,
    store,
    matching: new Matching(store, aggregatesOn(store), rates),
    group: 'payments',
  });
}

/** Delivers what is in the log, and what it leads to, in the order of each stream and otherwise as `picks` say. */
export class Delivery {
  private readonly streams = new Map<string, RecordedEvent[]>();
  private read: number;
  private pick = 0;

  constructor(
    private readonly log: (after: number) => Promise<readonly RecordedEvent[]>,
    private readonly picks: readonly number[],
    after: number,
  ) {
    this.read = after;
  }

  /** The next one; `undefined` where everything has been delivered. */
  async next(): Promise<RecordedEvent | undefined> {
    const events = await this.log(this.read);
    for (const event of events) {
      const stream = this.streams.get(event.streamId);
      if (stream) stream.push(event);
      else this.streams.set(event.streamId, [event]);
      this.read = event.position;
    }
    const waiting = [...this.streams.values()].filter((stream) => stream.length > 0);
    if (waiting.length === 0) return undefined;
    const pick = this.picks[this.pick % this.picks.length] ?? 0;
    this.pick += 1;
    return waiting[pick % waiting.length]?.shift();
  }
}

/** Fails behind the appends that it is told to, before their transaction ends: a crash in the middle. */
export class FailingStore extends EventStore {
  /** For each append to come, `undefined` where it is to succeed. */
  failures: (Error | undefined)[] = [];
  appends = 0;

  override async appendEachIn(...call: Parameters<EventStore['appendEachIn']>) {
    const result = await super.appendEachIn(...call);
    this.appends += 1;
    const failure = this.failures.shift();
    if (failure) throw failure;
    return result;
  }
}
