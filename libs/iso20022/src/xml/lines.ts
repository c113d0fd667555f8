import { LINE_FEED, RETURN } from './characters.js';

/** Line and column as the bytes of a file pass by; a line ends as in XML 1.0 (5th ed.), section 2.11. */
export class Lines {
  /** From 1. */
  line = 1;
  /** From 0, in characters. */
  column = 0;
  #afterReturn = false;

  /** @param bytes sound UTF-8, of which the first `to` pass. */
  pass(bytes: Uint8Array, to: number): void {
    let { line, column } = this;
    let afterReturn = this.#afterReturn;
    for (let at = 0; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte > RETURN) {
        // The bytes behind the first one of a character are 10xxxxxx.
        if ((byte & 0xc0) !== 0x80) column += 1;
        afterReturn = false;
        continue;
      }
      if (byte !== RETURN && byte !== LINE_FEED) column += 1;
      else {
        if (byte === RETURN || !afterReturn) line += 1;
        column = 0;
      }
      afterReturn = byte === RETURN;
    }
    this.line = line;
    this.column = column;
    this.#afterReturn = afterReturn;
  }

  /** The place `to` bytes further on. */
  behind(bytes: Uint8Array, to: number): Lines {
    const place = new Lines();
    place.line = this.line;
    place.column = this.column;
    place.#afterReturn = this.#afterReturn;
    place.pass(bytes, to);
    return place;
  }
}
