import { z } from 'zod';

/** An event that does not keep to what was published for its type. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';

  constructor(
    message: string,
    /** JSON pointers to the fields at fault, with what each should be. */
    readonly issues: readonly ContractIssue[] = [],
  ) {
    super(message);
  }
}

export interface ContractIssue {
  /** JSON pointer (RFC 6901) within the value. */
  readonly pointer: string;
  readonly message: string;
}

/** What Zod makes of each schema, the first time that it is used: it tells the same in a third of the time. */
const compiled = new WeakMap<z.ZodType, z.ZodType>();

function compiledOf<Schema extends z.ZodType>(schema: Schema): Schema {
  const known = compiled.get(schema) as Schema | undefined;
  if (known) return known;
  const made = z.compile(schema);
  compiled.set(schema, made);
  return made;
}

/**
 * Checks a value that its schema leaves as it is, without copying it.
 * @throws ContractViolation saying what `name` is and which of its fields are at fault.
 */
export function check(schema: z.ZodType, value: unknown, name: string): void {
  if (!compiledOf(schema).validate(value)) parse(schema, value, name);
}

/** @throws ContractViolation saying what `name` is and which of its fields are at fault. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.infer<Schema> {
  const result = compiledOf(schema).safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), message }));
  const list = issues.map(({ pointer, message }) => `${pointer || '/'}: ${message}`).join('; ');
  throw new ContractViolation(`${name} is malformed. ${list}`, issues);
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
