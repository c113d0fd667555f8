const NEWLINE = 10;

/** Told of each line: its bytes lie from `start` to `end` in `buffer`, without the newline, and are valid until it returns. */
export type OnLine = (buffer: Buffer, start: number, end: number) => void;

/** Cuts a stream of bytes into lines. */
export class LineSplitter {
  /** What there is of a line, in the chunks that it came in. */
  private rest: Buffer[] = [];

  constructor(private readonly onLine: OnLine) {}

  push(chunk: Buffer): void {
    this.rest.push(chunk);
    // A line may be many chunks long: they are put together once.
    if (!chunk.includes(NEWLINE)) return;
    const buffer = this.rest.length === 1 ? chunk : Buffer.concat(this.rest);
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0; end = buffer.indexOf(NEWLINE, start)) {
      this.onLine(buffer, start, end);
      start = end + 1;
    }
    this.rest = start === buffer.length ? [] : [buffer.subarray(start)];
  }

  /** Bytes behind the last newline: none where the stream is whole. */
  get left(): number {
    return this.rest.reduce((size, { length }) => size + length, 0);
  }
}
