import { RECORDS_MAX, REPEATED_TEXTS_MAX } from '../limits.js';
import { FieldFault } from './field-fault.js';
import type { Place } from './place.js';

/** What has to be known of the rule of an element that stands in a scope. */
export interface CapturedRule {
  /** Path below the scope. */
  readonly path: string;
  readonly charsMax?: number | undefined;
  readonly repeatable: boolean;
  readonly scope?: { readonly role: string };
}

export class FieldValue {
  readonly #place: Place;

  constructor(
    /** One line without white space around it; never empty. */
    readonly text: string,
    place: Place,
    /** The attribute `Ccy`. */
    readonly currency: string | undefined,
  ) {
    this.#place = place;
  }

  get xpath(): string {
    return this.#place.xpath;
  }
}

/** The fields of one scope: a message, a statement, an entry, a payment, charges. */
export class FieldCapture {
  readonly #place: Place;
  readonly #values = new Map<string, FieldValue>();
  #texts: [path: string, text: string][] | undefined;
  #records: Map<string, FieldCapture[]> | undefined;
  /** The first fault; the fields behind it are kept nevertheless, as they tell which transaction it is. */
  #fault: FieldFault | undefined;
  #sealed = false;

  constructor(
    place: Place,
    /** Those of the scope around it. */
    readonly outer: FieldCapture | undefined,
  ) {
    this.#place = place;
  }

  get xpath(): string {
    return this.#place.xpath;
  }

  /** Items have been made with these fields: no more of them may come. */
  seal(): void {
    this.#sealed = true;
  }

  /**
   * An element begins that is a field of this scope, or leads to one.
   * @throws FieldFault where the items behind which it stands have been made without it.
   */
  open(rule: CapturedRule, number: number, place: Place): void {
    if (this.#sealed) throw behind(rule, place);
    if (number > 1 && !rule.repeatable) this.#twice(rule, place);
  }

  /** A field has ended. @param nested whether there were elements in it. */
  close(rule: CapturedRule, raw: string, nested: boolean, place: Place, currency: string | undefined): void {
    const { path, charsMax } = rule;
    if (charsMax === undefined) return;
    if (nested) {
      this.#invalid(place.xpath, `${nameOf(rule)} holds elements where the standard has text.`);
      return;
    }
    const text = oneLine(raw);
    // No field of the standard may be empty: an empty one says nothing, as if it were not there.
    if (text === '') return;
    if (text.length > charsMax && [...text].length > charsMax) {
      this.#invalid(place.xpath, `${nameOf(rule)} has more than ${charsMax} characters.`);
      return;
    }
    if (!rule.repeatable) {
      if (!this.#values.has(path)) this.#values.set(path, new FieldValue(text, place, currency));
      return;
    }
    this.#texts ??= [];
    if (this.#texts.length === REPEATED_TEXTS_MAX) {
      this.#invalid(place.xpath, `${nameOf(rule)} is one of more than ${REPEATED_TEXTS_MAX} texts.`);
      return;
    }
    this.#texts.push([path, text]);
  }

  /**
   * A record, a detail or a kept item has begun in this scope.
   * @throws FieldFault where the items behind which it stands have been made without it.
   */
  add(rule: CapturedRule, fields: FieldCapture, place: Place): void {
    if (this.#sealed) throw behind(rule, place);
    this.#records ??= new Map();
    const others = this.#records.get(rule.path);
    if (!others) this.#records.set(rule.path, [fields]);
    else if (!rule.repeatable) this.#twice(rule, place);
    else if (rule.scope?.role === 'detail' || others.length < RECORDS_MAX) others.push(fields);
    else this.#invalid(fields.xpath, `${nameOf(rule)} is one of more than ${RECORDS_MAX}.`);
  }

  /** A record has ended: its fault is one of this scope. */
  endRecord(record: FieldCapture): void {
    this.#fault ??= record.#fault;
  }

  records(path: string): readonly FieldCapture[] {
    return this.#records?.get(path) ?? [];
  }

  first(path: string): FieldValue | undefined {
    return this.#values.get(path);
  }

  /** The first there is. */
  firstOf(paths: readonly string[]): FieldValue | undefined {
    for (const path of paths) {
      const value = this.#values.get(path);
      if (value) return value;
    }
    return undefined;
  }

  /** All texts of several repeatable fields, in the order of the file. */
  textsOf(paths: readonly string[]): readonly string[] {
    const texts = this.#texts;
    if (!texts) return [];
    return texts.filter(([path]) => paths.includes(path)).map(([, text]) => text);
  }

  /** @throws FieldFault `field-missing`. */
  required(path: string): FieldValue {
    return this.#values.get(path) ?? raise(this.missing(path));
  }

  missing(path: string): FieldFault {
    const message = `${path} is missing or empty; it is required.`;
    return new FieldFault('field-missing', `${this.xpath}/${path}`, message);
  }

  /** @throws FieldFault the first one that the elements themselves had. */
  check(): void {
    if (this.#fault) throw this.#fault;
  }

  #twice(rule: CapturedRule, place: Place): void {
    this.#invalid(place.xpath, `${nameOf(rule)} stands more than once; the standard allows one.`);
  }

  #invalid(xpath: string, message: string): void {
    this.#fault ??= new FieldFault('field-invalid', xpath, message);
  }
}

/** Programs that lay XML out break long texts; a name or reference is one line nevertheless. */
function oneLine(raw: string): string {
  if (isOneLine(raw)) return raw;
  return raw.replaceAll(/[\s\p{Cc}]+/gu, (space) => (/\p{Cc}/u.test(space) ? ' ' : space)).trim();
}

/** Whether it is surely one line without space around it: most are, and this is quicker than to make one of it. */
function isOneLine(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f)) return false;
  }
  return isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1));
}

/** Of what is beyond ASCII, spaces are some, so it is to be looked at. */
const isInk = (unit: number): boolean => unit > 0x20 && unit < 0x7f;

function behind(rule: CapturedRule, { xpath }: Place): FieldFault {
  const message = `${nameOf(rule)} stands behind transactions that it is about; the standard has it before them, once.`;
  return new FieldFault('field-invalid', xpath, message);
}

const nameOf = ({ path }: CapturedRule): string => path.slice(path.lastIndexOf('/') + 1);

function raise(fault: FieldFault): never {
  throw fault;
}
