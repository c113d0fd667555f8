import {
  AMPERSAND,
  BEGINS_NAME,
  checkCharacter,
  ELSEWHERE,
  GREATER,
  HASH,
  IN_NAME,
  IN_TEXT,
  INCOMPLETE,
  is,
  isCharacter,
  KIND,
  LESS,
  LINE_FEED,
  RETURN,
  RIGHT_BRACKET,
  SEMICOLON,
  TAB,
  textOf,
} from './characters.js';
import { XmlFault } from './xml-fault.js';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** Finds ends of texts and values, and whether they say what their bytes are. */
export class CharacterData {
  /** Whether what was found last is ASCII without references and line ends to be normalised. */
  plain = true;

  /** Where a text ends: at its `<`. Production 14. @throws XmlFault */
  textEnd(bytes: Buffer, from: number, end: number): number {
    this.plain = true;
    for (let at = from; at < end; at++) {
      const byte = bytes[at] as number;
      if (((KIND[byte] as number) & IN_TEXT) === 0) continue;
      if (byte === LESS) return at;
      if (byte === AMPERSAND) {
        at = this.#referenceEnd(bytes, at, end) - 1;
        if (at < from) return INCOMPLETE;
      } else if (byte === RIGHT_BRACKET) {
        const ends = bytes[at + 1] === RIGHT_BRACKET && bytes[at + 2] === GREATER && at + 2 < end;
        if (ends) throw new XmlFault('"]]>" stands in a text.', at + 3);
      } else if (byte >= 0x80 || byte === RETURN) {
        this.plain = false;
        checkCharacter(bytes, at);
      } else checkCharacter(bytes, at);
    }
    return INCOMPLETE;
  }

  /** Where the value of an attribute ends: at its quote. Production 10. @throws XmlFault */
  valueEnd(bytes: Buffer, from: number, end: number, quote: number): number {
    this.plain = true;
    for (let at = from; at < end; at++) {
      const byte = bytes[at] as number;
      if (((KIND[byte] as number) & ELSEWHERE) === 0) continue;
      if (byte === quote) return at;
      if (byte === LESS) throw new XmlFault('"<" stands in the value of an attribute.', at + 1);
      if (byte === AMPERSAND) {
        at = this.#referenceEnd(bytes, at, end) - 1;
        if (at < from) return INCOMPLETE;
      } else if (byte >= 0x80 || byte === RETURN || byte === LINE_FEED || byte === TAB) {
        this.plain = false;
        checkCharacter(bytes, at);
      } else checkCharacter(bytes, at);
    }
    return INCOMPLETE;
  }

  #referenceEnd(bytes: Buffer, at: number, end: number): number {
    this.plain = false;
    return referenceEnd(bytes, at, end);
  }
}

/** Where a reference ends that begins at `at`. Productions 66 to 68. @throws XmlFault */
function referenceEnd(bytes: Buffer, at: number, end: number): number {
  if (at + 1 >= end) return INCOMPLETE;
  if (bytes[at + 1] === HASH) return characterReferenceEnd(bytes, at + 2, end);
  if (!is(bytes[at + 1], BEGINS_NAME)) throw new XmlFault('an ampersand that begins no reference.', at + 2);
  let to = at + 2;
  while (to < end && is(bytes[to], IN_NAME)) to += 1;
  if (to === end) return INCOMPLETE;
  if (bytes[to] !== SEMICOLON) throw new XmlFault('a reference without its semicolon.', to + 1);
  if (!ENTITIES.has(textOf(bytes, at + 1, to))) throw new XmlFault('undefined entity.', to + 1);
  return to + 1;
}

/** @param from behind `&#`. */
function characterReferenceEnd(bytes: Buffer, from: number, end: number): number {
  if (from === end) return INCOMPLETE;
  const hexadecimal = bytes[from] === 0x78;
  const first = hexadecimal ? from + 1 : from;
  let point = 0;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === SEMICOLON && at > first) {
      if (isCharacter(point)) return at + 1;
      throw new XmlFault('a reference to a character that XML does not have.', at + 1);
    }
    const digit = digitOf(byte);
    if (digit >= (hexadecimal ? 16 : 10)) throw new XmlFault('malformed reference to a character.', at + 1);
    // Zeros may stand before it without end, and too large is too large.
    point = Math.min(point * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  return INCOMPLETE;
}

function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : 16;
}

/** What a text says; its end has been found. Section 2.11. */
export const textSaid = (written: string): string => resolved(withLineFeeds(written));

/** What stands in CDATA. */
export const withLineFeeds = (written: string): string =>
  written.includes('\r') ? written.replaceAll(/\r\n?/g, '\n') : written;

/** What the value of an attribute says, as of type CDATA, since nothing declares another. Section 3.3.3. */
export const valueSaid = (written: string): string => resolved(written.replaceAll(/\r\n|[\r\n\t]/g, ' '));

function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([\da-fA-F]+)|#(\d+)|([^;]+));/g, (_, hexadecimal, decimal, entity) => {
    if (entity !== undefined) return ENTITIES.get(entity) ?? '';
    return String.fromCodePoint(Number.parseInt(hexadecimal ?? decimal, hexadecimal === undefined ? 10 : 16));
  });
}
