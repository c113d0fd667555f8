/** Candidates that one step looks at; more are looked at in the next, so that the service can stop between. */
const PAGE_MAX = 100;

export interface RoundsOptions<Candidate> {
  /** Milliseconds since 1970-01-01T00:00:00Z; asked once for each page. */
  readonly now: () => number;
  /** The next ones behind `last`, in an order that stays, as of an instant; from the first where there is none. */
  readonly page: (last: Candidate | undefined, limit: number, nowMs: number) => Promise<readonly Candidate[]>;
  /** @returns whether something was to do. */
  readonly mark: (candidate: Candidate, nowMs: number) => Promise<boolean>;
  /** Told of one that could not be marked; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (candidate: Candidate, error: unknown) => void;
  readonly pageMax?: number | undefined;
}

/**
 * Makes a step that goes over candidates page by page, round by round, for what comes about with time alone.
 * @returns a step that answers how much it did; 0 where a round is over and nothing was to do.
 */
export function inRounds<Candidate>(options: RoundsOptions<Candidate>): () => Promise<number> {
  const { now, page, mark, onFailed, pageMax = PAGE_MAX } = options;
  /** The last one that was looked at in this round. */
  let last: Candidate | undefined;
  return async () => {
    const nowMs = now();
    const candidates = await page(last, pageMax, nowMs);
    let marked = 0;
    for (const candidate of candidates) {
      try {
        if (await mark(candidate, nowMs)) marked += 1;
      } catch (error) {
        onFailed(candidate, error);
      }
    }
    last = candidates.length === pageMax ? candidates.at(-1) : undefined;
    return last ? candidates.length : marked;
  };
}
