/** What goes first has its way for so long, and what follows then has as long. */
const TURN_MS = 3_000;

/**
 * Lets what somebody waits for go before what follows from it: while a bank's file is taken in, the lists, the bus and the process managers of the same
 * process wait, and do their work behind it in larger batches. Where files come without end, both have their turns, so that nothing falls behind for
 * good.
 */
export class RightOfWay {
  private under = 0;
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
    this.under += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.under -= 1;
      if (this.under === 0) this.letGo();
    };
  }

  /** Settles once what follows has its turn. */
  async clear(): Promise<void> {
    while (this.goesFirst()) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        const leftMs = (this.turn?.until ?? 0) - this.nowMs();
        this.timer ??= setTimeout(() => this.letGo(), Math.max(leftMs, 0) + 1);
      });
    }
  }

  private goesFirst(): boolean {
    if (this.under === 0) {
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
