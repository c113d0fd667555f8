import type { z } from 'zod';

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

/** @throws ContractViolation saying what `name` is and which of its fields are at fault. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), message }));
  const list = issues.map(({ pointer, message }) => `${pointer || '/'}: ${message}`).join('; ');
  throw new ContractViolation(`${name} is malformed. ${list}`, issues);
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
