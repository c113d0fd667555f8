import type { Readable } from 'node:stream';
import { BULK_LINE_MAX, type BulkItem, jsonLines } from '@corridor/nest-kit';
import { parse } from 'csv-parse';
import { type CsvRow, csvConsignment } from './csv-row.js';

export type BulkFormat = 'ndjson' | 'csv';

/** Reads consignments as they come; what is not read yet waits in the connection. */
export function bulkItems(body: Readable, format: BulkFormat): AsyncGenerator<BulkItem, void, undefined> {
  return format === 'csv' ? csvItems(body) : jsonLines(body);
}

interface ParsedRow {
  readonly record: CsvRow;
  readonly info: { readonly lines: number };
}

const referenceOf = ({ record }: ParsedRow): string | undefined => record.reference?.trim();

/** A row that cannot be read, by the line that it ends on. */
interface BadRow {
  readonly line: number;
  readonly fault: string;
  isTold: boolean;
}

/** Goods lines of a consignment. */
const LINES_MAX = 999;
const BAD_ROWS_MAX = 1_000;

const UNKNOWN_END = 'where this row ends, and the next begins, cannot be told';

/** From where on a file is none of consignments. */
class UnreadableFile {
  constructor(
    readonly line: number,
    readonly why: string,
  ) {}
}

/** Rows that follow each other with the same reference are goods lines of one consignment. */
async function* csvItems(body: Readable): AsyncGenerator<BulkItem, void, undefined> {
  const bad: BadRow[] = [];
  const parser = parse({
    columns: (names: string[]) => names.map((name) => name.trim()),
    bom: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: BULK_LINE_MAX,
  });
  let unreadable: UnreadableFile | undefined;
  parser.on(
    'skip',
    ({ message, lines = 0, code = '' }: Error & { readonly lines?: number; readonly code?: string }) => {
      if (unreadable) return;
      bad.push({ line: lines, fault: `The row cannot be read: ${message}`, isTold: false });
      // With too few cells or too many, a row still ends where it ends; so many of them are no file of consignments.
      if (!code.startsWith('CSV_RECORD_INCONSISTENT')) unreadable = new UnreadableFile(lines, UNKNOWN_END);
      else if (bad.length > BAD_ROWS_MAX)
        unreadable = new UnreadableFile(lines, 'too many rows cannot be read');
    },
  );
  body.once('error', (error) => parser.destroy(error));
  body.pipe(parser);
  let rows: ParsedRow[] = [];
  let before = 0;
  try {
    for await (const row of parser as AsyncIterable<ParsedRow>) {
      if (unreadable && row.info.lines >= unreadable.line) break;
      const [first] = rows;
      if (first && referenceOf(first) !== referenceOf(row)) {
        yield* itemsOf(rows, before, bad, row.info.lines);
        before = rows.at(-1)?.info.lines ?? 0;
        rows = [];
      }
      rows.push(row);
      if (rows.length > LINES_MAX) {
        unreadable = new UnreadableFile(row.info.lines, `${LINES_MAX} rows at most have one reference`);
        rows = [];
        break;
      }
    }
    yield* itemsOf(rows, before, bad, Number.POSITIVE_INFINITY);
    if (unreadable)
      yield { line: unreadable.line, fault: `Nothing is read from here on: ${unreadable.why}.` };
  } finally {
    body.unpipe(parser);
    parser.destroy();
    body.resume();
  }
}

/**
 * The consignment of some rows, with the bad ones next to them, which may be of it: with a goods line left out, it would be another.
 * @param before the line of the row before them
 * @param next the line of the row behind them
 */
function* itemsOf(
  rows: readonly ParsedRow[],
  before: number,
  bad: BadRow[],
  next: number,
): Generator<BulkItem, void, undefined> {
  const near = bad.filter(({ line }) => line > before && line < next);
  const [first] = rows;
  if (first) {
    const { lines: line } = first.info;
    const value = csvConsignment(rows.map(({ record }) => record));
    const fault = `A row next to it, on line ${near[0]?.line}, cannot be read and may be one of its goods lines.`;
    yield near.length > 0 ? { line, value, fault } : { line, value };
  }
  for (const row of near.filter(({ isTold }) => !isTold)) {
    row.isTold = true;
    yield { line: row.line, fault: row.fault };
  }
  // Those behind these rows stand before the next ones, too.
  const last = rows.at(-1)?.info.lines ?? 0;
  while (bad[0] && bad[0].line < last) bad.shift();
}
