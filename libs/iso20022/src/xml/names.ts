import { NAME_CHARS_MAX } from '../limits.js';
import { IN_NAME, KIND, textOf } from './characters.js';
import { XmlFault } from './xml-fault.js';

/** A name of an element or an attribute. */
export interface Name {
  /** As written. */
  readonly qualified: string;
  /** Empty where it has none. */
  readonly prefix: string;
  readonly local: string;
  /** The name in UTF-8. */
  readonly bytes: Uint8Array;
  /** Whether it is a QName of Namespaces in XML 1.0 (3rd ed.). */
  readonly sound: boolean;
}

// XML 1.0 (5th ed.), productions 4 and 4a.
const START =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(`^[${START}][${START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`, 'u');
const STARTS = new RegExp(`^[${START}]`, 'u');

/** Names that are remembered. A message has fewer than 300; names beyond are read anew each time. */
const SLOTS = 1_024;

/** The names of a file: each is taken apart and checked once, then known by its bytes. */
export class Names {
  readonly #known = new Array<Name | undefined>(SLOTS).fill(undefined);

  /**
   * The name that begins at `from`, which ends before `end`; nothing where more of it may come.
   * @param bytes sound UTF-8; what stands at `from` may begin a name, or is beyond ASCII.
   * @throws XmlFault for a character that no name has.
   */
  read(bytes: Buffer, from: number, end: number): Name | undefined {
    let at = from;
    let hash = 0;
    let high = 0;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (((KIND[byte] as number) & IN_NAME) === 0) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
      high |= byte;
    }
    if (at === end) {
      if (high >= 0x80) checkName(bytes, from, at);
      return undefined;
    }
    const slot = hash & (SLOTS - 1);
    const known = this.#known[slot];
    if (known && isAt(known.bytes, bytes, from, at)) return known;
    const name = nameOf(bytes, from, at);
    if (name.qualified.length <= NAME_CHARS_MAX) this.#known[slot] = name;
    return name;
  }
}

/** Whether `bytes` hold these from `from` on, up to `to`. */
function isAt(these: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (these.length !== to - from) return false;
  for (let i = 0; i < these.length; i++) if (these[i] !== bytes[from + i]) return false;
  return true;
}

function nameOf(bytes: Buffer, from: number, to: number): Name {
  const qualified = checkName(bytes, from, to);
  const colon = qualified.indexOf(':');
  const local = qualified.slice(colon + 1);
  const prefix = qualified.slice(0, Math.max(0, colon));
  const sound = colon !== 0 && !local.includes(':') && STARTS.test(local);
  return { qualified, prefix, local, bytes: Uint8Array.from(bytes.subarray(from, to)), sound };
}

/** @throws XmlFault for the first character that may not stand there. */
function checkName(bytes: Buffer, from: number, to: number): string {
  const text = textOf(bytes, from, to);
  const sound = NAME.exec(text)?.[0] ?? '';
  if (sound.length === text.length) return text;
  const [wrong = ''] = text.slice(sound.length);
  throw new XmlFault('disallowed character in a name.', from + Buffer.byteLength(sound + wrong));
}
