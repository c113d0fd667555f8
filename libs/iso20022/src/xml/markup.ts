import {
  BEGINS_NAME,
  checkCharacter,
  ELSEWHERE,
  GREATER,
  HYPHEN,
  IN_NAME,
  INCOMPLETE,
  IS_SPACE,
  is,
  KIND,
  QUESTION,
  RIGHT_BRACKET,
} from './characters.js';
import type { Names } from './names.js';
import { XmlFault } from './xml-fault.js';

/** Where a comment ends. Production 15. @param from behind its `<!--`. @throws XmlFault */
export function commentEnd(bytes: Buffer, from: number, end: number): number {
  const hyphens = pairOf(HYPHEN, bytes, from, end);
  if (hyphens === INCOMPLETE || hyphens + 2 === end) return INCOMPLETE;
  if (bytes[hyphens + 2] === GREATER) return hyphens + 3;
  throw new XmlFault('two hyphens stand in a comment.', hyphens + 3);
}

/** Where CDATA ends. Productions 18 to 21. @param from behind its `<![CDATA[`. @throws XmlFault */
export function cdataEnd(bytes: Buffer, from: number, end: number): number {
  for (let at = from; ; at++) {
    at = pairOf(RIGHT_BRACKET, bytes, at, end);
    if (at === INCOMPLETE || at + 2 === end) return INCOMPLETE;
    if (bytes[at + 2] === GREATER) return at + 3;
  }
}

/** Where the same character first stands twice. @throws XmlFault for a character before it that XML does not have. */
function pairOf(character: number, bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number;
    if (((KIND[byte] as number) & ELSEWHERE) === 0) continue;
    if (byte !== character) checkCharacter(bytes, at);
    else if (bytes[at + 1] === character && at + 1 < end) return at;
  }
  return INCOMPLETE;
}

/** Where a processing instruction ends. Productions 16 and 17. @param from behind its `<?`. @throws XmlFault */
export function instructionEnd(bytes: Buffer, from: number, end: number, names: Names): number {
  if (from === end) return INCOMPLETE;
  if (!is(bytes[from], BEGINS_NAME)) throw new XmlFault('an instruction without a target.', from + 1);
  const target = names.read(bytes, from, end);
  if (!target) return INCOMPLETE;
  const body = from + target.bytes.length;
  // Namespaces in XML 1.0, section 7: no colon in a target.
  if (target.qualified.includes(':')) throw new XmlFault('a colon in the target of an instruction.', body);
  if (target.qualified.toLowerCase() === 'xml') throw new XmlFault(RESERVED, body);
  if (bytes[body] !== QUESTION && !is(bytes[body], IS_SPACE)) throw new XmlFault(NO_SPACE, body + 1);
  for (let at = body; at < end; at++) {
    const byte = bytes[at] as number;
    if (((KIND[byte] as number) & ELSEWHERE) === 0) continue;
    if (byte !== QUESTION) {
      checkCharacter(bytes, at);
      continue;
    }
    if (at + 1 === end) return INCOMPLETE;
    if (bytes[at + 1] === GREATER) return at + 2;
    if (at === body) throw new XmlFault(NO_SPACE, at + 2);
  }
  return INCOMPLETE;
}

const RESERVED = 'a declaration of XML stands at the start of the file and nowhere else.';
const NO_SPACE = 'no space behind the target of an instruction.';

/** Whether `<?xml` at `from` begins a declaration; nothing where that cannot be told yet. */
export function beginsDeclaration(bytes: Buffer, from: number, end: number): boolean | undefined {
  const length = Math.min(DECLARATION.length, end - from);
  if (bytes.compare(DECLARATION, 0, length, from, from + length) !== 0) return false;
  const behind = from + DECLARATION.length;
  return behind < end ? !is(bytes[behind], IN_NAME) : undefined;
}

const DECLARATION = Buffer.from('<?xml');
