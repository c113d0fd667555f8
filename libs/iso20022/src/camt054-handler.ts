import { type CapturedEntry, entryItems, type NotificationFacts } from './camt054-entry.js';
import {
  CAMT054_VERSIONS,
  type Camt054Version,
  headerRules,
  ISO20022_NAMESPACE,
  MESSAGE,
  notificationRules,
} from './camt054-fields.js';
import { FieldCapture, FieldFault, type FieldRules } from './field-capture.js';
import { code } from './field-values.js';
import type { Iso20022Error, Iso20022ErrorCode } from './iso20022-error.js';
import { DOCUMENT_DEPTH_MAX } from './limits.js';
import type { NotifiedItem } from './notified-item.js';
import { settlementIdentity } from './settlement-identity.js';
import type { XmlElement, XmlHandler } from './xml-reader.js';

const NOTIFICATION = `${MESSAGE}/Ntfctn`;
const ENTRY = `${NOTIFICATION}/Ntry`;
const ENTRY_DETAILS = `${ENTRY}/NtryDtls`;
const TRANSACTION = `${ENTRY_DETAILS}/TxDtls`;
/** Of these several may stand beside each other, so their number is always in the path. */
const NUMBERED: ReadonlySet<string> = new Set([NOTIFICATION, ENTRY, ENTRY_DETAILS, TRANSACTION]);
const SUPPORTED = [...CAMT054_VERSIONS.values()].map((version) => version.format).join(', ');
const IBAN = /^[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}$/;

/** An element within the document that is open. */
interface Node {
  /** Below `Document`; none in a foreign namespace. */
  readonly path: string | undefined;
  /** Empty where nothing of it or below it is read. */
  readonly xpath: string;
  /** How many of each child that is read have been met. */
  readonly counts: Map<string, number>;
}

interface Scope {
  readonly base: string;
  readonly capture: FieldCapture;
}

type MakeFault = (code: Iso20022ErrorCode, message: string, xpath?: string) => Iso20022Error;

/** Makes items of the elements of a camt.054; it holds one entry at a time. */
export class Camt054Handler implements XmlHandler {
  #items: NotifiedItem[] = [];
  #version: Camt054Version | undefined;
  #namespace = '';
  #notifications = 0;
  readonly #nodes: Node[] = [];
  readonly #scopes: Scope[] = [];
  #header: FieldCapture | undefined;
  #facts: NotificationFacts | undefined;
  #transactions: FieldCapture[] = [];
  readonly #occurrences = new Map<string, number>();
  readonly #fault: MakeFault;

  constructor(fault: MakeFault) {
    this.#fault = fault;
  }

  /** What has come since the last time. */
  take(): readonly NotifiedItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** @throws Iso20022Error `message-unsupported` where the file held no message. */
  end(): void {
    if (this.#version) return;
    throw this.#fault(
      'message-unsupported',
      `The file holds no Document of a message; supported are ${SUPPORTED}.`,
    );
  }

  open(element: XmlElement): void {
    const parent = this.#nodes.at(-1);
    if (!parent) {
      this.#seekDocument(element);
      return;
    }
    const node = this.#node(element, parent);
    this.#nodes.push(node);
    this.#atFileFault(() => this.#opened(node, parent));
  }

  close(element: XmlElement, text: string): void {
    const node = this.#nodes.pop();
    if (node?.path === undefined) return;
    this.#atFileFault(() => this.#closed(node, node.path ?? '', text, element.attribute('Ccy')));
  }

  #seekDocument({ local, uri, depth, parent }: XmlElement): void {
    if (local !== 'Document') return;
    const version = CAMT054_VERSIONS.get(uri);
    if (version && depth <= DOCUMENT_DEPTH_MAX) {
      if (this.#version) {
        throw this.#fault(
          'message-unsupported',
          'The file holds more than one Document; send each in its own file.',
        );
      }
      this.#version = version;
      this.#namespace = uri;
      let xpath = '/Document';
      for (let outer = parent; outer; outer = outer.parent) xpath = `/${outer.local}${xpath}`;
      this.#nodes.push({ path: '', xpath, counts: new Map() });
      return;
    }
    // Envelopes may have an element of this name too; a message of ISO 20022 it is only in such a namespace.
    if (depth > 1 && !uri.startsWith(ISO20022_NAMESPACE)) return;
    const name = uri.startsWith(ISO20022_NAMESPACE) ? uri.slice(ISO20022_NAMESPACE.length) : uri;
    const why = version ? `stands more than ${DOCUMENT_DEPTH_MAX} deep` : 'is not supported';
    const message = `The message "${name.slice(0, 100)}" ${why}; supported are ${SUPPORTED}.`;
    throw this.#fault('message-unsupported', message);
  }

  #node({ local, uri }: XmlElement, parent: Node): Node {
    const counts = new Map<string, number>();
    if (parent.path === undefined || uri !== this.#namespace) return { path: undefined, xpath: '', counts };
    const path = parent.path === '' ? local : `${parent.path}/${local}`;
    const scope = this.#scopes.at(-1);
    const read = path === MESSAGE || NUMBERED.has(path) || scope?.capture.wants(below(scope, path));
    // Names that nobody reads are not counted: a file could hold any number of them.
    if (!read) return { path, xpath: '', counts };
    const number = (parent.counts.get(local) ?? 0) + 1;
    parent.counts.set(local, number);
    const index = number > 1 || NUMBERED.has(path) ? `[${number}]` : '';
    return { path, xpath: `${parent.xpath}/${local}${index}`, counts };
  }

  #opened({ path, xpath }: Node, parent: Node): void {
    switch (path) {
      case MESSAGE:
        if (this.#header) throw new FieldFault('field-invalid', xpath, `${MESSAGE} stands more than once.`);
        this.#header = this.#enter(path, xpath, headerRules);
        return;
      case NOTIFICATION:
        this.#messageId();
        this.#notifications += 1;
        this.#facts = undefined;
        this.#enter(path, xpath, notificationRules);
        return;
      case ENTRY:
        // Account and header stand before the entries in the standard: this is a stream, so they have to.
        this.#facts ??= this.#notificationFacts();
        this.#transactions = [];
        if (this.#version) this.#enter(path, xpath, this.#version.entry);
        return;
      case TRANSACTION:
        if (this.#version) this.#transactions.push(this.#enter(path, xpath, this.#version.transaction));
        return;
    }
    const scope = this.#scopes.at(-1);
    if (!scope || parent.path === undefined) return;
    scope.capture.open(path === undefined ? '' : below(scope, path), below(scope, parent.path), xpath);
  }

  #closed(node: Node, path: string, text: string, currency: string | undefined): void {
    const scope = this.#scopes.at(-1);
    if (path === '') {
      if (!this.#header) throw this.#missing(node, MESSAGE);
      return;
    }
    if (!scope) return;
    if (scope.base !== path) {
      scope.capture.close(below(scope, path), text, node.xpath, currency);
      return;
    }
    switch (path) {
      case MESSAGE:
        this.#messageId();
        if (this.#notifications === 0) throw this.#missing(node, 'Ntfctn');
        break;
      case NOTIFICATION:
        // Once more behind the entries: the account may have come twice.
        this.#notificationFacts();
        break;
      case ENTRY:
        this.#emit({ fields: scope.capture, transactions: this.#transactions });
        break;
    }
    this.#scopes.pop();
  }

  #enter(base: string, xpath: string, rules: FieldRules): FieldCapture {
    const capture = new FieldCapture(xpath, rules);
    this.#scopes.push({ base, capture });
    return capture;
  }

  #messageId(): string {
    this.#header?.check();
    return this.#header?.required('GrpHdr/MsgId').text ?? '';
  }

  /** @throws FieldFault, which is one of the whole file: no entry of it has an account. */
  #notificationFacts(): NotificationFacts {
    const capture = this.#scopes.find(({ base }) => base === NOTIFICATION)?.capture;
    if (!capture) throw new TypeError('an entry stands outside a notification');
    capture.check();
    const [iban, other] = [capture.first('Acct/Id/IBAN'), capture.first('Acct/Id/Othr/Id')];
    const at = `${capture.xpath}/Acct/Id`;
    if (iban && other)
      throw new FieldFault('field-invalid', at, 'Acct/Id holds IBAN and Othr; one is allowed.');
    const account = iban ?? other;
    if (!account) {
      const message = 'Acct/Id has neither IBAN nor Othr/Id; one is required, before the first Ntry.';
      throw new FieldFault('field-missing', at, message);
    }
    if (iban && !IBAN.test(iban.text)) {
      throw new FieldFault('field-invalid', iban.xpath, `"${iban.text}" is no IBAN, written without spaces.`);
    }
    const copy = capture.first('CpyDplctInd');
    return {
      messageId: this.#messageId(),
      account: account.text,
      ...(copy ? { copyDuplicate: code(copy, ['CODU', 'COPY', 'DUPL']) } : {}),
    };
  }

  #emit(entry: CapturedEntry): void {
    if (!this.#version || !this.#facts) return;
    for (const item of entryItems(this.#version, this.#facts, entry)) {
      this.#items.push(item.kind === 'entry' ? { ...item, occurrence: this.#occurrence(item) } : item);
    }
    this.#transactions = [];
  }

  #occurrence(item: Extract<NotifiedItem, { kind: 'entry' }>): number {
    if (item.accountServicerReference ?? item.uetr ?? item.endToEndId) return 1;
    const identity = settlementIdentity(item);
    const occurrence = (this.#occurrences.get(identity) ?? 0) + 1;
    this.#occurrences.set(identity, occurrence);
    return occurrence;
  }

  #missing(node: Node, name: string): FieldFault {
    return new FieldFault('field-missing', `${node.xpath}/${name}`, `${name} is missing; it is required.`);
  }

  #atFileFault(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      const missing = error.code === 'field-missing';
      throw this.#fault(missing ? 'field-missing' : 'field-invalid', error.message, error.xpath);
    }
  }
}

/** The path of an element below its scope; empty for the scope itself. */
const below = (scope: Scope, path: string): string => path.slice(scope.base.length + 1);
