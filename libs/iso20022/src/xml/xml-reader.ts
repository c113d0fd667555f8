import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Iso20022Error, type Iso20022ErrorCode } from '../iso20022-error.js';
import {
  ATTRIBUTE_CHARS_MAX,
  ATTRIBUTES_MAX,
  DEPTH_MAX,
  NAME_CHARS_MAX,
  TEXT_CHARS_MAX,
  TOKEN_CHARS_MAX,
} from '../limits.js';
import { PrologGuard } from './prolog.js';

/** The parser's messages may hold a name of the file. */
const REASON_CHARS_MAX = 300;

/** An element that is open. */
export interface XmlElement {
  readonly local: string;
  readonly uri: string;
  /** 1 for the root. */
  readonly depth: number;
  readonly parent: XmlElement | undefined;
  /** Values of the attributes that have no namespace. */
  readonly attribute: (name: string) => string | undefined;
}

export interface XmlHandler {
  open(element: XmlElement): void;
  /** `text`: what stands in the element itself; of an element with children only what follows the last one. */
  close(element: XmlElement, text: string): void;
}

interface Frame extends XmlElement {
  text: string;
}

/**
 * Namespace-aware XML in pieces, within fixed bounds: no DOCTYPE (so no entities but the five of XML), bounded depth,
 * texts and attributes. A handler may throw; nothing may be written after any error.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  readonly #prolog = new PrologGuard();
  readonly #handler: XmlHandler;
  #open: Frame | undefined;
  #attributes = 0;
  #written = 0;
  #tokenStart = 0;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
    const parser = this.#parser;
    parser.on('error', (error) => {
      // The parser puts line and column before its message; they stand in fields of their own here.
      const reason = error.message.replace(/^\d+:\d+: /, '').slice(0, REASON_CHARS_MAX);
      throw reason.startsWith('inappropriately located doctype')
        ? this.#doctype()
        : this.fault('xml-malformed', `Not well-formed: ${reason}`);
    });
    parser.on('xmldecl', ({ encoding }) => {
      this.#endToken();
      if (encoding === undefined || encoding.toLowerCase() === 'utf-8') return;
      throw this.fault('encoding-unsupported', `The encoding is "${encoding}"; only UTF-8 is read.`);
    });
    parser.on('comment', () => this.#endToken());
    parser.on('processinginstruction', () => this.#endToken());
    parser.on('opentagstart', ({ name }) => {
      this.#endToken();
      this.#checkName(name);
      this.#attributes = 0;
    });
    parser.on('attribute', ({ name, value }) => this.#attribute(name, value));
    parser.on('opentag', (tag) => this.#openTag(tag));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('closetag', () => this.#closeTag());
  }

  /** @throws Iso20022Error for what is wrong with the XML, and whatever the handler throws. */
  write(text: string): void {
    const doctype = this.#prolog.doctypeAt(text);
    this.#parser.write(doctype < 0 ? text : text.slice(0, doctype));
    if (doctype >= 0) throw this.#doctype();
    this.#written += text.length;
    this.#checkToken(this.#written);
  }

  /** @throws Iso20022Error `xml-malformed` where the file is not complete. */
  end(): void {
    this.#parser.close();
  }

  /** An error of the place that the reader has come to. */
  fault(code: Iso20022ErrorCode, message: string, xpath?: string): Iso20022Error {
    const { line, column } = this.#parser;
    const path = xpath ?? this.#path();
    return new Iso20022Error(code, message, { line, column, ...(path === '' ? {} : { xpath: path }) });
  }

  #path(): string {
    let path = '';
    for (let frame: XmlElement | undefined = this.#open; frame; frame = frame.parent)
      path = `/${frame.local}${path}`;
    return path;
  }

  #doctype(): Iso20022Error {
    return this.fault(
      'xml-doctype',
      'The file has a DOCTYPE, which is refused; ISO 20022 messages have none.',
    );
  }

  #attribute(name: string, value: string): void {
    this.#endToken();
    this.#attributes += 1;
    if (this.#attributes > ATTRIBUTES_MAX) {
      throw this.fault('xml-too-large', `An element has more than ${ATTRIBUTES_MAX} attributes.`);
    }
    this.#checkName(name);
    if (value.length > ATTRIBUTE_CHARS_MAX) {
      const message = `Attribute "${name}" has more than ${ATTRIBUTE_CHARS_MAX} characters.`;
      throw this.fault('xml-too-large', message);
    }
  }

  #checkName(name: string): void {
    if (name.length <= NAME_CHARS_MAX) return;
    throw this.fault('xml-too-large', `A name has more than ${NAME_CHARS_MAX} characters.`);
  }

  #openTag(tag: SaxesTagNS): void {
    this.#endToken();
    const parent = this.#open;
    const depth = (parent?.depth ?? 0) + 1;
    if (depth > DEPTH_MAX) {
      throw this.fault('xml-too-deep', `Elements stand more than ${DEPTH_MAX} deep in each other.`);
    }
    if (parent) parent.text = '';
    const attribute = (name: string): string | undefined => tag.attributes[name]?.value;
    this.#open = { local: tag.local, uri: tag.uri, depth, parent, attribute, text: '' };
    this.#handler.open(this.#open);
  }

  #text(text: string): void {
    this.#endToken();
    const frame = this.#open;
    // White space around the root element.
    if (!frame) return;
    frame.text += text;
    if (frame.text.length > TEXT_CHARS_MAX) {
      throw this.fault('xml-too-large', `A text has more than ${TEXT_CHARS_MAX} characters.`);
    }
  }

  #closeTag(): void {
    this.#endToken();
    const frame = this.#open;
    if (!frame) return;
    this.#handler.close(frame, frame.text);
    this.#open = frame.parent as Frame | undefined;
    if (this.#open) this.#open.text = '';
  }

  #endToken(): void {
    // Within a write only: behind it, the parser's own position is beside the point.
    const { position } = this.#parser;
    this.#checkToken(position);
    this.#tokenStart = position;
  }

  #checkToken(position: number): void {
    if (position - this.#tokenStart <= TOKEN_CHARS_MAX) return;
    const message = `A tag, comment or text is more than ${TOKEN_CHARS_MAX} characters long.`;
    throw this.fault('xml-too-large', message);
  }
}
