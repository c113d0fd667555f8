import { type Column, isNumber, type Row, type Section, type Table } from '../report.js';
import type { SignedReport } from '../signed-report.js';
import { heading } from './shown.js';

/**
 * One table as RFC 4180 has it, values as the model tells them: a ratio as "0.0837", an amount without signs between its digits, nothing for what
 * cannot be told. What is of the whole report stands in the first columns of each row, so that a row that is copied out still says what it is of.
 */
export function csvOf(
  { report, seal }: SignedReport,
  { table }: { readonly section: Section; readonly table: Table },
): string {
  const of = [String(report.position), report.reporter, report.partner, seal.digest];
  const head = ['position', 'reporter', 'partner', 'digest', ...table.columns.map(heading)];
  const lines = [head.map(field), ...table.rows.map((row) => lineOf(of, table.columns, row))];
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('');
}

function lineOf(of: readonly string[], columns: readonly Column[], row: Row): readonly string[] {
  return [...of.map(field), ...columns.map((column, at) => cellOf(column, row[at] ?? null))];
}

function cellOf(column: Column, cell: string | null): string {
  if (cell === null) return '';
  return field(isNumber(column) ? cell : harmless(cell));
}

/** A spreadsheet would take these for a formula, and run it: an apostrophe makes words of it (OWASP, CSV injection). */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** A field of RFC 4180. */
export function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
