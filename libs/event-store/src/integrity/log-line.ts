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
  readonly hash: Buffer;
  /** As it follows from what the event says. */
  readonly leaf: Buffer;
}

const TAB = 9;
const BACKSLASH = 92;
/** The first five columns: two positions, a version, a time and 64 digits of a hash fit well within. */
const HEAD_MAX = 160;

/** Reads a line from `start` to `end`, without its newline. @throws MalformedLine where it is none */
export function parseLine(buffer: Buffer, start: number, end: number): LogLine {
  const head = buffer.toString('latin1', start, Math.min(start + HEAD_MAX, end)).split('\t', 5);
  const [position, streamStart, version, recordedUs] = head.map(Number);
  const hash = Buffer.from(head[4] ?? '', 'hex');
  const bodyStart = start + head.reduce((sum, field) => sum + field.length + 1, 0);
  if (
    head.length < 5 ||
    hash.length !== 32 ||
    buffer[bodyStart - 1] !== TAB ||
    !(isWhole(position) && isWhole(streamStart) && isWhole(version) && isWhole(recordedUs))
  ) {
    throw new MalformedLine('This is no line of a log.');
  }
  const place = { position, streamStart, version, recordedUs };
  const body = buffer.subarray(bodyStart, end);
  const told = body.includes(BACKSLASH) ? withoutEscapes(body) : body;
  return { ...place, hash, leaf: leafOf(place, sha256(told)) };
}

/** A file or an answer that should hold lines of a log, and does not. */
export class MalformedLine extends Error {
  override readonly name = 'MalformedLine';
}

const isWhole = (value: number | undefined): value is number => Number.isSafeInteger(value);

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
