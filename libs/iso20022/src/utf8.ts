import { Iso20022Error } from './iso20022-error.js';

const NOT_UTF8 = 'The file is not UTF-8; write it in UTF-8 (UTF-16 and 8-bit encodings are not read).';

/** Text that could be read, and what stopped it there. */
export interface Decoded {
  readonly text: string;
  readonly fault?: Iso20022Error;
}

/**
 * Decodes UTF-8 that comes in pieces. What stands before a fault is decoded whatever the pieces are, so that the same
 * bytes always lead to the same result. A byte order mark stays in the text.
 */
export class Utf8Decoder {
  #pending: Uint8Array = new Uint8Array(0);

  decode(piece: Uint8Array): Decoded {
    const bytes = Buffer.concat([this.#pending, piece]);
    const end = lengthOfWholeCharacters(bytes);
    this.#pending = bytes.subarray(end);
    const whole = bytes.subarray(0, end);
    const decoded = decodeWhole(whole);
    const nul = decoded.text.indexOf('\0');
    // No XML holds a NUL, and UTF-16 without its mark has one at once.
    return nul < 0 ? decoded : { text: decoded.text.slice(0, nul), fault: notUtf8() };
  }

  /** @throws Iso20022Error `xml-malformed` where the file ends within a character. */
  end(): void {
    if (this.#pending.length === 0) return;
    throw new Iso20022Error('xml-malformed', 'The file ends within a character; send the whole file.');
  }
}

const notUtf8 = (): Iso20022Error => new Iso20022Error('encoding-unsupported', NOT_UTF8);

function decodeWhole(bytes: Uint8Array): Decoded {
  try {
    return { text: decoder().decode(bytes) };
  } catch {
    return decodeUpToFault(bytes);
  }
}

function decodeUpToFault(bytes: Uint8Array): Decoded {
  const stepwise = decoder();
  let text = '';
  try {
    for (let i = 0; i < bytes.length; i++)
      text += stepwise.decode(bytes.subarray(i, i + 1), { stream: true });
    return { text: text + stepwise.decode(), fault: notUtf8() };
  } catch {
    return { text, fault: notUtf8() };
  }
}

const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Where a last character that has only begun starts; all of `bytes` where there is none. */
function lengthOfWholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Encodes strings that come in pieces, also where a piece ends between the halves of a surrogate pair. */
export class Utf8Encoder {
  #half = '';

  /** @throws Iso20022Error `xml-malformed` for half a surrogate pair: it is no character. */
  encode(piece: string): Uint8Array {
    let text = this.#half + piece;
    this.#half = '';
    if (/[\uD800-\uDBFF]$/.test(text)) {
      this.#half = text.slice(-1);
      text = text.slice(0, -1);
    }
    if (/\p{Surrogate}/u.test(text)) throw halfPair();
    return Buffer.from(text, 'utf8');
  }

  /** @throws Iso20022Error `xml-malformed` where the text ends with half a surrogate pair. */
  end(): void {
    if (this.#half !== '') throw halfPair();
  }
}

const halfPair = (): Iso20022Error =>
  new Iso20022Error('xml-malformed', 'The text holds half of a surrogate pair, which is no character.');
