/** Where a long run stands: one line that is written over where a person looks on, else a line for each step. */
export class Progress {
  private live = false;
  private tenths = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** What is done now. */
  step(text: string): void {
    this.tenths = 0;
    this.write(text);
  }

  /** How far the present step has come; without a terminal, only every tenth of it. */
  share(text: string, share: number): void {
    const tenths = Math.floor(share * 10);
    if (!this.stream.isTTY && tenths <= this.tenths) return;
    this.tenths = tenths;
    this.write(`${text}: ${Math.floor(share * 100)} %`);
  }

  /** Makes room for lines of the table. */
  clear(): void {
    if (this.live) this.stream.write('\r\x1b[K');
    this.live = false;
  }

  private write(text: string): void {
    if (!this.stream.isTTY) {
      this.stream.write(`${text}\n`);
      return;
    }
    this.stream.write(`\r\x1b[K${text.slice(0, (this.stream.columns ?? 80) - 1)}`);
    this.live = true;
  }
}
