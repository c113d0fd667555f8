import { Overloaded, retryOnConflict } from '@corridor/event-store';

/** Requests that may wait for one guarantee; one more is refused as overloaded. */
const WAITING_MAX = 1_000;

/**
 * Within this process requests to a guarantee are taken in turn, so that only other processes come between, and each
 * conflict with one of them lets that one through. So many of their appends in a row nobody meets.
 */
const ATTEMPTS_MAX = 100;

/**
 * Takes the requests to one guarantee one after the other: a revolving one is wanted by every transit of its principal at
 * once, and whoever is refused has to be refused for the amount, not for the crowd. The log itself holds the bound; this
 * only keeps the queue before it short.
 */
export class GuaranteeTurns {
  private readonly last = new Map<string, { readonly done: Promise<unknown>; waiting: number }>();

  /**
   * Runs an attempt that loads, decides and appends, once those before it are done; again where another process came between.
   * @throws Overloaded where too many wait; whatever the attempt ends in.
   */
  async take<T>(guaranteeId: string, attempt: () => Promise<T>): Promise<T> {
    const before = this.last.get(guaranteeId);
    const waiting = (before?.waiting ?? 0) + 1;
    if (waiting > WAITING_MAX) throw new Overloaded();
    const run = async (): Promise<T> => {
      await before?.done;
      return retryOnConflict(attempt, ATTEMPTS_MAX);
    };
    const result = run();
    const turn = { done: result.catch(() => undefined), waiting };
    this.last.set(guaranteeId, turn);
    try {
      return await result;
    } finally {
      const newest = this.last.get(guaranteeId);
      if (newest === turn) this.last.delete(guaranteeId);
      else if (newest) newest.waiting -= 1;
    }
  }
}
