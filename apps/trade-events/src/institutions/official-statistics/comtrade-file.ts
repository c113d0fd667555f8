import type { StatisticLine } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import { parse } from 'csv-parse/sync';
import { type Column, type Columns, columnsOf } from './comtrade-columns.js';
import { CellFault, LEFT_OUT, type LeftOut, rowOf, type StatisticOf } from './comtrade-row.js';

/** What a file tells, and how many of its rows are left out, by reason. */
export interface ComtradeFile {
  readonly rows: number;
  readonly statistics: readonly { readonly of: StatisticOf; readonly lines: readonly StatisticLine[] }[];
  readonly leftOut: readonly { readonly reason: LeftOut; readonly rows: number }[];
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const FAULTS_TOLD_MAX = 10;
/** Of one file, in one append. */
const STATISTICS_MAX = 500;
const FEWER = 'Ask the source for fewer periods or countries at a time.';

/**
 * Reads a download of UN Comtrade.
 * @throws ProblemError 422 `columns-missing`; `rows-unreadable`, which names the line and column of each; `statistics-too-many`.
 */
export function readComtrade(text: string): ComtradeFile {
  const [header, ...rows] = parsed(text);
  const columns = columnsOf(header?.record ?? []);
  if (columns.missing.length > 0) {
    const message = `The first line names no column ${columns.missing.join(', ')}: send the CSV file as UN Comtrade gives it.`;
    throw new ProblemError(422, 'columns-missing', message);
  }
  const statistics = new Map<string, { of: StatisticOf; lines: Map<string, StatisticLine> }>();
  const counts = new Map<LeftOut, number>();
  const faults: string[] = [];
  for (const { record, info } of rows) {
    try {
      const told = rowOf(cellsOf(record, columns));
      if (typeof told === 'string') counts.set(told, (counts.get(told) ?? 0) + 1);
      else add(statistics, told);
    } catch (error) {
      if (!(error instanceof CellFault)) throw error;
      const name = columns.names[columns.at.get(error.column) ?? -1] ?? error.column;
      faults.push(`line ${info.lines}, column ${name}: ${error.message}`);
    }
  }
  if (faults.length > 0) throw unreadable(faults);
  if (statistics.size > STATISTICS_MAX) {
    const message = `The file has ${statistics.size} pairs, flows and periods; ${STATISTICS_MAX} at most are taken at once. ${FEWER}`;
    throw new ProblemError(422, 'statistics-too-many', message);
  }
  return {
    rows: rows.length,
    statistics: [...statistics.values()].map(({ of, lines }) => ({ of, lines: [...lines.values()] })),
    leftOut: LEFT_OUT.flatMap((reason) => {
      const left = counts.get(reason);
      return left === undefined ? [] : [{ reason, rows: left }];
    }),
  };
}

function parsed(text: string): readonly ParsedRow[] {
  try {
    // Rows may end with a comma that the header does not have: what stands behind it is looked at below.
    return parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as readonly ParsedRow[];
  } catch (error) {
    throw unreadable([error instanceof Error ? error.message : String(error)]);
  }
}

function cellsOf(record: readonly string[], { at, names }: Columns): (column: Column) => string {
  const isShort = record.length < names.length;
  if (isShort || record.slice(names.length).some((cell) => cell.trim() !== '')) {
    const message = `the row has ${record.length} cells, and the first line ${names.length}.`;
    throw new CellFault('code', message);
  }
  return (column) => record[at.get(column) ?? -1]?.trim() ?? '';
}

function add(
  statistics: Map<string, { of: StatisticOf; lines: Map<string, StatisticLine> }>,
  { of, line }: { readonly of: StatisticOf; readonly line: StatisticLine },
): void {
  const key = [of.reporter, of.partner, of.flow, of.period].join(' ');
  const known = statistics.get(key);
  if (!known) {
    statistics.set(key, { of, lines: new Map([[line.code, line]]) });
    return;
  }
  if (known.of.classification !== of.classification) {
    const message = `${key} is told by ${known.of.classification} and by ${of.classification}: send them one by one.`;
    throw new CellFault('classification', message);
  }
  if (known.lines.has(line.code))
    throw new CellFault('code', `${key} tells ${line.code} twice: it would count twice.`);
  known.lines.set(line.code, line);
}

function unreadable(faults: readonly string[]): ProblemError {
  const more = faults.length - FAULTS_TOLD_MAX;
  const told = faults.slice(0, FAULTS_TOLD_MAX).join(' ');
  const message = `Nothing is loaded: ${told}${more > 0 ? ` And ${more} more.` : ''}`;
  return new ProblemError(422, 'rows-unreadable', message);
}
