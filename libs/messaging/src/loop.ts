/** Many loops share a machine: a step that was not full is followed by so many times as long a rest as it took, up to a limit. */
const REST_RATIO = 4;
const REST_MAX_MS = 300;

export interface LoopOptions {
  /** Does a piece of work; says how much it was, 0 for nothing to do. A test may drive it without the loop. */
  readonly step: () => Promise<number>;
  /** Milliseconds to wait where there was less to do than `fullStep`. */
  readonly idleMs: number;
  /**
   * From so much work on, the next step begins at once (default 1). Where a step costs the same for little as for much, what comes right behind
   * the last one is done with what follows it.
   */
  readonly fullStep?: number;
  /** How many times as long as a step that was not full took the loop rests behind it (default 4), up to 300 milliseconds. */
  readonly restRatio?: number;
  /** Told of each failure; the loop tries again, later each time, up to `backoffMaxMs`. */
  readonly onError: (error: unknown) => void;
  readonly backoffMaxMs?: number;
}

export interface Loop {
  /** Settles after the step under way. */
  stop(): Promise<void>;
}

/** Runs a step again and again until it is stopped. */
export function startLoop({
  step,
  idleMs,
  fullStep = 1,
  restRatio = REST_RATIO,
  onError,
  backoffMaxMs = 5_000,
}: LoopOptions): Loop {
  const stopping = new AbortController();
  let backoffMs = 0;
  const done = (async () => {
    while (!stopping.signal.aborted) {
      let waitMs = 0;
      try {
        const beganAt = performance.now();
        const did = await step();
        // On a machine that is busy, fewer and larger steps: so much at most of the time is for what follows.
        const restMs = Math.min((performance.now() - beganAt) * restRatio, REST_MAX_MS);
        waitMs = did < fullStep ? Math.max(idleMs, restMs) : 0;
        backoffMs = 0;
      } catch (error) {
        onError(error);
        backoffMs = Math.min(Math.max(backoffMs * 2, 100), backoffMaxMs);
        waitMs = backoffMs;
      }
      if (waitMs > 0) await pause(waitMs, stopping.signal);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

/** Waits, or less where `signal` is aborted meanwhile. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
