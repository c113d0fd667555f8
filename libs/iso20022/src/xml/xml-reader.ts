import { Iso20022Error, type Iso20022ErrorCode } from '../iso20022-error.js';
import { DEPTH_MAX, TEXT_CHARS_MAX, TOKEN_CHARS_MAX } from '../limits.js';
import { CharacterData, textSaid, withLineFeeds } from './character-data.js';
import {
  BANG,
  BEGINS_NAME,
  behindSpace,
  GREATER,
  HYPHEN,
  INCOMPLETE,
  is,
  LEFT_BRACKET,
  LESS,
  QUESTION,
  SLASH,
} from './characters.js';
import { readDeclaration } from './declaration.js';
import { Input } from './input.js';
import { beginsDeclaration, cdataEnd, commentEnd, instructionEnd } from './markup.js';
import { Names } from './names.js';
import { PREDEFINED } from './namespaces.js';
import { StartTag } from './start-tag.js';
import { Frame, type XmlHandler } from './xml-element.js';
import { XmlFault } from './xml-fault.js';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const CDATA = Buffer.from('<![CDATA[');

/**
 * XML 1.0 (5th ed.) with namespaces, in pieces, within fixed bounds: no DOCTYPE (so no entities but the five of XML),
 * bounded depth, texts and attributes. It goes over bytes, and makes strings of what somebody wants only. Where a piece
 * ends within markup or a text, that is gone over again with the next piece. A handler may throw; nothing may be written
 * after any error.
 */
export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #names = new Names();
  readonly #tag = new StartTag(this.#names);
  readonly #data = new CharacterData();
  /** The elements of each depth, from the root's on. */
  readonly #frames: Frame[] = [];
  #open: Frame | undefined;
  #rootEnded = false;
  readonly #input = new Input();
  /** Whether nothing has been read but a byte order mark. */
  #atStart = true;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /**
   * @param piece sound UTF-8 of whole characters.
   * @throws Iso20022Error for what is wrong with the XML, and whatever the handler throws.
   */
  write(piece: Uint8Array): void {
    const marked = this.#atStart && this.#input.end === 0;
    this.#input.add(piece);
    if (marked && this.#input.bytes.subarray(0, this.#input.end).indexOf(BYTE_ORDER_MARK) === 0) {
      this.#input.at = BYTE_ORDER_MARK.length;
    }
    try {
      while (this.#input.at < this.#input.end && this.#readToken(this.#input.at));
    } catch (error) {
      throw error instanceof XmlFault ? this.#errorOf(error) : error;
    }
    this.#checkLength(this.#input.at, this.#input.end);
  }

  /** @throws Iso20022Error `xml-malformed` where the file is not complete. */
  end(): void {
    const left = this.#input.at < this.#input.end && this.#input.bytes[this.#input.at] === LESS;
    if (left) throw this.#incomplete('the file ends within a tag or other markup.');
    if (this.#open) throw this.#incomplete(`"${this.#open.name.qualified}" is not closed.`);
    if (!this.#rootEnded) throw this.#incomplete('the file has no element.');
  }

  /** An error of the place that the reader has come to. */
  fault(code: Iso20022ErrorCode, message: string, xpath?: string): Iso20022Error {
    const { line, column } = this.#input.place;
    const path = xpath ?? this.#path();
    return new Iso20022Error(code, message, { line, column, ...(path === '' ? {} : { xpath: path }) });
  }

  /** Goes to the end of all that has been written: where what is wrong behind it is told of. */
  toEnd(): this {
    this.#input.at = this.#input.end;
    return this;
  }

  #path(): string {
    const open = this.#frames.slice(0, this.#open?.depth ?? 0);
    return open.map(({ local }) => `/${local}`).join('');
  }

  /** @returns whether it was complete. @throws XmlFault, or what the handler throws. */
  #readToken(at: number): boolean {
    if (this.#input.bytes[at] !== LESS)
      return this.#open ? this.#readText(this.#open, at) : this.#readSpace(at);
    if (at + 1 === this.#input.end) return false;
    const second = this.#input.bytes[at + 1];
    if (is(second, BEGINS_NAME)) return this.#readStartTag(at);
    switch (second) {
      case SLASH:
        return this.#readEndTag(at);
      case BANG:
        return this.#readDeclared(at);
      case QUESTION:
        return this.#readInstruction(at);
    }
    throw new XmlFault('a "<" that begins no markup.', at + 2);
  }

  #readText(frame: Frame, at: number): boolean {
    const data = this.#data;
    const next = data.textEnd(this.#input.bytes, at, this.#input.end);
    if (next === INCOMPLETE) return false;
    this.#pass(at, next);
    if (!data.plain) this.#addText(frame, textSaid(this.#input.text(at, next)));
    else if (frame.textWanted) this.#addText(frame, this.#input.plainText(at, next));
    else this.#addLength(frame, next - at);
    return true;
  }

  #addText(frame: Frame, text: string): void {
    if (frame.textWanted) frame.text = frame.text === '' ? text : frame.text + text;
    this.#addLength(frame, text.length);
  }

  #addLength(frame: Frame, length: number): void {
    frame.textLength += length;
    if (frame.textLength <= TEXT_CHARS_MAX) return;
    throw this.fault('xml-too-large', `A text has more than ${TEXT_CHARS_MAX} characters.`);
  }

  /** White space around the root element. */
  #readSpace(at: number): boolean {
    const next = behindSpace(this.#input.bytes, at, this.#input.end);
    if (next === this.#input.end) return false;
    if (this.#input.bytes[next] !== LESS) throw new XmlFault('text outside of the root element.', next + 1);
    this.#pass(at, next);
    return true;
  }

  #readStartTag(at: number): boolean {
    const tag = this.#tag;
    const next = tag.read(this.#input.bytes, at, this.#input.end, this.#rootEnded);
    if (next === INCOMPLETE) return false;
    this.#pass(at, next);
    const parent = this.#open;
    const namespaces = tag.namespaces(parent?.namespaces ?? PREDEFINED);
    const uri = tag.uri(next, namespaces);
    const depth = (parent?.depth ?? 0) + 1;
    if (depth > DEPTH_MAX) {
      throw this.fault('xml-too-deep', `Elements stand more than ${DEPTH_MAX} deep in each other.`);
    }
    parent?.forgetText();
    const frame = this.#frames[depth - 1] ?? new Frame(depth, parent);
    this.#frames[depth - 1] = frame;
    frame.begin(tag.name, uri, namespaces, tag.attributes);
    this.#open = frame;
    frame.textWanted = this.#handler.open(frame);
    if (tag.empty) this.#close(frame);
    return true;
  }

  #readEndTag(at: number): boolean {
    const frame = this.#open;
    const bytes = this.#input.bytes;
    if (frame) {
      // Most end as they began, without a space.
      const { length } = frame.name.bytes;
      const same = behindSame(frame.name.bytes, bytes, at + 2, this.#input.end);
      if (same === at + 2 + length && same < this.#input.end && bytes[same] === GREATER) {
        this.#pass(at, same + 1);
        this.#close(frame);
        return true;
      }
    }
    return this.#readOtherEndTag(frame, at);
  }

  #readOtherEndTag(frame: Frame | undefined, at: number): boolean {
    if (at + 2 === this.#input.end) return false;
    if (!is(this.#input.bytes[at + 2], BEGINS_NAME)) throw new XmlFault('an end tag without a name.', at + 3);
    const name = this.#names.read(this.#input.bytes, at + 2, this.#input.end);
    if (!name) return false;
    const close = behindSpace(this.#input.bytes, at + 2 + name.bytes.length, this.#input.end);
    if (close === this.#input.end) return false;
    if (this.#input.bytes[close] !== GREATER)
      throw new XmlFault('disallowed character in an end tag.', close + 1);
    if (!frame || name.qualified !== frame.name.qualified) {
      throw new XmlFault('an end tag that closes no element.', close + 1);
    }
    this.#pass(at, close + 1);
    this.#close(frame);
    return true;
  }

  #close(frame: Frame): void {
    this.#handler.close(frame, frame.text);
    this.#open = frame.parent;
    if (frame.parent) frame.parent.forgetText();
    else this.#rootEnded = true;
  }

  /** What begins with `<!`. */
  #readDeclared(at: number): boolean {
    if (at + 2 === this.#input.end) return false;
    switch (this.#input.bytes[at + 2]) {
      case HYPHEN:
        return this.#readComment(at);
      case LEFT_BRACKET:
        return this.#readCdata(at);
      case LETTER_D:
        this.#input.at = at + 2;
        throw this.fault('xml-doctype', DOCTYPE);
    }
    throw new XmlFault('a "<!" that begins no markup.', at + 3);
  }

  #readComment(at: number): boolean {
    if (at + 3 === this.#input.end) return false;
    if (this.#input.bytes[at + 3] !== HYPHEN) throw new XmlFault('a "<!-" that begins no comment.', at + 4);
    const next = commentEnd(this.#input.bytes, at + 4, this.#input.end);
    if (next === INCOMPLETE) return false;
    this.#checkLength(at, next - 1);
    this.#input.at = next;
    this.#atStart = false;
    return true;
  }

  #readCdata(at: number): boolean {
    const begun = behindSame(CDATA, this.#input.bytes, at, this.#input.end);
    if (begun < at + CDATA.length) {
      if (begun === this.#input.end) return false;
      throw new XmlFault('a "<![" that begins no CDATA.', begun + 1);
    }
    const frame = this.#open;
    if (!frame) throw new XmlFault('text outside of the root element.', begun);
    const next = cdataEnd(this.#input.bytes, begun, this.#input.end);
    if (next === INCOMPLETE) return false;
    this.#pass(at, next);
    this.#addText(frame, withLineFeeds(this.#input.text(begun, next - 3)));
    return true;
  }

  #readInstruction(at: number): boolean {
    const declares = this.#atStart ? beginsDeclaration(this.#input.bytes, at, this.#input.end) : false;
    if (declares === undefined) return false;
    if (declares) return this.#readDeclaration(at);
    const next = instructionEnd(this.#input.bytes, at + 2, this.#input.end, this.#names);
    if (next === INCOMPLETE) return false;
    this.#pass(at, next);
    return true;
  }

  #readDeclaration(at: number): boolean {
    const declaration = readDeclaration(this.#input.bytes, at, this.#input.end);
    if (!declaration) return false;
    this.#pass(at, declaration.end);
    const { encoding } = declaration;
    if (encoding === undefined || encoding.toLowerCase() === 'utf-8') return true;
    throw this.fault('encoding-unsupported', `The encoding is "${encoding}"; only UTF-8 is read.`);
  }

  #pass(from: number, to: number): void {
    this.#checkLength(from, to);
    this.#input.at = to;
    this.#atStart = false;
  }

  /** @throws Iso20022Error where what has begun at `from` is longer than is held. */
  #checkLength(from: number, to: number): void {
    if (to - from <= TOKEN_CHARS_MAX || this.#input.text(from, to).length <= TOKEN_CHARS_MAX) return;
    const message = `A tag, comment or text is more than ${TOKEN_CHARS_MAX} characters long.`;
    throw this.fault('xml-too-large', message);
  }

  /** What is told of a fault: however much has come of a piece of markup, nobody looks beyond what is held of it. */
  #errorOf({ message, at, code }: XmlFault): Iso20022Error {
    this.#checkLength(this.#input.at, at);
    this.#input.at = at;
    return this.fault(code, code === 'xml-malformed' ? NOT_WELL_FORMED + message : message);
  }

  #incomplete(message: string): Iso20022Error {
    return this.toEnd().fault('xml-malformed', `${NOT_WELL_FORMED}${message}`);
  }
}

const NOT_WELL_FORMED = 'Not well-formed: ';
const LETTER_D = 0x44;
const DOCTYPE = 'The file has a DOCTYPE, which is refused; ISO 20022 messages have none.';

/** How far the bytes from `from` on are these. */
function behindSame(these: Uint8Array, bytes: Uint8Array, from: number, end: number): number {
  const to = Math.min(end, from + these.length);
  let at = from;
  while (at < to && bytes[at] === these[at - from]) at += 1;
  return at;
}
