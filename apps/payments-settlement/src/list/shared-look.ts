/** A look that is no older is as good as a new one. */
const KEPT_MS = 100;

/**
 * What a look at the log gave, kept in memory for a moment: however many ask meanwhile, they share one look. What is appended elsewhere is
 * seen that moment later; what is appended here, by whoever asks next, where the appender says {@link outdate}.
 */
export class SharedLook<Value> {
  private kept: { readonly value: Value; readonly atMs: number; readonly turn: number } | undefined;
  private underWay: Promise<Value> | undefined;
  private turn = 0;
  /** Looks up to this turn began before the last append here. */
  private outdatedUpTo = 0;

  /**
   * @param look takes what the last look gave, if there was one, so that it need not begin anew.
   * @param nowMs a clock that never goes back.
   */
  constructor(
    private readonly look: (before: Value | undefined) => Promise<Value>,
    private readonly nowMs: () => number = () => performance.now(),
    private readonly keptMs = KEPT_MS,
  ) {}

  current(): Promise<Value> {
    const { kept } = this;
    if (kept && kept.turn > this.outdatedUpTo && this.nowMs() - kept.atMs < this.keptMs) {
      return Promise.resolve(kept.value);
    }
    this.underWay ??= this.lookAgain();
    return this.underWay;
  }

  /** Whoever asks from now on gets a look that begins from now on. */
  outdate(): void {
    this.outdatedUpTo = this.turn;
    this.underWay = undefined;
  }

  private lookAgain(): Promise<Value> {
    this.turn += 1;
    const { turn } = this;
    const atMs = this.nowMs();
    const looking = this.look(this.kept?.value)
      .then((value) => {
        // A look that began later may have ended before.
        if (!this.kept || this.kept.turn < turn) this.kept = { value, atMs, turn };
        return value;
      })
      .finally(() => {
        if (this.underWay === looking) this.underWay = undefined;
      });
    return looking;
  }
}
