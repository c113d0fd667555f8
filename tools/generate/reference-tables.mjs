// The tables of libs/reference-data/src/tables, made from the .csv files in libs/reference-data/data.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tables of which the code knows every value: their columns are typed by what stands in them. All others are text.
 * @type {ReadonlySet<string>}
 */
const CLOSED = new Set([
  'customs-offices',
  'hold-reasons',
  'irregularities',
  'procedures',
  'refusal-reasons',
  'sectors',
  'services',
  'transport-modes',
]);

/** Tables in which a first column may come again. */
const REPEATING = new Set(['bank-holidays', 'regions', 'route-legs', 'sectors']);

/**
 * @param {string} folder with the .csv files
 * @returns {Map<string, string>} file name within libs/reference-data/src/tables → text
 * @throws Error where a table is malformed, naming it and the row
 */
export function referenceTables(folder) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => file.slice(0, -'.csv'.length))
    .sort();
  return new Map(
    names.map((name) => [`${name}.ts`, moduleOf(name, readFileSync(join(folder, `${name}.csv`), 'utf8'))]),
  );
}

/** The module of one table: its rows as tuples, in the order of the file. */
export function moduleOf(name, text) {
  const [columns = [], ...rows] = cellsOf(text);
  const seen = new Set();
  for (const [index, row] of rows.entries()) {
    const at = `${name}.csv, row ${index + 1}`;
    if (row.length !== columns.length)
      throw new Error(`${at}: ${row.length} cells for ${columns.length} columns`);
    if (row.some((cell) => cell !== cell.trim())) throw new Error(`${at}: spaces around a cell`);
    if (!REPEATING.has(name) && seen.has(row[0])) throw new Error(`${at}: ${row[0]} stands there twice`);
    seen.add(row[0]);
  }
  const tuple = columns.map((column) => `${column}: string`).join(', ');
  const type = CLOSED.has(name) ? '' : `: readonly (readonly [${tuple}])[]`;
  const lines = rows.map((row) => `  [${row.map(literal).join(', ')}],`);
  return `// Made by \`npm run generate\` from libs/reference-data/data/${name}.csv; its source stands in SOURCES.md beside that.

/** ${columns.join(', ')}. */
export const ROWS${type} = [
${lines.join('\n')}
]${CLOSED.has(name) ? ' as const' : ''};
`;
}

function literal(cell) {
  return `'${cell.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Rows of cells by RFC 4180: a cell in quotes may hold commas and doubled quotes; no cell holds a line break. */
function cellsOf(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(([, quoted, plain]) =>
        quoted === undefined ? plain : quoted.replaceAll('""', '"'),
      ),
    );
}
