import type { ElementRule } from './element-rules.js';
import { REPEATED_TEXTS_MAX } from './limits.js';

export interface FieldValue {
  /** One line without white space around it; never empty. */
  readonly text: string;
  readonly xpath: string;
  /** The attribute `Ccy`. */
  readonly currency?: string;
}

/** A field that is missing or wrong. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';

  constructor(
    readonly code: string,
    readonly xpath: string,
    message: string,
  ) {
    super(message);
  }
}

/** The fields of one scope (message, notification, entry, transaction). */
export class FieldCapture {
  /** The first fault; the fields behind it are kept nevertheless, as they tell which transaction it is. */
  #fault: FieldFault | undefined;
  readonly #values: (readonly [path: string, value: FieldValue])[] = [];
  readonly #seen = new Set<ElementRule>();
  #repeated = 0;
  #nested = false;

  constructor(readonly xpath: string) {}

  open(rule: ElementRule, xpath: string): void {
    if (this.#seen.has(rule) && !rule.repeatable) {
      this.#found(xpath, `${nameOf(rule)} stands more than once; the standard allows one.`);
    }
    this.#seen.add(rule);
    this.#nested = false;
  }

  /** An element that is not read has been opened in the field that was opened last. */
  nest(): void {
    this.#nested = true;
  }

  close(rule: ElementRule, raw: string, xpath: string, currency: string | undefined): void {
    if (rule.charsMax === undefined) return;
    if (this.#nested) {
      this.#found(xpath, `${nameOf(rule)} holds elements where the standard has text.`);
      return;
    }
    const text = oneLine(raw);
    // No field of the standard may be empty: an empty one says nothing, as if it were not there.
    if (text === '') return;
    if ([...text].length > rule.charsMax) {
      this.#found(xpath, `${nameOf(rule)} has more than ${rule.charsMax} characters.`);
      return;
    }
    if (rule.repeatable && ++this.#repeated > REPEATED_TEXTS_MAX) {
      this.#found(xpath, `${nameOf(rule)} is one of more than ${REPEATED_TEXTS_MAX} texts.`);
      return;
    }
    this.#values.push([rule.path, { text, xpath, ...(currency === undefined ? {} : { currency }) }]);
  }

  first(path: string): FieldValue | undefined {
    return this.#values.find(([each]) => each === path)?.[1];
  }

  /** All texts of several fields, in the order of the file. */
  textsOf(paths: readonly string[]): readonly string[] {
    return this.#values.filter(([path]) => paths.includes(path)).map(([, value]) => value.text);
  }

  /** @throws FieldFault `field-missing`. */
  required(path: string): FieldValue {
    const value = this.first(path);
    if (value) return value;
    const message = `${path} is missing or empty; it is required.`;
    throw new FieldFault('field-missing', `${this.xpath}/${path}`, message);
  }

  /** @throws FieldFault the first one that the elements themselves had. */
  check(): void {
    if (this.#fault) throw this.#fault;
  }

  #found(xpath: string, message: string): void {
    this.#fault ??= new FieldFault('field-invalid', xpath, message);
  }
}

/** Programs that lay XML out break long texts; a name or reference is one line nevertheless. */
const oneLine = (raw: string): string =>
  raw.replaceAll(/[\s\p{Cc}]+/gu, (space) => (/\p{Cc}/u.test(space) ? ' ' : space)).trim();

const nameOf = ({ path }: ElementRule): string => path.slice(path.lastIndexOf('/') + 1);
