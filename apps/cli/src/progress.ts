const WIDTH = 30;

/** A line with a bar that is written anew as the work goes on; only where a person looks on. */
export class Progress {
  private readonly began = performance.now();
  private shownAt = 0;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  show(done: number, total: number, what: string): void {
    if (!this.stream.isTTY) return;
    const now = performance.now();
    if (now - this.shownAt < 100 && done < total) return;
    this.shownAt = now;
    const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
    const rate = Math.round(done / ((now - this.began) / 1_000));
    const left = done === 0 ? '' : `, ${Math.ceil((total - done) / Math.max(rate, 1))} s left`;
    this.stream.write(
      `\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} ${what}, ${rate}/s${left}`,
    );
  }

  end(): void {
    if (this.stream.isTTY) this.stream.write('\r\x1b[K');
  }
}
