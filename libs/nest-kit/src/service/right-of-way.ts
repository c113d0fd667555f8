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
  /** Each of those that give way to other requests takes turns with these. */
  private readonly turns = new Map<number, { readonly isFirst: boolean; readonly until: number }>();
  private readonly waiting = new Set<() => void>();

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
      if (this.under.delete(entered)) this.letGo();
    };
  }

  /**
   * Settles once what follows has its turn.
   * @param longerMs It gives way only to what has gone first for so long already. Requests that are over in a moment may come without end, and what somebody waits for is not to
   *   wait for them.
   */
  async clear(longerMs = 0): Promise<void> {
    while (this.goesFirst(longerMs)) {
      const leftMs = (this.turns.get(longerMs)?.until ?? 0) - this.nowMs();
      await new Promise<void>((resolve) => {
        const goOn = (): void => {
          clearTimeout(timer);
          this.waiting.delete(goOn);
          resolve();
        };
        const timer = setTimeout(goOn, Math.max(leftMs, 0) + 1);
        this.waiting.add(goOn);
      });
    }
  }

  private goesFirst(longerMs: number): boolean {
    const [oldest] = this.under;
    const now = this.nowMs();
    const turn = this.turns.get(longerMs);
    if (!oldest || now - oldest.since < longerMs) {
      // The turn of what follows is kept to its end: files that come one behind the other take turns, too.
      if (turn?.isFirst) this.turns.delete(longerMs);
      return false;
    }
    if (turn && now < turn.until) return turn.isFirst;
    const next = { isFirst: !turn?.isFirst, until: now + this.turnMs };
    this.turns.set(longerMs, next);
    return next.isFirst;
  }

  /** Who waits looks again: what is left may be nothing to wait for. */
  private letGo(): void {
    for (const goOn of [...this.waiting]) goOn();
  }
}
