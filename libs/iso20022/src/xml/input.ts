import { PIECE_BYTES } from '../limits.js';
import { textOf } from './characters.js';
import { Lines } from './lines.js';

/** The bytes of a file that are at hand: what has come and not been read. */
export class Input {
  /** Those at hand stand in it up to `end`. */
  bytes = Buffer.allocUnsafe(2 * PIECE_BYTES);
  end = 0;
  /** Behind what has been read of them. */
  at = 0;
  /** Where `bytes` begin. */
  readonly #lines = new Lines();
  /** One character for each byte: where they are ASCII, what they say. Made when first asked for. */
  #characters: string | undefined;

  /** @param piece sound UTF-8 of whole characters. */
  add(piece: Uint8Array): void {
    this.#lines.pass(this.bytes, this.at);
    const left = this.end - this.at;
    const before = this.bytes;
    if (left + piece.length > before.length) this.bytes = Buffer.allocUnsafe(2 * (left + piece.length));
    before.copy(this.bytes, 0, this.at, this.end);
    this.bytes.set(piece, left);
    this.at = 0;
    this.end = left + piece.length;
    this.#characters = undefined;
  }

  /** Where it has been read to. */
  get place(): { readonly line: number; readonly column: number } {
    return this.#lines.behind(this.bytes, this.at);
  }

  text(from: number, to: number): string {
    return textOf(this.bytes, from, to);
  }

  /** The same of ASCII; one string for all is made but once. */
  plainText(from: number, to: number): string {
    this.#characters ??= this.bytes.toString('latin1', 0, this.end);
    return this.#characters.slice(from, to);
  }
}
