import { entryItems } from './camt054-entry.js';
import { type Camt054Version, MESSAGE } from './camt054-fields.js';
import { type NotificationFacts, notificationFacts } from './camt054-notification.js';
import type { ElementRule, ScopeName } from './element-rules.js';
import { FieldCapture, FieldFault } from './field-capture.js';
import type { NotifiedItem } from './notified-item.js';
import { OccurrenceCounter } from './occurrence-counter.js';
import type { XmlElement } from './xml-reader.js';

/** An element that is open and has a rule. */
interface Node {
  readonly rule: ElementRule;
  readonly xpath: string;
  readonly parent: Node | undefined;
  /** The fields of the scope that it is, or stands in. */
  readonly fields: FieldCapture;
  /** How many of each child that has a rule have been met. */
  readonly counts: Map<string, number>;
}

/**
 * Makes items of a camt.054, from its `Document` on; it holds one entry at a time.
 * @throws FieldFault for a fault of the whole file.
 */
export class Camt054Document {
  readonly #version: Camt054Version;
  readonly #occurrences = new OccurrenceCounter();
  #node: Node | undefined;
  /** Elements that are open and have no rule. */
  #skipped = 0;
  #items: NotifiedItem[] = [];
  #itemsCount = 0;
  #notificationsCount = 0;
  #message: FieldCapture | undefined;
  #facts: NotificationFacts | undefined;
  #transactions: FieldCapture[] = [];

  constructor(version: Camt054Version, xpath: string) {
    this.#version = version;
    this.#node = {
      rule: version.document,
      xpath,
      parent: undefined,
      fields: new FieldCapture(xpath),
      counts: new Map(),
    };
  }

  /** Whether its last tag has come. */
  get ended(): boolean {
    return this.#node === undefined;
  }

  /** Transactions so far, those with a fault counted too. */
  get itemsCount(): number {
    return this.#itemsCount;
  }

  /** What has come since the last time. */
  take(): readonly NotifiedItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  open({ local, uri }: XmlElement): void {
    const parent = this.#node;
    if (!parent) return;
    const known = this.#skipped === 0 && uri === this.#version.namespace;
    const rule = known ? parent.rule.children.get(local) : undefined;
    if (!rule) {
      if (this.#skipped === 0) parent.fields.nest();
      this.#skipped += 1;
      return;
    }
    const number = (parent.counts.get(local) ?? 0) + 1;
    parent.counts.set(local, number);
    const xpath = `${parent.xpath}/${local}${rule.numbered || number > 1 ? `[${number}]` : ''}`;
    const fields = rule.scope ? new FieldCapture(xpath) : parent.fields;
    this.#node = { rule, xpath, parent, fields, counts: new Map() };
    if (rule.scope) this.#enter(rule.scope, fields, parent.fields);
    else fields.open(rule, xpath);
  }

  close(element: XmlElement, text: string): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const node = this.#node;
    if (!node) return;
    if (node.rule.scope) this.#leave(node.rule.scope, node.fields);
    else node.fields.close(node.rule, text, node.xpath, element.attribute('Ccy'));
    this.#node = node.parent;
  }

  #enter(scope: ScopeName, fields: FieldCapture, outer: FieldCapture): void {
    switch (scope) {
      case 'document':
        return;
      case 'message':
        if (this.#message) {
          throw new FieldFault('field-invalid', fields.xpath, `${MESSAGE} stands more than once.`);
        }
        this.#message = fields;
        return;
      case 'notification':
        this.#notificationsCount += 1;
        this.#facts = undefined;
        return;
      case 'entry':
        // Header and account stand before the entries in the standard: this is a stream, so they have to.
        this.#facts ??= notificationFacts(this.#messageId(), outer);
        return;
      case 'transaction':
        this.#itemsCount += 1;
        this.#transactions.push(fields);
        return;
    }
  }

  #leave(scope: ScopeName, fields: FieldCapture): void {
    switch (scope) {
      case 'document':
        if (!this.#message) throw missing(fields, MESSAGE);
        return;
      case 'message':
        // Once more behind the notifications: the header may have come twice.
        this.#messageId();
        if (this.#notificationsCount === 0) throw missing(fields, 'Ntfctn');
        return;
      case 'notification':
        // Once more behind the entries: the account may have come twice.
        notificationFacts(this.#messageId(), fields);
        return;
      case 'entry':
        if (this.#transactions.length === 0) this.#itemsCount += 1;
        this.#addItemsOf(fields);
        return;
      case 'transaction':
        return;
    }
  }

  #messageId(): string {
    this.#message?.check();
    return this.#message?.required('GrpHdr/MsgId').text ?? '';
  }

  #addItemsOf(entry: FieldCapture): void {
    if (!this.#facts) return;
    for (const item of entryItems(this.#version, this.#facts, {
      fields: entry,
      transactions: this.#transactions,
    })) {
      this.#items.push(item.kind === 'entry' ? this.#occurrences.counted(item) : item);
    }
    this.#transactions = [];
  }
}

const missing = (fields: FieldCapture, name: string): FieldFault =>
  new FieldFault('field-missing', `${fields.xpath}/${name}`, `${name} is missing; it is required.`);
