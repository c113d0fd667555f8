const NEWLINE = 10;

/** Told of each line: its bytes lie from `start` to `end` in `buffer`, without the newline, and are valid until it returns. */
export type OnLine = (buffer: Buffer, start: number, end: number) => void;

/** Cuts a stream of bytes into lines. */
export class LineSplitter {
  private rest: Buffer | undefined;

  constructor(private readonly onLine: OnLine) {}

  push(chunk: Buffer): void {
    const buffer = this.rest === undefined ? chunk : Buffer.concat([this.rest, chunk]);
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0; end = buffer.indexOf(NEWLINE, start)) {
      this.onLine(buffer, start, end);
      start = end + 1;
    }
    this.rest = start === buffer.length ? undefined : buffer.subarray(start);
  }

  /** Bytes behind the last newline: none where the stream is whole. */
  get left(): number {
    return this.rest?.length ?? 0;
  }
}
