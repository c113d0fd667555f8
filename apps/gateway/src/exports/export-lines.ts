import { createHash } from 'node:crypto';
import { field, harmless } from '../report/print/csv.js';
import { linkOf } from '../report/report-question.js';
import type { Cell, ExportDefinition, ExportQuestion } from './export-definition.js';

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How a file is written, line by line. */
interface LineForm {
  /** What the file is of: the first line. */
  of(told: Readonly<Record<string, Cell>>): string;
  /** The names of the columns, in a line of their own where rows do not tell them. */
  head(columns: readonly string[]): string;
  row(columns: readonly string[], cells: readonly Cell[]): string;
  /** That it is whole: the last line. */
  end(told: Readonly<Record<string, Cell>>): string;
}

const record = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  // A negative amount is a number, not a formula.
  const text = String(cell);
  return field(/^-\d+(\.\d+)?$/.test(text) ? text : harmless(text));
}

const FORMS: Readonly<Record<ExportFormat, LineForm>> = {
  csv: {
    of: (told) => record(['#export', ...Object.entries(told).flat()]),
    head: (columns) => record(columns),
    row: (_, cells) => record(cells),
    end: (told) => record(['#end', ...Object.entries(told).flat()]),
  },
  ndjson: {
    of: (told) => `${JSON.stringify(told)}\n`,
    head: () => '',
    row: (columns, cells) =>
      `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? null])))}\n`,
    end: (told) => `${JSON.stringify({ end: true, ...told })}\n`,
  },
};

/**
 * The lines of an export: what it is of, its rows, and, behind the last of them alone, how many they were, the position, and the SHA-256 of all that stands before. A
 * file without that line was cut. An error while rows are read ends the lines without it.
 * @param next gives the rows behind those that it gave before; none behind the last one
 */
export async function* exportLines<Row>(
  { name, figure, isOfPair, columns, cells }: ExportDefinition<Row>,
  question: ExportQuestion,
  format: ExportFormat,
  next: () => Promise<readonly Row[]>,
): AsyncGenerator<string> {
  const { from, to, asOf, reporter, partner } = question;
  const form = FORMS[format];
  const hash = createHash('sha256');
  const hashed = (text: string): string => {
    hash.update(text);
    return text;
  };
  const pair = isOfPair ? { reporter, partner } : {};
  const of = { export: name, position: asOf, ...pair, from, to, definition: linkOf(figure).page };
  yield hashed(form.of(of) + form.head(columns));
  let count = 0;
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    count += rows.length;
    yield hashed(rows.map((row) => form.row(columns, cells(row, question))).join(''));
  }
  yield form.end({ rows: count, position: asOf, sha256: hash.digest('hex') });
}
