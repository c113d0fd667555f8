import { XmlFault } from './xml-fault.js';

/** Told instead of an index: what begins here may go on in bytes that have not come yet. */
export const INCOMPLETE = -1;

export const [TAB, LINE_FEED, RETURN] = [0x09, 0x0a, 0x0d] as const;
export const [BANG, HASH, AMPERSAND] = [0x21, 0x23, 0x26] as const;
export const [DOUBLE_QUOTE, SINGLE_QUOTE] = [0x22, 0x27] as const;
export const [HYPHEN, SLASH, SEMICOLON] = [0x2d, 0x2f, 0x3b] as const;
export const [LESS, EQUALS, GREATER, QUESTION] = [0x3c, 0x3d, 0x3e, 0x3f] as const;
export const [LEFT_BRACKET, RIGHT_BRACKET] = [0x5b, 0x5d] as const;

/** May stand in a name; what is beyond ASCII has to be looked at as characters. */
export const IN_NAME = 1;
/** May begin a name, with the same reserve. */
export const BEGINS_NAME = 2;
export const IS_SPACE = 4;
/** To be looked at in a text: it may end it, be normalised, be no character of XML, or is beyond ASCII. */
export const IN_TEXT = 8;
/** The same in values, comments, instructions and CDATA, where other characters end them. */
export const ELSEWHERE = 16;

/** What each byte of UTF-8 is: XML 1.0 (5th ed.), productions 2 to 5. */
export const KIND: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  let kind = 0;
  if (byte >= 0x80) kind |= IN_NAME | BEGINS_NAME;
  else if (/[A-Za-z_:]/.test(char)) kind |= IN_NAME | BEGINS_NAME;
  else if (/[0-9.-]/.test(char)) kind |= IN_NAME;
  if (/[ \t\n\r]/.test(char)) kind |= IS_SPACE;
  if (byte >= 0x80 || byte < 0x20) kind |= IN_TEXT | ELSEWHERE;
  if (byte === TAB || byte === LINE_FEED) kind &= ~IN_TEXT;
  if (/[<&\]]/.test(char)) kind |= IN_TEXT;
  if (/[<&\]?"'-]/.test(char)) kind |= ELSEWHERE;
  return kind;
});

export const is = (byte: number | undefined, kind: number): boolean => ((KIND[byte ?? 0] ?? 0) & kind) !== 0;

/** The first index from `at` on without white space; `end` where there is none. */
export function behindSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && is(bytes[at], IS_SPACE)) at += 1;
  return at;
}

/**
 * Refuses what begins at `at` where XML has no such character: a control character, U+FFFE or U+FFFF.
 * @param bytes sound UTF-8.
 */
export function checkCharacter(bytes: Uint8Array, at: number): void {
  const byte = bytes[at] ?? 0;
  if (byte < 0x20) {
    if (byte !== TAB && byte !== LINE_FEED && byte !== RETURN) throw new XmlFault(NO_CHARACTER, at + 1);
  } else if (byte === 0xef && bytes[at + 1] === 0xbf && (bytes[at + 2] ?? 0) >= 0xbe) {
    throw new XmlFault(NO_CHARACTER, at + 3);
  }
}

const NO_CHARACTER = 'a character that XML does not have.';

/** Whether XML has this code point: production 2. */
export const isCharacter = (point: number): boolean =>
  point >= 0x20
    ? point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || (point >= 0x10000 && point <= 0x10ffff)
    : point === TAB || point === LINE_FEED || point === RETURN;

/** The characters of sound UTF-8. */
export const textOf = (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to);
