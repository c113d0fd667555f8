import { Overloaded } from '../errors.js';
import type { AppendRequest, AppendResult } from './append.js';
import type { Outcome } from './append-call.js';
import { type EncodedAppend, encodeAppend } from './encode-append.js';

interface Waiting {
  readonly append: EncodedAppend;
  /** Streams and idempotency key: what shares one with a group in flight waits for it. */
  readonly claims: readonly string[];
  readonly key: string | undefined;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface AppendQueueOptions {
  /** Commits a group in one transaction; rejects if none of it was appended. */
  readonly commit: (group: readonly EncodedAppend[]) => Promise<readonly Outcome[]>;
  /** Told apart: an error of one request's data, where its neighbours may still pass by themselves. */
  readonly concernsOneRequest: (error: unknown) => boolean;
  /** Appends that may wait. */
  readonly waitingMax: number;
  /** Characters of appends that may wait. */
  readonly waitingSizeMax: number;
  /** Events of a group; an append of more than that is a group by itself. */
  readonly groupEventsMax: number;
  /** Characters of a group, likewise. */
  readonly groupSizeMax: number;
  /** Groups with the database at a time: it takes one in while it commits another. */
  readonly inFlightMax: number;
}

/** From this many appends on, a group leaves half of them to the next: two groups that overlap are faster than one. */
const SPLIT_FROM = 64;

/**
 * Group commit: what arrives while a commit is under way goes into the next. Groups in flight share no stream, so that appends to one
 * stream keep their order, and none holds an idempotency key twice, so that the second finds the answer of the first.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private waitingSize = 0;
  private readonly claimed = new Set<string>();
  private inFlight = 0;
  private onIdle: (() => void)[] = [];
  private isScheduled = false;

  constructor(private readonly options: AppendQueueOptions) {}

  /** @throws Overloaded when the queue is full, RangeError for a malformed request; nothing was appended then. */
  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const { waitingMax, waitingSizeMax } = this.options;
      const append = encodeAppend(request);
      const isFull = this.waiting.length >= waitingMax || this.waitingSize + append.size > waitingSizeMax;
      // What is larger than the whole queue may pass when it is alone.
      if (isFull && this.waiting.length > 0) throw new Overloaded();
      const key = keyOf(request);
      this.waiting.push({ append, claims: claimsOf(request, key), key, resolve, reject });
      this.waitingSize += append.size;
      this.schedule();
    });
  }

  /** Settles when every append under way has its answer. */
  async idle(): Promise<void> {
    if (this.waiting.length === 0 && this.inFlight === 0) return;
    await new Promise<void>((resolve) => this.onIdle.push(resolve));
  }

  /** Behind the turn in which appends come, so that those of one turn share a group. */
  private schedule(): void {
    if (this.isScheduled || this.inFlight >= this.options.inFlightMax) return;
    this.isScheduled = true;
    queueMicrotask(() => {
      this.isScheduled = false;
      this.send();
    });
  }

  private send(): void {
    while (this.inFlight < this.options.inFlightMax) {
      const group = this.nextGroup();
      if (group.length === 0) break;
      this.inFlight += 1;
      void this.step(group);
    }
    if (this.waiting.length > 0 || this.inFlight > 0) return;
    const idle = this.onIdle;
    this.onIdle = [];
    for (const resolve of idle) resolve();
  }

  /** One group, from the queue to its answers. */
  private async step(group: readonly Waiting[]): Promise<void> {
    try {
      await this.commit(group);
    } catch (error) {
      if (group.length === 1 || !this.options.concernsOneRequest(error)) {
        for (const { reject } of group) reject(error);
      } else {
        for (const one of group) await this.commit([one]).catch(one.reject);
      }
    }
    for (const { claims } of group) for (const claim of claims) this.claimed.delete(claim);
    this.inFlight -= 1;
    if (group.length === 1) {
      this.send();
      return;
    }
    // With all that the answers just given lead to, which is not here yet.
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.send();
    });
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    const outcomes = await this.options.commit(group.map(({ append }) => append));
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) reject(new Error('The ledger gave no answer to an append.'));
      else if ('error' in outcome) reject(outcome.error);
      else resolve(outcome.result);
    }
  }

  private nextGroup(): readonly Waiting[] {
    const { groupEventsMax, groupSizeMax, inFlightMax } = this.options;
    const { waiting, claimed } = this;
    // Alone, it need not be compared with anything: a hundredth of the time that it takes.
    if (waiting.length === 1 && this.inFlight === 0) return this.take(waiting, []);
    const isSplit = waiting.length >= SPLIT_FROM && this.inFlight + 1 < inFlightMax;
    const countMax = isSplit ? Math.ceil(waiting.length / 2) : waiting.length;
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    const keys = new Set<string>();
    const claimedBefore = new Set<string>();
    let events = 0;
    let size = 0;
    let next = 0;
    for (; next < waiting.length && group.length < countMax; next += 1) {
      const candidate = waiting[next] as Waiting;
      const { claims, key, append } = candidate;
      const isFull = events + append.eventCount > groupEventsMax || size + append.size > groupSizeMax;
      if (isFull && group.length > 0) break;
      const hasToWait = (claim: string): boolean => claimed.has(claim) || claimedBefore.has(claim);
      if (claims.some(hasToWait) || (key !== undefined && keys.has(key))) {
        left.push(candidate);
        // What shares a claim with it may not overtake it.
        for (const claim of claims) claimedBefore.add(claim);
        continue;
      }
      if (key !== undefined) keys.add(key);
      events += append.eventCount;
      size += append.size;
      group.push(candidate);
    }
    return this.take(group, left.length === 0 ? waiting.slice(next) : left.concat(waiting.slice(next)));
  }

  private take(group: readonly Waiting[], left: Waiting[]): readonly Waiting[] {
    this.waiting = left;
    for (const { append, claims } of group) {
      this.waitingSize -= append.size;
      for (const claim of claims) this.claimed.add(claim);
    }
    return group;
  }
}

/** No stream that the log takes has a space in its name, as a key's claim does. */
function keyOf({ actor, idempotency }: AppendRequest): string | undefined {
  return idempotency && `${actor} ${idempotency.key}`;
}

function claimsOf({ streams }: AppendRequest, key: string | undefined): readonly string[] {
  const claims = streams.map(({ streamId }) => streamId);
  if (key !== undefined) claims.push(key);
  return claims;
}
