import type { AppendRequest, AppendResult } from './append.js';
import { Overloaded } from './errors.js';

interface Waiting {
  readonly request: AppendRequest;
  readonly encoded: string;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface AppendQueueOptions<Answer> {
  /** Commits encoded requests in one transaction; rejects if none of them was appended. */
  readonly commit: (encoded: readonly string[]) => Promise<readonly Answer[]>;
  readonly toResult: (request: AppendRequest, answer: Answer | undefined) => AppendResult;
  /** Told apart: an error of one request's data, where its neighbours may still pass by themselves. */
  readonly concernsOneRequest: (error: unknown) => boolean;
  readonly encode: (request: AppendRequest) => string;
  readonly waitingMax: number;
  readonly groupMax: number;
}

/**
 * Group commit: what arrives while a commit is under way goes into the next. A group holds at most one append per
 * stream and per idempotency key, so that each is judged on what was committed before the group.
 */
export class AppendQueue<Answer> {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly options: AppendQueueOptions<Answer>) {}

  /** @throws Overloaded when the queue is full; nothing was appended then. */
  append(request: AppendRequest): Promise<AppendResult> {
    if (this.waiting.length >= this.options.waitingMax) return Promise.reject(new Overloaded());
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, encoded: this.options.encode(request), resolve, reject });
      this.running ??= this.drain();
    });
  }

  /** Settles when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    try {
      while (this.waiting.length > 0) await this.step();
    } finally {
      // In the same turn as the last look at the queue: whoever comes later starts a drain of its own.
      this.running = undefined;
    }
  }

  /** One group, from the queue to its answers. */
  private async step(): Promise<void> {
    const group = this.nextGroup();
    try {
      await this.commit(group);
    } catch (error) {
      if (group.length === 1 || !this.options.concernsOneRequest(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      for (const one of group) await this.commit([one]).catch(one.reject);
    }
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    const answers = await this.options.commit(group.map(({ encoded }) => encoded));
    for (const [index, { request, resolve, reject }] of group.entries()) {
      try {
        resolve(this.options.toResult(request, answers[index]));
      } catch (error) {
        reject(error);
      }
    }
  }

  private nextGroup(): readonly Waiting[] {
    const taken = new Set<string>();
    const group: Waiting[] = [];
    let next = 0;
    for (; next < this.waiting.length && group.length < this.options.groupMax; next += 1) {
      const candidate = this.waiting[next];
      if (!candidate) break;
      const claims = claimsOf(candidate.request);
      // Stop at the first that has to wait: nobody is overtaken.
      if (claims.some((claim) => taken.has(claim))) break;
      for (const claim of claims) taken.add(claim);
      group.push(candidate);
    }
    this.waiting.splice(0, group.length);
    return group;
  }
}

function claimsOf({ streams, actor, idempotency }: AppendRequest): string[] {
  const claims = streams.map(({ streamId }) => `stream ${streamId}`);
  if (idempotency) claims.push(`key ${actor} ${idempotency.key}`);
  return claims;
}
