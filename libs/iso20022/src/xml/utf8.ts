/** Text that could be read, and whether something that is no UTF-8 stopped it there. */
export interface Decoded {
  readonly text: string;
  readonly faulty: boolean;
}

/** Decodes UTF-8 that comes in pieces, up to the first fault. A byte order mark stays in the text. */
export class Utf8Decoder {
  #pending: Uint8Array = new Uint8Array(0);

  decode(piece: Uint8Array): Decoded {
    const bytes = Buffer.concat([this.#pending, piece]);
    const end = lengthOfWholeCharacters(bytes);
    this.#pending = bytes.subarray(end);
    const { text, faulty } = decodeWhole(bytes.subarray(0, end));
    const nul = text.indexOf('\0');
    // No XML holds a NUL, and UTF-16 without its mark has one at once.
    return nul < 0 ? { text, faulty } : { text: text.slice(0, nul), faulty: true };
  }

  /** Whether a character has begun and not ended. */
  get withinCharacter(): boolean {
    return this.#pending.length > 0;
  }
}

function decodeWhole(bytes: Uint8Array): Decoded {
  try {
    return { text: decoder().decode(bytes), faulty: false };
  } catch {
    return { text: decodeUpToFault(bytes), faulty: true };
  }
}

function decodeUpToFault(bytes: Uint8Array): string {
  const stepwise = decoder();
  let text = '';
  try {
    for (const byte of bytes) text += stepwise.decode(Uint8Array.of(byte), { stream: true });
  } catch {
    // This byte is the fault.
  }
  return text;
}

const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Where a last character that has only begun starts; all of `bytes` where there is none. */
function lengthOfWholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    // A whole character, or what never begins one: the decoder finds that at once.
    if (byte < 0x80 || byte > 0xf4) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** A byte that UTF-8 never has: the decoder finds the fault where the text has it. */
const NO_UTF8 = Uint8Array.of(0xff);

/** Encodes strings that come in pieces, up to half a surrogate pair, which is no character. */
export class Utf8Encoder {
  #half = '';

  encode(piece: string): Uint8Array {
    let text = this.#half + piece;
    this.#half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    text = text.slice(0, text.length - this.#half.length);
    const lone = text.search(/\p{Surrogate}/u);
    return lone < 0 ? Buffer.from(text) : Buffer.concat([Buffer.from(text.slice(0, lone)), NO_UTF8]);
  }

  /** What is left where no further string follows. */
  end(): Uint8Array {
    const left = this.#half === '' ? new Uint8Array(0) : NO_UTF8;
    this.#half = '';
    return left;
  }
}
