import type { XmlElement } from '../xml/xml-element.js';
import type { ElementRule } from './element-rules.js';
import { FieldCapture } from './field-capture.js';
import { Place } from './place.js';

/** Hears of the scopes of a document as they begin and end. */
export interface ScopeListener {
  /** @param number which of its kind in its parent it is, from 1. */
  enter(rule: ElementRule, fields: FieldCapture, number: number): void;
  leave(rule: ElementRule, fields: FieldCapture): void;
}

/** An element that is open and has a rule. */
interface Node {
  readonly rule: ElementRule;
  readonly place: Place;
  readonly parent: Node | undefined;
  /** The fields of the scope that it is, or stands in. */
  readonly fields: FieldCapture;
  /** How many of each child that has a rule have been met, by the child's index. */
  counts: number[] | undefined;
  /** Whether an element without a rule has stood in it. */
  nested: boolean;
}

/**
 * Walks a document along its rules and fills the fields of its scopes; what has no rule is skipped.
 * @throws FieldFault for a fault that is none of one item alone.
 */
export class RuleWalker {
  readonly #namespace: string;
  readonly #listener: ScopeListener;
  /** Of the element that it began with. */
  readonly fields: FieldCapture;
  #node: Node | undefined;
  /** Elements that are open and have no rule. */
  #skipped = 0;

  /** @param place of the element that `rule` is for, which has just been opened. */
  constructor(rule: ElementRule, namespace: string, place: Place, listener: ScopeListener) {
    this.#namespace = namespace;
    this.#listener = listener;
    this.fields = new FieldCapture(place, undefined);
    this.#node = { rule, place, parent: undefined, fields: this.fields, counts: undefined, nested: false };
  }

  /** Whether its last tag has come. */
  get ended(): boolean {
    return this.#node === undefined;
  }

  /** @returns whether the text of the element is one of a field. */
  open({ local, uri }: XmlElement): boolean {
    const parent = this.#node;
    if (!parent) return false;
    const known = this.#skipped === 0 && uri === this.#namespace;
    const rule = known ? parent.rule.children.get(local) : undefined;
    if (!rule) {
      parent.nested = true;
      this.#skipped += 1;
      return false;
    }
    parent.counts ??= [];
    const number = (parent.counts[rule.index] ?? 0) + 1;
    parent.counts[rule.index] = number;
    const place = new Place(parent.place, local, rule.numbered || number > 1 ? number : 0);
    const fields = rule.scope ? new FieldCapture(place, parent.fields) : parent.fields;
    this.#node = { rule, place, parent, fields, counts: undefined, nested: false };
    if (rule.scope === undefined) {
      fields.open(rule, number, place);
      return rule.charsMax !== undefined;
    }
    const { role, kept } = rule.scope;
    if (role === 'record' || role === 'detail' || kept) parent.fields.add(rule, fields, place);
    this.#listener.enter(rule, fields, number);
    return false;
  }

  close(element: XmlElement, text: string): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const node = this.#node;
    if (!node) return;
    const { rule, fields } = node;
    if (rule.scope === undefined) fields.close(rule, text, node.nested, node.place, element.attribute('Ccy'));
    else {
      if (rule.scope.role === 'record') fields.outer?.endRecord(fields);
      this.#listener.leave(rule, fields);
    }
    this.#node = node.parent;
  }
}
