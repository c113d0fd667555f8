import { type LogPlace, leafOf, sha256 } from './chain.js';

/**
 * A line of the log as it is hashed, exported and archived: the columns of {@link LINE_FIELDS}, separated by tabs, in PostgreSQL's
 * COPY text format with empty nulls. What stands behind the first five is the body: SHA-256 over it, escapes taken back, is what
 * `ledger.body` in SQL makes.
 */
export const LINE_FIELDS = `position, stream_start, version, recorded_us, encode(hash, 'hex') AS hash,
  stream_id, type, schema_version, occurred_local, actor, correlation_id, causation_id, participants, demo, data`;

/** A row of {@link LINE_FIELDS} as text, `data` as the very bytes that were recorded. */
export interface LineRow {
  readonly position: string;
  readonly stream_start: string;
  readonly version: number;
  readonly recorded_us: string;
  readonly hash: string;
  readonly stream_id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly occurred_local: string;
  readonly actor: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly participants: string;
  readonly demo: boolean;
  readonly data: string;
}

/** The line of an event, as an export has it. */
export function lineOf(row: LineRow): string {
  const { position, stream_start, version, recorded_us, hash, stream_id, type, schema_version } = row;
  const { occurred_local, actor, correlation_id, causation_id, participants, demo, data } = row;
  const place = [position, stream_start, version, recorded_us, hash];
  const cause = [actor, correlation_id, causation_id ?? '', participants, demo ? 't' : 'f'];
  return [...place, stream_id, type, schema_version, occurred_local, ...cause, data]
    .map((column) => String(column).replace(/[\\\b\f\n\r\t\v]/g, (sign) => `\\${ESCAPES[sign]}`))
    .join('\t');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
};

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

// Where the next column begins. Byte by byte and without an object for it: taking a text apart would cost as much as all the hashing.
let cursor = 0;

/** Reads a line from `start` to `end`, without its newline. @throws MalformedLine where it is none */
export function parseLine(buffer: Buffer, start: number, end: number): LogLine {
  cursor = start;
  const position = integer(buffer);
  const streamStart = integer(buffer);
  const version = integer(buffer);
  const recordedUs = integer(buffer);
  const hash = buffer.toString('latin1', cursor, cursor + HASH_DIGITS);
  cursor += HASH_DIGITS;
  if (buffer[cursor] !== TAB || cursor >= end) throw new MalformedLine(NO_LINE);
  const body = buffer.subarray(cursor + 1, end);
  const bodyHash = sha256(body.includes(BACKSLASH) ? withoutEscapes(body) : body);
  return {
    position,
    streamStart,
    version,
    recordedUs,
    hash,
    leaf: leafOf(position, streamStart, version, recordedUs, bodyHash),
  };
}

function integer(buffer: Buffer): number {
  const isNegative = buffer[cursor] === MINUS;
  if (isNegative) cursor += 1;
  const first = cursor;
  let value = 0;
  let digit = (buffer[cursor] as number) - ZERO;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    cursor += 1;
    digit = (buffer[cursor] as number) - ZERO;
  }
  // Behind the end of the buffer, a byte is no tab either.
  if (cursor === first || buffer[cursor] !== TAB || value > Number.MAX_SAFE_INTEGER) {
    throw new MalformedLine(NO_LINE);
  }
  cursor += 1;
  return isNegative ? -value : value;
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
