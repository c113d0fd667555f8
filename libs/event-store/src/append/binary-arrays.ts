const OIDS = { bool: 16, int8: 20, int2: 21, int4: 23, text: 25, json: 114, uuid: 2950 };
const NULL = -1;

/**
 * Writes arrays in PostgreSQL's binary format, as parameters of a query. As text, the server would take each element apart from
 * the next character by character (docs/adr/0001). One array at a time, from its beginning to its end.
 */
class ArrayWriter {
  private buffer = Buffer.allocUnsafe(64 * 1024);
  private at = 0;

  /** Begins an array of `length` elements, which take at most `bytesEach` without their length. */
  begin(oid: number, length: number, bytesEach: number): void {
    this.at = 0;
    this.room(20 + length * (4 + bytesEach));
    this.int4(length === 0 ? 0 : 1);
    // Elements may be null.
    this.int4(1);
    this.int4(oid);
    if (length === 0) return;
    this.int4(length);
    // Counted from 1.
    this.int4(1);
  }

  int4(value: number): void {
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  int2(value: number): void {
    this.at = this.buffer.writeInt16BE(value, this.at);
  }

  int8(value: number): void {
    this.int4(Math.floor(value / 2 ** 32));
    this.at = this.buffer.writeUInt32BE(value % 2 ** 32, this.at);
  }

  byte(value: number): void {
    this.at = this.buffer.writeUInt8(value, this.at);
  }

  uuid(value: string): void {
    this.at += this.buffer.write(value.replaceAll('-', ''), this.at, 'hex');
  }

  text(value: string): void {
    // No character takes more than three bytes for each of its UTF-16 units.
    this.room(4 + value.length * 3);
    const bytes = this.buffer.write(value, this.at + 4, 'utf8');
    this.int4(bytes);
    this.at += bytes;
  }

  end(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.at));
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

const writer = new ArrayWriter();

/** `integer[]` */
export function int4Array(values: readonly (number | null)[]): Buffer {
  writer.begin(OIDS.int4, values.length, 4);
  for (const value of values) {
    writer.int4(value === null ? NULL : 4);
    if (value !== null) writer.int4(value);
  }
  return writer.end();
}

/** `smallint[]` */
export function int2Array(values: readonly number[]): Buffer {
  writer.begin(OIDS.int2, values.length, 2);
  for (const value of values) {
    writer.int4(2);
    writer.int2(value);
  }
  return writer.end();
}

/** `bigint[]`, of safe integers from 0. */
export function int8Array(values: readonly (number | null)[]): Buffer {
  writer.begin(OIDS.int8, values.length, 8);
  for (const value of values) {
    writer.int4(value === null ? NULL : 8);
    if (value !== null) writer.int8(value);
  }
  return writer.end();
}

/** `boolean[]` */
export function boolArray(values: readonly boolean[]): Buffer {
  writer.begin(OIDS.bool, values.length, 1);
  for (const value of values) {
    writer.int4(1);
    writer.byte(value ? 1 : 0);
  }
  return writer.end();
}

/** `uuid[]`, of UUIDs in their usual form. */
export function uuidArray(values: readonly string[]): Buffer {
  writer.begin(OIDS.uuid, values.length, 16);
  for (const value of values) {
    writer.int4(16);
    writer.uuid(value);
  }
  return writer.end();
}

/** `text[]` */
export const textArray = (values: readonly string[]): Buffer => textsOf(OIDS.text, values);

/** `json[]`, of JSON texts. */
export const jsonArray = (values: readonly string[]): Buffer => textsOf(OIDS.json, values);

function textsOf(oid: number, values: readonly string[]): Buffer {
  writer.begin(oid, values.length, 0);
  for (const value of values) writer.text(value);
  return writer.end();
}
