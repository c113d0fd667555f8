/** What was started and has to be ended, whichever way a measurement ends. */
export class Endings {
  private readonly ends = new Set<() => Promise<void>>();

  /** @returns ends it, once, however often it is called. */
  add(end: () => Promise<void>): () => Promise<void> {
    let ending: Promise<void> | undefined;
    const once = (): Promise<void> => {
      ending ??= end().finally(() => this.ends.delete(once));
      return ending;
    };
    this.ends.add(once);
    return once;
  }

  /** Ends what has not been, the last first. */
  async end(): Promise<void> {
    for (const end of [...this.ends].reverse()) await end().catch(() => undefined);
  }
}
