/** What a field may be. */
export interface FieldRule {
  /** Characters (code points) that the standard allows. */
  readonly charsMax: number;
}

export interface FieldRules {
  /** Fields with text, by their path below the scope. */
  readonly texts: ReadonlyMap<string, FieldRule>;
  /** Every element on the way to a field. */
  readonly containers: ReadonlySet<string>;
  /** Which of both may stand more than once. */
  readonly repeatable: ReadonlySet<string>;
}

/** @param texts path below the scope → characters at most. */
export function fieldRules(
  texts: Readonly<Record<string, number>>,
  repeatable: readonly string[] = [],
): FieldRules {
  const paths = Object.keys(texts);
  const containers = paths.flatMap((path) => {
    const steps = path.split('/');
    return steps.slice(1).map((_, i) => steps.slice(0, i + 1).join('/'));
  });
  return {
    texts: new Map(Object.entries(texts).map(([path, charsMax]) => [path, { charsMax }])),
    containers: new Set(containers),
    repeatable: new Set(repeatable),
  };
}

export interface FieldValue {
  /** Without white space around it; never empty. */
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

/** The fields of one scope (header, notification, entry, transaction) that its rules ask for, and nothing else. */
export class FieldCapture {
  /** The first fault; the fields behind it are kept nevertheless, as they tell which transaction it is. */
  fault: FieldFault | undefined;
  readonly #values: (readonly [path: string, value: FieldValue])[] = [];
  readonly #seen = new Set<string>();
  readonly #nested = new Set<string>();

  constructor(
    readonly xpath: string,
    readonly rules: FieldRules,
  ) {}

  wants(path: string): boolean {
    return this.rules.texts.has(path) || this.rules.containers.has(path);
  }

  open(path: string, parentPath: string, xpath: string): void {
    if (this.rules.texts.has(parentPath)) this.#nested.add(parentPath);
    if (!this.wants(path)) return;
    if (this.#seen.has(path) && !this.rules.repeatable.has(path)) {
      this.#found('field-invalid', xpath, `${nameOf(path)} stands more than once; the standard allows one.`);
    }
    this.#seen.add(path);
  }

  close(path: string, raw: string, xpath: string, currency: string | undefined): void {
    const rule = this.rules.texts.get(path);
    if (!rule) return;
    if (this.#nested.has(path)) {
      this.#found('field-invalid', xpath, `${nameOf(path)} holds elements where the standard has text.`);
      return;
    }
    const text = raw.trim();
    // No field of the standard may be empty: an empty one says nothing, as if it were not there.
    if (text === '') return;
    if ([...text].length > rule.charsMax) {
      this.#found('field-invalid', xpath, `${nameOf(path)} has more than ${rule.charsMax} characters.`);
      return;
    }
    this.#values.push([path, { text, xpath, ...(currency === undefined ? {} : { currency }) }]);
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
    throw new FieldFault(
      'field-missing',
      `${this.xpath}/${path}`,
      `${path} is missing or empty; it is required.`,
    );
  }

  /** @throws FieldFault the first one that the elements themselves had. */
  check(): void {
    if (this.fault) throw this.fault;
  }

  #found(code: string, xpath: string, message: string): void {
    this.fault ??= new FieldFault(code, xpath, message);
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
