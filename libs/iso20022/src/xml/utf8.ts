import { isUtf8 } from 'node:buffer';

/** Bytes that are UTF-8, and whether something that is none stopped there. */
export interface Checked {
  readonly sound: Uint8Array;
  readonly faulty: boolean;
}

const NOTHING = new Uint8Array(0);

/** Checks UTF-8 that comes in pieces, up to the first fault, and hands it on in whole characters. */
export class Utf8Check {
  #pending: Uint8Array = NOTHING;

  /** @param piece may be overwritten later, and what is handed on with it. */
  check(piece: Uint8Array): Checked {
    const bytes = this.#pending.length === 0 ? piece : Buffer.concat([this.#pending, piece]);
    const end = lengthOfWholeCharacters(bytes);
    this.#pending = end === bytes.length ? NOTHING : Uint8Array.from(bytes.subarray(end));
    const begun = mayGoOn(this.#pending);
    const whole = bytes.subarray(0, end);
    // No XML holds a NUL, and UTF-16 without its mark has one at once.
    const nul = whole.indexOf(0);
    const text = nul < 0 ? whole : whole.subarray(0, nul);
    if (isUtf8(text)) return { sound: text, faulty: nul >= 0 || !begun };
    return { sound: text.subarray(0, soundLength(text)), faulty: true };
  }

  /** Whether a character has begun and not ended. */
  get withinCharacter(): boolean {
    return this.#pending.length > 0;
  }
}

/** Whether there is a character that begins with these bytes. */
function mayGoOn(bytes: Uint8Array): boolean {
  try {
    return bytes.length === 0 || decoder().decode(bytes, { stream: true }) === '';
  } catch {
    return false;
  }
}

/** How many of the bytes come before the first that is no UTF-8. */
function soundLength(bytes: Uint8Array): number {
  const stepwise = decoder();
  let length = 0;
  try {
    for (const [index, byte] of bytes.entries()) {
      // A character comes with the last of its bytes.
      if (stepwise.decode(Uint8Array.of(byte), { stream: true }) !== '') length = index + 1;
    }
  } catch {
    // This byte is the fault.
  }
  return length;
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
