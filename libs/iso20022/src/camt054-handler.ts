import { Camt054Document } from './camt054-document.js';
import { CAMT054_VERSIONS, ISO20022_NAMESPACE } from './camt054-fields.js';
import { FieldFault } from './field-capture.js';
import { Iso20022Error, type Iso20022ErrorCode } from './iso20022-error.js';
import { DOCUMENT_DEPTH_MAX } from './limits.js';
import type { NotifiedItem } from './notified-item.js';
import type { XmlElement, XmlHandler } from './xml-reader.js';

const SUPPORTED = CAMT054_VERSIONS.map(({ format }) => format).join(', ');

type MakeFault = (code: Iso20022ErrorCode, message: string, xpath?: string) => Iso20022Error;

/** Finds the one `Document` of a file, in whatever envelope it stands, and has it made into items. */
export class Camt054Handler implements XmlHandler {
  readonly #itemsMax: number;
  readonly #fault: MakeFault;
  #document: Camt054Document | undefined;

  /** @param fault makes an error of the place that the reader has come to. */
  constructor(itemsMax: number, fault: MakeFault) {
    this.#itemsMax = itemsMax;
    this.#fault = fault;
  }

  /** What has come since the last time. */
  take(): readonly NotifiedItem[] {
    return this.#document?.take() ?? [];
  }

  /** @throws Iso20022Error `message-unsupported` where the file held no message. */
  end(): void {
    if (this.#document) return;
    const message = `The file holds no Document of a message; supported are ${SUPPORTED}.`;
    throw new Iso20022Error('message-unsupported', message);
  }

  open(element: XmlElement): void {
    const document = this.#document;
    if (!document || document.ended) this.#seekDocument(element);
    else this.#atFileFault(() => document.open(element));
  }

  close(element: XmlElement, text: string): void {
    const document = this.#document;
    if (!document || document.ended) return;
    this.#atFileFault(() => document.close(element, text));
    if (document.itemsCount <= this.#itemsMax) return;
    const message = `The file has more than ${this.#itemsMax} transactions; split it into several messages.`;
    throw this.#fault('xml-too-large', message);
  }

  #seekDocument(element: XmlElement): void {
    const { local, uri, depth } = element;
    // Envelopes may have an element of this name too; a message of ISO 20022 it is only in such a namespace.
    if (local !== 'Document' || (depth > 1 && !uri.startsWith(ISO20022_NAMESPACE))) return;
    const version = CAMT054_VERSIONS.find(({ namespace }) => namespace === uri);
    if (!version) throw this.#unsupported(uri, 'is not supported');
    if (depth > DOCUMENT_DEPTH_MAX)
      throw this.#unsupported(uri, `stands more than ${DOCUMENT_DEPTH_MAX} deep`);
    if (this.#document) {
      const message = 'The file holds more than one Document; send each in its own file.';
      throw this.#fault('message-unsupported', message);
    }
    this.#document = new Camt054Document(version, pathOf(element));
  }

  #unsupported(uri: string, why: string): Iso20022Error {
    const name = uri.startsWith(ISO20022_NAMESPACE) ? uri.slice(ISO20022_NAMESPACE.length) : uri;
    const message = `The message "${name.slice(0, 100)}" ${why}; supported are ${SUPPORTED}.`;
    return this.#fault('message-unsupported', message);
  }

  #atFileFault(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      const missing = error.code === 'field-missing';
      throw this.#fault(missing ? 'field-missing' : 'field-invalid', error.message, error.xpath);
    }
  }
}

const pathOf = ({ parent, local }: XmlElement): string => `${parent ? pathOf(parent) : ''}/${local}`;
