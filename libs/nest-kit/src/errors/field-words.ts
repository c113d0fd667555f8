import { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
const UNITS: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'item',
  set: 'item',
  map: 'entry',
  object: 'field',
};
const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'is a UUID',
  url: 'is a URL',
  email: 'is an e-mail address',
  base64: 'is base64',
  date: 'is a day such as "2026-03-01"',
  datetime: 'is RFC 3339 with an offset, such as "2026-03-01T10:00:00+05:00"',
};

/**
 * What is wrong with a field, as the schemas say it themselves: what it has to be, to be read behind its pointer. For all that a schema has no
 * words of its own for.
 */
export function fieldWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `is ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      if (issue.input === undefined) return 'is required';
      return issue.values.length === 1 ? `is ${listOf(issue.values)}` : `is one of ${listOf(issue.values)}`;
    case 'too_big':
      return boundOf(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'too_small': {
      const isEmpty = issue.origin in UNITS && Number(issue.minimum) === 1;
      if (isEmpty) return 'is not empty';
      return boundOf(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    }
    case 'not_multiple_of':
      return `is a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return (
        FORMATS[issue.format] ?? (issue.pattern ? `is of the form ${issue.pattern}` : 'is of another form')
      );
    case 'invalid_union': {
      const { input, options } = issue as typeof issue & {
        readonly options?: readonly z.core.util.Primitive[];
      };
      if (input === undefined) return 'is required';
      return options?.length ? `is one of ${listOf(options)}` : 'has none of the forms that it may have';
    }
    case 'unrecognized_keys':
      return `does not have ${listOf(issue.keys)}`;
    default:
      return 'is not valid';
  }
}

/** Each once, though a union of two lists may have one twice. */
function listOf(values: readonly z.core.util.Primitive[]): string {
  return [...new Set(values)].map((value) => JSON.stringify(value)).join(', ');
}

function boundOf(origin: string, bound: number | bigint, words: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return `is ${words} ${bound}`;
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  return `has ${words} ${bound} ${Number(bound) === 1 ? unit : plural}`;
}

/** In every schema of the process: set once, as the services are loaded. */
z.config({ localeError: fieldWords });
