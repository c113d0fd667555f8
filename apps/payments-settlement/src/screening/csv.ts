/** A field of a line, and where it begins. */
export interface CsvField {
  readonly text: string;
  /** From 1, as `column`, which counts characters. */
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a file, and where. */
export class FileFault extends Error {
  override readonly name = 'FileFault';

  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`line ${line}, column ${column}: ${message}`);
  }
}

/**
 * Reads a CSV with commas (RFC 4180): fields in quotes may hold commas, lines and doubled quotes. Empty lines pass by.
 * @throws FileFault for a quote that does not end, or that stands in a field without them.
 */
export function readCsv(text: string): readonly (readonly CsvField[])[] {
  const rows: CsvField[][] = [];
  let row: CsvField[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const here = () => ({ line, column: at - lineStart + 1 });
  const newLine = () => {
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    lineStart = at;
  };
  while (at < text.length) {
    const begin = here();
    let content = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new FileFault('The quote does not end.', begin.line, begin.column);
        if (text[at] === '"') at += 1;
        content += text[at];
        if (text[at] === '\n') newLine();
        else at += 1;
      }
      at += 1;
      if (at < text.length && !/[,\r\n]/.test(text[at] ?? '')) {
        const { line, column } = here();
        throw new FileFault('Behind a field in quotes stands a comma, or the end of the line.', line, column);
      }
    } else {
      const end = /[,\r\n"]|$/.exec(text.slice(at, at + LENGTH_MAX))?.index ?? 0;
      content = text.slice(at, at + end);
      at += end;
      if (text[at] === '"') {
        const { line, column } = here();
        throw new FileFault('A field that holds a quote stands in quotes, with it doubled.', line, column);
      }
      if (end >= LENGTH_MAX) throw new FileFault('The field is too long.', begin.line, begin.column);
    }
    row.push({ text: content, ...begin });
    if (text[at] === ',') {
      at += 1;
      // A comma at the end of a line, or of the file, has an empty field behind it.
      if (at === text.length || /[\r\n]/.test(text[at] ?? '')) row.push({ text: '', ...here() });
      else continue;
    }
    if (row.length > 1 || row[0]?.text !== '') rows.push(row);
    row = [];
    if (at < text.length) newLine();
  }
  return rows;
}

/** Of a field without quotes. */
const LENGTH_MAX = 100_000;
