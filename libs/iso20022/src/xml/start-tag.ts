import { ATTRIBUTE_CHARS_MAX, ATTRIBUTES_MAX, NAME_CHARS_MAX } from '../limits.js';
import { CharacterData, valueSaid } from './character-data.js';
import {
  BEGINS_NAME,
  behindSpace,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  INCOMPLETE,
  is,
  SINGLE_QUOTE,
  SLASH,
  textOf,
} from './characters.js';
import type { Name, Names } from './names.js';
import { bindingFault, declaredPrefix, Namespaces } from './namespaces.js';
import type { Attribute } from './xml-element.js';
import { XmlFault } from './xml-fault.js';

const NONE: readonly Attribute[] = [];

/** Reads start tags and those of empty elements: XML 1.0 (5th ed.), productions 40, 41 and 44. */
export class StartTag {
  readonly #names: Names;
  readonly #data = new CharacterData();
  /** Of the tag that was read last. */
  name!: Name;
  attributes: readonly Attribute[] = NONE;
  /** Whether it is that of an empty element. */
  empty = false;

  constructor(names: Names) {
    this.#names = names;
  }

  /**
   * Where the tag at `from` ends. @param rootEnded whether no further element may begin.
   * @throws XmlFault, `xml-too-large` for a name, a value or a number of attributes beyond the limits.
   */
  read(bytes: Buffer, from: number, end: number, rootEnded: boolean): number {
    const name = this.#names.read(bytes, from + 1, end);
    if (!name) return INCOMPLETE;
    const at = from + 1 + name.bytes.length;
    if (name.qualified.length > NAME_CHARS_MAX) throw nameTooLong(at);
    if (rootEnded) throw new XmlFault('a second root element.', at);
    this.name = name;
    this.attributes = NONE;
    this.empty = false;
    return bytes[at] === GREATER ? at + 1 : this.#readRest(bytes, at, end);
  }

  #readRest(bytes: Buffer, from: number, end: number): number {
    const attributes: Attribute[] = [];
    this.attributes = attributes;
    for (let at = from; ; ) {
      const begin = behindSpace(bytes, at, end);
      if (begin === end) return INCOMPLETE;
      if (bytes[begin] === GREATER) return begin + 1;
      if (bytes[begin] === SLASH) {
        if (begin + 1 === end) return INCOMPLETE;
        if (bytes[begin + 1] !== GREATER) throw new XmlFault('"/" within a tag.', begin + 2);
        this.empty = true;
        return begin + 2;
      }
      if (!is(bytes[begin], BEGINS_NAME)) throw new XmlFault('disallowed character in a tag.', begin + 1);
      if (begin === at) throw new XmlFault('no space before an attribute.', begin + 1);
      at = this.#readAttribute(bytes, begin, end, attributes);
      if (at === INCOMPLETE) return INCOMPLETE;
    }
  }

  #readAttribute(bytes: Buffer, from: number, end: number, attributes: Attribute[]): number {
    const name = this.#names.read(bytes, from, end);
    if (!name) return INCOMPLETE;
    const equals = behindSpace(bytes, from + name.bytes.length, end);
    if (equals === end) return INCOMPLETE;
    if (bytes[equals] !== EQUALS) throw new XmlFault('an attribute without a value.', equals + 1);
    const open = behindSpace(bytes, equals + 1, end);
    if (open === end) return INCOMPLETE;
    const quote = bytes[open] as number;
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) {
      throw new XmlFault('the value of an attribute without quotes.', open + 1);
    }
    const close = this.#data.valueEnd(bytes, open + 1, end, quote);
    if (close === INCOMPLETE) return INCOMPLETE;
    const written = textOf(bytes, open + 1, close);
    const attribute = { name, value: this.#data.plain ? written : valueSaid(written) };
    attributes.push(attribute);
    checkSizes(attribute, attributes.length, close + 1);
    const prefix = declaredPrefix(name);
    const fault = prefix === undefined ? undefined : bindingFault(prefix, attribute.value);
    if (fault !== undefined) throw new XmlFault(fault, close + 1);
    return close + 1;
  }

  /** The namespaces that its element has. */
  namespaces(outer: Namespaces): Namespaces {
    let uris: Map<string, string> | undefined;
    for (const { name, value } of this.attributes) {
      const prefix = declaredPrefix(name);
      if (prefix !== undefined) uris = (uris ?? new Map<string, string>()).set(prefix, value);
    }
    return uris ? new Namespaces(outer, uris) : outer;
  }

  /**
   * The namespace of its element. @param at behind it. @param namespaces those of its element.
   * @throws XmlFault for names that namespaces do not allow, and for two attributes of one name: Namespaces in XML 1.0, sections 5 to 7.
   */
  uri(at: number, namespaces: Namespaces): string {
    if (this.name.prefix === 'xmlns') throw new XmlFault('an element with the prefix "xmlns".', at);
    const plain = this.name.prefix === '' && this.name.sound;
    const uri = plain ? namespaces.byDefault : uriOf(this.name, namespaces, at);
    if (this.attributes.length > 0) this.#checkAttributes(at, namespaces);
    return uri;
  }

  #checkAttributes(at: number, namespaces: Namespaces): void {
    const seen = new Set<string>();
    for (const { name } of this.attributes) {
      // An attribute without a prefix is in no namespace, whatever the default one is.
      const plain = name.prefix === '' && name.sound;
      const known = plain ? name.local : `{${uriOf(name, namespaces, at)}}${name.local}`;
      if (seen.has(known)) throw new XmlFault('two attributes of one name.', at);
      seen.add(known);
    }
  }
}

function uriOf({ prefix, sound }: Name, namespaces: Namespaces, at: number): string {
  if (!sound) throw new XmlFault('a name that namespaces do not allow.', at);
  const uri = namespaces.uriOf(prefix);
  if (uri === undefined) throw new XmlFault('a prefix that is not declared.', at);
  return uri;
}

function checkSizes({ name, value }: Attribute, number: number, at: number): void {
  if (number > ATTRIBUTES_MAX) {
    throw new XmlFault(`An element has more than ${ATTRIBUTES_MAX} attributes.`, at, 'xml-too-large');
  }
  if (name.qualified.length > NAME_CHARS_MAX) throw nameTooLong(at);
  if (value.length <= ATTRIBUTE_CHARS_MAX) return;
  const message = `Attribute "${name.qualified}" has more than ${ATTRIBUTE_CHARS_MAX} characters.`;
  throw new XmlFault(message, at, 'xml-too-large');
}

const nameTooLong = (at: number): XmlFault =>
  new XmlFault(`A name has more than ${NAME_CHARS_MAX} characters.`, at, 'xml-too-large');
