/** What goes first has its way for so long, and what follows then has as long. */
const TURN_MS = 3_000;

/**
 * Lets what somebody waits for go before what follows from it: while a bank's file is taken in, the lists, the bus and the process managers of the same
 * process wait, and do their work behind it in larger batches. Where files come without end, both have their turns, so that nothing falls behind for
 * good.
 */
export class RightOfWay {
  /** Since when each goes first that does, the oldest first. */
  private readonly under = new Set<{ readonly since: number }>();
  private turn: { readonly isFirst: boolean; readonly until: number } | undefined;
  private waiting: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param nowMs a clock that never goes back. */
  constructor(
    private readonly turnMs = TURN_MS,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Goes first until `over` is called. */
  enter(): () => void {
    const entered = { since: this.nowMs() };
    this.under.add(entered);
    return () => {
      // Who waits looks again: what is left may be nothing to wait for.
      if (this.under.delete(entered)) this.letGo();
    };
  }

  /**
   * Settles once what follows has its turn.
   * @param longerMs It gives way only to what has gone first for so long already: what others wait for is not held up by requests that are over in a moment, of which there
   *   is always one under way.
   */
  async clear(longerMs = 0): Promise<void> {
    while (this.goesFirst(longerMs)) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        const leftMs = (this.turn?.until ?? 0) - this.nowMs();
        this.timer ??= setTimeout(() => this.letGo(), Math.max(leftMs, 0) + 1);
      });
    }
  }

  private goesFirst(longerMs: number): boolean {
    const [oldest] = this.under;
    if (oldest && this.nowMs() - oldest.since < longerMs) return false;
    if (!oldest) {
      // The turn of what follows is kept to its end: files that come one behind the other take turns, too.
      if (this.turn?.isFirst) this.turn = undefined;
      return false;
    }
    const now = this.nowMs();
    if (!this.turn || now >= this.turn.until) {
      this.turn = { isFirst: !this.turn?.isFirst, until: now + this.turnMs };
    }
    return this.turn.isFirst;
  }

  private letGo(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
