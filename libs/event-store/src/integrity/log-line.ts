import { type LogPlace, leafOf, sha256 } from './chain.js';

/**
 * A line of the log as it is hashed, exported and archived: the columns of {@link LINE_FIELDS}, separated by tabs, in PostgreSQL's
 * COPY text format with empty nulls. What stands behind the first five is the body: SHA-256 over it, escapes taken back, is what
 * `ledger.body` in SQL makes.
 */
export const LINE_FIELDS = `position, stream_start, version, recorded_us, encode(hash, 'hex') AS hash,
  stream_id, type, schema_version, occurred_local, actor, correlation_id, causation_id, participants, demo, data`;

export interface LogLine extends LogPlace {
  /** As the log tells it. */
  readonly hash: string;
  /** As it follows from what the event says. */
  readonly leaf: string;
}

const TAB = 9;
const MINUS = 45;
const ZERO = 48;
const BACKSLASH = 92;
const HASH_DIGITS = 64;

/** Reads a line from `start` to `end`, without its newline. @throws MalformedLine where it is none */
export function parseLine(buffer: Buffer, start: number, end: number): LogLine {
  const head = new Head(buffer, start);
  const place = {
    position: head.integer(),
    streamStart: head.integer(),
    version: head.integer(),
    recordedUs: head.integer(),
  };
  const hash = head.hash();
  if (head.at > end) throw new MalformedLine(NO_LINE);
  const body = buffer.subarray(head.at, end);
  const told = body.includes(BACKSLASH) ? withoutEscapes(body) : body;
  return { ...place, hash, leaf: leafOf(place, sha256(told)) };
}

/** The columns before the body, byte by byte: taking a text apart costs as much as all the hashing. */
class Head {
  constructor(
    private readonly buffer: Buffer,
    /** Where the next column begins. */
    public at: number,
  ) {}

  integer(): number {
    const { buffer } = this;
    const isNegative = buffer[this.at] === MINUS;
    const first = isNegative ? this.at + 1 : this.at;
    let at = first;
    let value = 0;
    for (
      let digit = (buffer[at] ?? TAB) - ZERO;
      digit >= 0 && digit <= 9;
      digit = (buffer[at] ?? TAB) - ZERO
    ) {
      value = value * 10 + digit;
      at += 1;
    }
    if (at === first || buffer[at] !== TAB || !Number.isSafeInteger(value)) throw new MalformedLine(NO_LINE);
    this.at = at + 1;
    return isNegative ? -value : value;
  }

  hash(): string {
    const end = this.at + HASH_DIGITS;
    const hash = this.buffer.toString('latin1', this.at, end);
    if (this.buffer[end] !== TAB) throw new MalformedLine(NO_LINE);
    this.at = end + 1;
    return hash;
  }
}

const NO_LINE = 'This is no line of a log.';

/** A file or an answer that should hold lines of a log, and does not. */
export class MalformedLine extends Error {
  override readonly name = 'MalformedLine';
}

const ESCAPED: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: 10, 114: 13, 116: 9, 118: 11 };

function withoutEscapes(text: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(text.length);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    let byte = text[index] as number;
    if (byte === BACKSLASH) {
      index += 1;
      byte = text[index] ?? BACKSLASH;
      byte = ESCAPED[byte] ?? byte;
    }
    plain[at] = byte;
    at += 1;
  }
  return plain.subarray(0, at);
}
