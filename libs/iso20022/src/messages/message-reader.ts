import { attempt } from '../fields/attempt.js';
import { DecimalSum } from '../fields/decimal-sum.js';
import type { ElementRule, ItemContext } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { FieldFault } from '../fields/field-fault.js';
import { firstReference, optional } from '../fields/field-values.js';
import { Place } from '../fields/place.js';
import { RuleWalker, type ScopeListener } from '../fields/rule-walker.js';
import { ENTRY_TRANSACTIONS_MAX } from '../limits.js';
import type { Iso20022Family } from '../parts/definition.js';
import type { Iso20022Item } from '../parts/items.js';
import type { BusinessHeader, MessageBegin } from '../parts/message.js';
import type { Iso20022Part } from '../parts/part.js';
import { EntryTally } from '../statements/entry-tally.js';
import { OccurrenceCounter } from '../statements/occurrence-counter.js';
import type { XmlElement } from '../xml/xml-element.js';
import { type MessageKind, messageBegin } from './message-kind.js';
import { namedReferences, rejectedItem } from './rejected-item.js';

/** A group that is open. */
interface Group {
  readonly rule: ElementRule;
  readonly fields: FieldCapture;
  readonly outer: Group | undefined;
  readonly tally: EntryTally;
  begun: boolean;
  begin: Iso20022Part | undefined;
}

/**
 * Makes parts of one message, from its `Document` on; it holds one item at a time.
 * @throws FieldFault for a fault of the whole file.
 */
export class MessageReader implements ScopeListener {
  readonly #kind: MessageKind;
  readonly #header: BusinessHeader | undefined;
  readonly #walker: RuleWalker;
  readonly #place: Place;
  readonly #occurrences = new OccurrenceCounter();
  #parts: Iso20022Part[] = [];
  /** The fields of the message's one element. */
  #fields: FieldCapture | undefined;
  #begin: MessageBegin | undefined;
  #group: Group | undefined;
  /** Details of the item that is open. */
  #details = 0;
  #transactions = 0;
  #items = 0;
  #faulty = 0;
  #required = 0;
  /** Of the amounts of its payments; `undefined` once one is not known. */
  #sum: DecimalSum | undefined = new DecimalSum();

  constructor(kind: MessageKind, place: Place, header: BusinessHeader | undefined) {
    this.#kind = kind;
    this.#place = place;
    this.#header = header;
    this.#walker = new RuleWalker(kind.document, kind.namespace, place, this);
  }

  /** Whether its last tag has come. */
  get ended(): boolean {
    return this.#walker.ended;
  }

  /** Items so far, those with a fault counted too. */
  get itemsCount(): number {
    return this.#items;
  }

  /** Of these, those with a fault. */
  get faultyCount(): number {
    return this.#faulty;
  }

  /** What has come since the last time. */
  take(): readonly Iso20022Part[] {
    const parts = this.#parts;
    if (parts.length > 0) this.#parts = [];
    return parts;
  }

  open(element: XmlElement): boolean {
    return this.#walker.open(element);
  }

  close(element: XmlElement, text: string): void {
    this.#walker.close(element, text);
    if (this.#walker.ended) this.#end();
  }

  enter(rule: ElementRule, fields: FieldCapture, number: number): void {
    if (rule.path === this.#kind.required) this.#required += 1;
    switch (rule.scope?.role) {
      case 'root':
        if (number > 1) {
          throw new FieldFault('field-invalid', fields.xpath, `${rule.path} stands more than once.`);
        }
        this.#fields = fields;
        return;
      case 'group': {
        this.#beginAll();
        fields.outer?.seal();
        const tally = new EntryTally();
        this.#group = { rule, fields, outer: this.#group, tally, begun: false, begin: undefined };
        return;
      }
      case 'item':
        // What items share stands before them in the standard: this is a stream, so it has to.
        this.#beginAll();
        if (!rule.scope.kept) fields.outer?.seal();
        this.#details = 0;
        return;
      case 'detail':
        this.#details += 1;
        this.#items += 1;
        if (this.#details > ENTRY_TRANSACTIONS_MAX) throw tooManyOf(fields.outer?.xpath ?? fields.xpath);
        return;
    }
  }

  leave(rule: ElementRule, fields: FieldCapture): void {
    switch (rule.scope?.role) {
      case 'root':
        this.#begin ??= this.#beginMessage();
        fields.check();
        return;
      case 'group':
        this.#endGroup();
        return;
      case 'item':
        this.#endItem(rule, fields);
        return;
    }
  }

  #beginAll(): void {
    this.#begin ??= this.#beginMessage();
    for (let group = this.#group; group && !group.begun; group = group.outer) this.#beginGroup(group);
  }

  #beginMessage(): MessageBegin {
    const fields = this.#fields;
    if (!fields) throw this.#missing(this.#kind.root);
    const begin = messageBegin(this.#kind, this.#place.xpath, fields, this.#header);
    this.#parts.push(begin);
    return begin;
  }

  #beginGroup(group: Group): void {
    group.begun = true;
    group.begin = group.rule.scope?.begin?.(group.fields, this.#context(group));
    if (group.begin) this.#add(group.begin);
  }

  #endGroup(): void {
    const group = this.#group;
    if (!group) return;
    if (!group.begun) this.#beginGroup(group);
    const end = group.rule.scope?.end?.(group.fields, this.#context(group));
    if (end) this.#add(end);
    this.#group = group.outer;
  }

  #endItem(rule: ElementRule, fields: FieldCapture): void {
    if (this.#details === 0) this.#items += 1;
    if (!rule.scope?.kept) this.#transactions += Math.max(1, this.#details);
    const context = this.#context(this.#group);
    context.tally.count();
    const items = attempt(() => rule.scope?.items?.(fields, context) ?? []);
    if (items instanceof FieldFault) {
      this.#sum = undefined;
      const names = rule.scope?.names ?? [];
      const named = namedReferences(fields, names);
      this.#add(rejectedItem(items, context.message, firstReference(fields, names), named));
      return;
    }
    for (const item of items) {
      if (item.kind === 'rejected') this.#sum = undefined;
      const amount = amountOf(item);
      if (amount !== undefined) this.#sum?.add(amount);
      this.#add(item);
    }
  }

  #end(): void {
    const begin = this.#begin;
    const fields = this.#fields;
    if (!begin || !fields) throw this.#missing(this.#kind.root);
    const { required, root, whole } = this.#kind;
    if (required !== undefined && this.#required === 0) throw this.#missing(`${root}/${required}`);
    if (this.#items === 0) {
      const item = whole?.(fields, this.#context(undefined));
      if (item) {
        this.#items += 1;
        this.#add(item);
      }
    }
    const { messageId, definition } = begin;
    this.#add({
      kind: 'message-end',
      xpath: begin.xpath,
      messageId,
      messageFormat: definition,
      transactions: this.#transactions,
      ...(SUMMED.has(this.#kind.family) && optional('sum', this.#sum?.text)),
    });
  }

  #context(group: Group | undefined): ItemContext {
    this.#begin ??= this.#beginMessage();
    return { message: this.#begin, group: group?.begin, tally: group?.tally ?? new EntryTally() };
  }

  #add(part: Iso20022Part): void {
    if (part.kind === 'rejected') this.#faulty += 1;
    this.#parts.push(this.#occurrences.counted(part));
  }

  #missing(path: string): FieldFault {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return new FieldFault(
      'field-missing',
      `${this.#place.xpath}/${path}`,
      `${name} is missing; it is required.`,
    );
  }
}

/** Families whose header sums the amounts of their transactions. */
const SUMMED: ReadonlySet<Iso20022Family> = new Set(['pacs.008', 'pacs.009', 'pacs.004', 'pain.001']);

function amountOf(item: Iso20022Item): string | undefined {
  if (item.kind === 'credit-transfer') return item.amount.amount;
  return item.kind === 'payment-return' ? item.returnedAmount.amount : undefined;
}

function tooManyOf(entry: string): FieldFault {
  const message = `The entry has more than ${ENTRY_TRANSACTIONS_MAX} transactions (TxDtls); split it into several entries, each with the amount of its own.`;
  return new FieldFault('xml-too-large', entry, message);
}
