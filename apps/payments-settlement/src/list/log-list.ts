import type { Category, RecordedEvent } from '@corridor/contracts';
import { type EventStore, inTransaction } from '@corridor/event-store';
import { pause } from '@corridor/messaging';
import type pg from 'pg';
import { Checkpoints, type Place } from './checkpoints.js';
import { applyCarefully, isOfEvent, type Stop } from './faults.js';
import { ListBehind, ListStands } from './list-faults.js';
import { SetAside } from './set-aside.js';

/** Events that a list takes in at once where nothing else is said. */
export const LIST_BATCH = 1_000;
const WAIT_MAX_MS = 5_000;
/** An event that cannot be applied is tried again this often. */
const RETRY_MS = 30_000;

/** What one list is made of, and how. */
export interface LogListOptions {
  /** Of its row in `payments.list_checkpoints`. */
  readonly list: string;
  /** What a problem calls it: `The list of settlements`. */
  readonly name: string;
  /** The events that it is made of: those of these categories, or of these types. Whatever else stands in the log passes by. */
  readonly of: { readonly categories: readonly Category[] } | { readonly types: readonly string[] };
  /**
   * Does what the events lead to, in the transaction that moves the checkpoint.
   * @throws ContractViolation where an event is not what was published for its type.
   */
  readonly write: (client: pg.PoolClient, events: readonly RecordedEvent[]) => Promise<void>;
  /**
   * Whether the list may go on without an event that it cannot apply (ADR 15): it is set aside then, with all that follows in its stream. Where
   * something is decided by the list, it may not, and stands still before the event.
   */
  readonly setsAside: (event: RecordedEvent) => boolean;
  /** Whether it appends to the ledger: what it writes has to last then, else it can be made anew. */
  readonly appends?: boolean;
  /** Events that are applied in one transaction. */
  readonly batchSize?: number | undefined;
}

/**
 * What is made of the log in the order of positions. Several processes may build it at once: the checkpoint moves in the transaction of what it
 * stands for, so each event is applied once, wherever one of them is interrupted.
 */
export class LogList {
  private readonly checkpoints: Checkpoints;
  private readonly aside: SetAside;
  private running: Promise<number> | undefined;
  /** By the clock of `performance`. */
  private retryAt = 0;

  constructor(
    private readonly options: LogListOptions,
    protected readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: pg.Pool,
  ) {
    this.checkpoints = new Checkpoints(options.list);
    this.aside = new SetAside(options.list);
  }

  /** Every event up to here that it is made of is in it, or set aside. */
  async reached(): Promise<number> {
    return (await this.place()).position;
  }

  /** @throws ListBehind where it goes on without events that it cannot apply: who may not decide by half of it waits for them. */
  async expectWhole(): Promise<void> {
    const { isIncomplete } = await this.place();
    if (!isIncomplete) return;
    const message = `${this.options.name} lacks events that it cannot apply. Ask the operator, and send it again.`;
    throw new ListBehind('index-incomplete', message);
  }

  /**
   * Applies the next batch; says how many events it held. Asked for while one is under way, it is that one.
   * @throws ListStands where it comes to an event that it cannot apply and may not go on without.
   */
  step(): Promise<number> {
    this.running ??= this.applyNext().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /**
   * Whether it gets to a position within `waitMaxMs`, helping it along.
   * @throws ListStands where it stands still before that.
   */
  async waitFor(position: number, waitMaxMs: number): Promise<boolean> {
    const over = new AbortController();
    const late = pause(waitMaxMs, over.signal).then(() => false);
    return Promise.race([this.arrive(position, over.signal), late]).finally(() => over.abort());
  }

  /**
   * Waits until it holds whatever is in the log by now: whoever was told of something finds it.
   * @throws ListBehind where it does not get there in time, ListStands where it stands still before that.
   */
  async atHead(waitMaxMs = WAIT_MAX_MS): Promise<void> {
    const head = await this.store.head();
    if (await this.waitFor(head, waitMaxMs)) return;
    const message = `${this.options.name} has not reached position ${head} yet. Ask again in a moment.`;
    throw new ListBehind('index-behind', message);
  }

  /** Helps it to a position. @returns `false` where that was given up before. @throws ListStands where it stands still before that. */
  protected async arrive(position: number, over?: AbortSignal): Promise<boolean> {
    while (!over?.aborted) {
      const place = await this.place();
      if (place.position >= position) return true;
      if (place.standsBefore !== undefined && performance.now() < this.retryAt) {
        throw new ListStands(this.options.name, place.standsBefore);
      }
      await this.step();
    }
    return false;
  }

  private place(): Promise<Place> {
    return this.checkpoints.read(this.pool);
  }

  private async applyNext(): Promise<number> {
    const { of, batchSize = LIST_BATCH } = this.options;
    const { position: after, standsBefore, isIncomplete, isAskedAgain } = await this.place();
    if (isAskedAgain) {
      const applied = await this.aside.applyAgain(
        this.pool,
        this.store,
        this.checkpoints,
        this.options.write,
      );
      if (applied > 0) return applied;
    }
    if (standsBefore !== undefined && performance.now() < this.retryAt) return 0;
    // Read first: what is appended meanwhile lies behind it and is found by the next step.
    const head = await this.store.head();
    if (head === after) return 0;
    const events = await this.store.readAll({ after, limit: batchSize, ...of });
    const last = events.at(-1)?.position ?? after;
    const reached = events.length === batchSize ? last : Math.max(head, last);
    const stop = await this.apply(events, { after, reached }, isIncomplete);
    if (!stop) return events.length;
    this.retryAt = performance.now() + RETRY_MS;
    throw new ListStands(this.options.name, stop.event.position, stop.error);
  }

  private async apply(
    events: readonly RecordedEvent[],
    between: { readonly after: number; readonly reached: number },
    isIncomplete: boolean,
  ): Promise<Stop | undefined> {
    // What is aside has to be known first: what follows it in its stream waits behind it.
    if (isIncomplete) return this.applyEach(events, between);
    try {
      await inTransaction(
        this.pool,
        async (client) => {
          // Where another process was faster, it has applied these events.
          if (await this.checkpoints.move(client, between)) await this.options.write(client, events);
        },
        this.options.appends ? 'at-once' : 'follows',
      );
      return undefined;
    } catch (error) {
      if (!isOfEvent(error)) throw error;
      return this.applyEach(events, between);
    }
  }

  /** Applies what can be, and says before which event it has to stand still. */
  private applyEach(
    events: readonly RecordedEvent[],
    between: { readonly after: number; readonly reached: number },
  ): Promise<Stop | undefined> {
    return inTransaction(this.pool, async (client) => {
      if ((await this.checkpoints.hold(client)) !== between.after) return undefined;
      const { write, setsAside } = this.options;
      const broken = await this.aside.firstOfStreams(client, events);
      const { stop, aside } = await applyCarefully(client, events, { write, setsAside, broken });
      await this.aside.keep(client, aside);
      if (stop) await this.checkpoints.stand(client, stop);
      else await this.checkpoints.move(client, between);
      return stop;
    });
  }
}
