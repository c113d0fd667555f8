import { hash } from 'node:crypto';

/** What the chain begins with. Hashes are hex: as texts they are made in a third of the time of buffers. */
export const GENESIS = '0'.repeat(64);

export const sha256 = (bytes: Buffer): string => hash('sha256', bytes, 'hex');

/** What the log adds to an event: where it stands, and when it was recorded. */
export interface LogPlace {
  readonly position: number;
  /** Position of the first event of its stream. */
  readonly streamStart: number;
  readonly version: number;
  /** Microseconds since 1970. */
  readonly recordedUs: number;
}

const scratch = Buffer.alloc(60);
const pair = Buffer.alloc(64);

/** SHA-256 over an event's place ({@link LogPlace}) and the hash of its body: `ledger.leaf` in SQL. */
export function leafOf(
  position: number,
  streamStart: number,
  version: number,
  recordedUs: number,
  body: string,
): string {
  writeInt8(position, 0);
  writeInt8(streamStart, 8);
  scratch.writeInt32BE(version, 16);
  writeInt8(recordedUs, 20);
  scratch.write(body, 28, 'hex');
  return sha256(scratch);
}

/** The next hash of the chain: SHA-256 over the one before and the leaf of the event, each 64 hex digits. */
export function chained(previous: string, leaf: string): string {
  pair.write(previous, 0, 'hex');
  pair.write(leaf, 32, 'hex');
  return sha256(pair);
}

/** Eight bytes of a safe integer, which may lie before 1970. */
function writeInt8(value: number, at: number): void {
  scratch.writeInt32BE(Math.floor(value / 2 ** 32), at);
  scratch.writeUInt32BE(((value % 2 ** 32) + 2 ** 32) % 2 ** 32, at + 4);
}
