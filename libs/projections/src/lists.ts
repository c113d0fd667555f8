import type { Column } from './columns.js';

/** In a list of PostgreSQL, what begins or ends something, would be trimmed, or says that there is nothing, stands in quotes. */
const QUOTED = /[{}",\\\s]|^$|^null$/i;
const ESCAPED = /[\\"]/g;

/**
 * The values of a column of rows, as the text of a list. They mean what they do in JSON: what is absent, and what is no number, is null, and an object is its JSON.
 * Values one beside the other need a third of the bytes of rows that name each of them, and PostgreSQL a third to a half of the time to read them.
 */
export function listOf({ name, kind }: Pick<Column, 'name' | 'kind'>, rows: readonly object[]): string {
  const values: unknown[] = [];
  for (const row of rows) values.push((row as Readonly<Record<string, unknown>>)[name]);
  const list =
    kind === 'document' ? values.map(document).join('\n') : `{${values.map(ELEMENTS[kind]).join(',')}}`;
  // It would be sent as U+FFFD without a word.
  if (/\p{Surrogate}/u.test(list))
    throw new Error(`A text for the column ${name} has a lone surrogate, which is half of a character.`);
  return list;
}

const ELEMENTS = {
  plain: element,
  array: (value: unknown) => arrayText(value, element),
  documents: (value: unknown) => arrayText(value, documentElement),
} as const;

function document(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function element(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'NULL';
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'object' ? quoted(textOf(value)) : String(value);
}

function documentElement(value: unknown): string {
  return value === null || value === undefined ? 'NULL' : quoted(JSON.stringify(value));
}

function arrayText(value: unknown, each: (value: unknown) => string): string {
  return Array.isArray(value) ? quoted(arrayOf(value, each)) : element(value);
}

function arrayOf(values: readonly unknown[], each: (value: unknown) => string): string {
  return `{${values.map((value) => (Array.isArray(value) ? arrayOf(value, each) : each(value))).join(',')}}`;
}

function quoted(text: string): string {
  return QUOTED.test(text) ? `"${text.replace(ESCAPED, '\\$&')}"` : text;
}

/** An instant as JSON has it, anything else as JSON. */
function textOf(value: object): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
