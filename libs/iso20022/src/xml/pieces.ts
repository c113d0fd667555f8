import { PIECE_BYTES } from '../limits.js';
import { Utf8Encoder } from './utf8.js';

/**
 * Makes pieces of one size of whatever comes, so that how a file was cut on its way changes nothing: neither what is
 * read of it, nor where a fault shows.
 */
export class Pieces {
  readonly #encoder = new Utf8Encoder();
  readonly #piece = new Uint8Array(PIECE_BYTES);
  #length = 0;

  /** Pieces that are full; each is overwritten by the next. */
  *add(chunk: Uint8Array | string): Generator<Uint8Array, void> {
    if (typeof chunk === 'string') {
      yield* this.#cut(this.#encoder.encode(chunk));
      return;
    }
    yield* this.#cut(this.#encoder.end());
    yield* this.#cut(chunk);
  }

  /** The rest, which may be empty. */
  *end(): Generator<Uint8Array, void> {
    yield* this.#cut(this.#encoder.end());
    yield this.#piece.subarray(0, this.#length);
  }

  *#cut(bytes: Uint8Array): Generator<Uint8Array, void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + PIECE_BYTES - this.#length);
      this.#piece.set(part, this.#length);
      this.#length += part.length;
      at += part.length;
      if (this.#length < PIECE_BYTES) return;
      yield this.#piece;
      this.#length = 0;
    }
  }
}
