import { FieldFault } from '../fields/field-fault.js';
import { shown } from '../fields/field-values.js';
import { Place } from '../fields/place.js';
import { Iso20022Error, type Iso20022ErrorCode } from '../iso20022-error.js';
import { DOCUMENT_DEPTH_MAX, ENVELOPE_NAMES_MAX, FAULTY_MAX } from '../limits.js';
import type { BusinessHeader } from '../parts/message.js';
import type { Iso20022Part } from '../parts/part.js';
import type { XmlElement, XmlHandler } from '../xml/xml-element.js';
import { type HeaderFacts, HeaderReader, isHeader } from './header.js';
import { KINDS } from './kinds.js';
import { ISO20022_NAMESPACE, type MessageKind } from './message-kind.js';
import { MessageReader } from './message-reader.js';

const SUPPORTED = [...KINDS.values()].map(({ definition }) => definition).join(', ');

type MakeFault = (code: Iso20022ErrorCode, message: string, xpath?: string) => Iso20022Error;

/** An element of an envelope that is open. */
interface Wrapper {
  readonly place: Place;
  readonly outer: Wrapper | undefined;
  /** How many of each name have stood in it; the first of them needs no number. */
  readonly counts: Map<string, number>;
}

/** A header whose message has not come yet. */
interface PendingHeader {
  readonly facts: HeaderFacts;
  readonly xpath: string;
}

const isOfFiles = (code: string): code is 'field-missing' | 'xml-too-large' =>
  code === 'field-missing' || code === 'xml-too-large';

/** Finds the messages of a file with their headers, in whatever envelope they stand, and has them made into parts. */
export class FileReader implements XmlHandler {
  readonly #itemsMax: number;
  readonly #fault: MakeFault;
  #parts: Iso20022Part[] = [];
  #wrapper: Wrapper | undefined;
  #message: MessageReader | undefined;
  #header: HeaderReader | undefined;
  #pending: PendingHeader | undefined;
  #messages = 0;
  /** Of the messages that have ended. */
  #items = 0;
  #faulty = 0;

  /** @param fault makes an error of the place that the reader has come to. */
  constructor(itemsMax: number, fault: MakeFault) {
    this.#itemsMax = itemsMax;
    this.#fault = fault;
  }

  /** What has come since the last time. */
  take(): readonly Iso20022Part[] {
    const ended = this.#parts;
    const more = this.#message?.take() ?? [];
    if (ended.length === 0) return more;
    this.#parts = [];
    return ended.concat(more);
  }

  /** @throws Iso20022Error where the file held no message, or a header that is none's. */
  end(): void {
    if (this.#messages === 0) {
      const message = `The file holds no Document of a message; supported are ${SUPPORTED}.`;
      throw new Iso20022Error('message-unsupported', message);
    }
    if (this.#pending) throw this.#alone(this.#pending);
  }

  open(element: XmlElement): boolean {
    const inner = this.#message ?? this.#header;
    if (!inner) {
      this.#openOutside(element);
      return false;
    }
    try {
      return inner.open(element);
    } catch (error) {
      throw this.#faultOfFile(error);
    }
  }

  close(element: XmlElement, text: string): void {
    try {
      if (this.#message) this.#closeInMessage(this.#message, element, text);
      else if (this.#header) this.#closeInHeader(this.#header, element, text);
      else this.#wrapper = this.#wrapper?.outer;
    } catch (error) {
      throw this.#faultOfFile(error);
    }
  }

  #closeInMessage(message: MessageReader, element: XmlElement, text: string): void {
    message.close(element, text);
    if (this.#items + message.itemsCount > this.#itemsMax) {
      const reason = `The file has more than ${this.#itemsMax} transactions; split it into several messages.`;
      throw this.#fault('xml-too-large', reason);
    }
    if (this.#faulty + message.faultyCount > FAULTY_MAX) {
      const reason = `More than ${FAULTY_MAX} transactions of the file have a fault; send a few of them first to see which.`;
      throw this.#fault('xml-too-large', reason);
    }
    if (!message.ended) return;
    this.#items += message.itemsCount;
    this.#faulty += message.faultyCount;
    for (const part of message.take()) this.#parts.push(part);
    this.#message = undefined;
  }

  #closeInHeader(header: HeaderReader, element: XmlElement, text: string): void {
    header.close(element, text);
    if (!header.ended) return;
    this.#pending = { facts: header.facts(), xpath: header.place.xpath };
    this.#header = undefined;
  }

  #openOutside(element: XmlElement): void {
    const place = this.#placeOf(element);
    const { local, uri, depth } = element;
    if (isHeader(element)) {
      if (this.#pending) throw this.#alone(this.#pending);
      this.#header = new HeaderReader(element, place);
      return;
    }
    // Envelopes may have an element of this name too; a message of ISO 20022 it is only in such a namespace.
    if (local !== 'Document' || (depth > 1 && !uri.startsWith(ISO20022_NAMESPACE))) {
      this.#wrapper = { place, outer: this.#wrapper, counts: new Map() };
      return;
    }
    const kind = KINDS.get(uri);
    if (!kind) throw this.#unsupported(uri, 'is not supported');
    if (depth > DOCUMENT_DEPTH_MAX) {
      throw this.#unsupported(uri, `stands more than ${DOCUMENT_DEPTH_MAX} deep`);
    }
    this.#messages += 1;
    this.#message = new MessageReader(kind, place, this.#headerOf(kind));
  }

  #placeOf({ local }: XmlElement): Place {
    const outer = this.#wrapper;
    if (!outer) return new Place('', local, 0);
    const number = (outer.counts.get(local) ?? 0) + 1;
    outer.counts.set(local, number);
    if (outer.counts.size > ENVELOPE_NAMES_MAX) {
      const message = `An envelope holds elements of more than ${ENVELOPE_NAMES_MAX} names beside each other.`;
      throw this.#fault('xml-too-large', message);
    }
    return new Place(outer.place, local, number > 1 ? number : 0);
  }

  /** @throws Iso20022Error `header-differs` where the header is one of another message. */
  #headerOf({ definition }: MessageKind): BusinessHeader | undefined {
    const pending = this.#pending;
    if (!pending) return undefined;
    this.#pending = undefined;
    const { messageDefinition } = pending.facts;
    if (messageDefinition === definition) return { ...pending.facts, messageDefinition: definition };
    const message = `The header is one of "${shown(messageDefinition)}"; the Document behind it is a ${definition}.`;
    throw this.#fault('header-differs', message, `${pending.xpath}/MsgDefIdr`);
  }

  #alone({ xpath }: PendingHeader): Iso20022Error {
    const message = 'The header has no Document behind it; each message stands behind its own.';
    return this.#fault('header-differs', message, xpath);
  }

  #unsupported(uri: string, why: string): Iso20022Error {
    const name = uri.startsWith(ISO20022_NAMESPACE) ? uri.slice(ISO20022_NAMESPACE.length) : uri;
    const message = `The message "${name.slice(0, 100)}" ${why}; supported are ${SUPPORTED}.`;
    return this.#fault('message-unsupported', message);
  }

  /** An error that a part of a message threw, as one of the file. */
  #faultOfFile(error: unknown): unknown {
    if (!(error instanceof FieldFault)) return error;
    const { code, message, xpath } = error;
    return this.#fault(isOfFiles(code) ? code : 'field-invalid', message, xpath);
  }
}
