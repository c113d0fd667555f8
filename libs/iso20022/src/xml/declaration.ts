import {
  behindSpace,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  IN_NAME,
  is,
  QUESTION,
  SINGLE_QUOTE,
  textOf,
} from './characters.js';
import { XmlFault } from './xml-fault.js';

/** A declaration of XML, such as `<?xml version="1.0" encoding="UTF-8"?>`. */
export interface Declaration {
  /** Behind it. */
  readonly end: number;
  readonly encoding: string | undefined;
}

/** What a declaration may say, in this order. XML 1.0 (5th ed.), productions 23 to 26, 32, 80 and 81. */
const SAYINGS: readonly { readonly name: string; readonly value: RegExp }[] = [
  { name: 'version', value: /^1\.\d+$/ },
  { name: 'encoding', value: /^[A-Za-z][\w.-]*$/ },
  { name: 'standalone', value: /^(?:yes|no)$/ },
];

/**
 * The declaration that begins at `from`; nothing where more of it may come.
 * @param bytes with `<?xml` at `from`.
 * @throws XmlFault
 */
export function readDeclaration(bytes: Buffer, from: number, end: number): Declaration | undefined {
  let at = from + '<?xml'.length;
  let encoding: string | undefined;
  for (let next = 0; ; ) {
    const begin = behindSpace(bytes, at, end);
    if (begin === end) return undefined;
    if (bytes[begin] === QUESTION) {
      if (begin + 1 === end) return undefined;
      if (bytes[begin + 1] !== GREATER) throw wrong('"?"', begin + 2);
      if (next === 0) throw wrong('no version', begin + 1);
      return { end: begin + 2, encoding };
    }
    if (begin === at) throw wrong('no space where one has to be', begin + 1);
    const saying = readSaying(bytes, begin, end);
    if (!saying) return undefined;
    const index = SAYINGS.findIndex(({ name }) => name === saying.name);
    if (index < next || (next === 0 && index > 0)) throw wrong('something else, or in another order', begin);
    if (!SAYINGS[index]?.value.test(saying.value)) throw wrong(`no such ${saying.name}`, saying.end);
    if (saying.name === 'encoding') encoding = saying.value;
    next = index + 1;
    at = saying.end;
  }
}

interface Saying {
  readonly name: string;
  readonly value: string;
  /** Behind it. */
  readonly end: number;
}

/** `name="value"`; nothing where more of it may come. */
function readSaying(bytes: Buffer, from: number, end: number): Saying | undefined {
  const nameEnd = behindName(bytes, from, end);
  const equals = behindSpace(bytes, nameEnd, end);
  if (equals === end) return undefined;
  if (bytes[equals] !== EQUALS || nameEnd === from) throw wrong('no name with "="', equals + 1);
  const open = behindSpace(bytes, equals + 1, end);
  if (open === end) return undefined;
  const quote = bytes[open];
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) throw wrong('a value without quotes', open + 1);
  const close = behindName(bytes, open + 1, end);
  if (close === end) return undefined;
  if (bytes[close] !== quote) throw wrong('a character that no value has', close + 1);
  return { name: textOf(bytes, from, nameEnd), value: textOf(bytes, open + 1, close), end: close + 1 };
}

/** The characters of names are those of all values, too. */
function behindName(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && is(bytes[at], IN_NAME)) at += 1;
  return at;
}

const wrong = (what: string, at: number): XmlFault =>
  new XmlFault(`the declaration of XML says ${what}.`, at);
