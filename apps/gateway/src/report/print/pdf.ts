import { setImmediate } from 'node:timers/promises';
import { type Column, isNumber, type Row, type Section, type Table } from '../report.js';
import type { SignedReport } from '../signed-report.js';
import { widthsOf } from './pdf-layout.js';
import { type Face, PdfPages, type Struct } from './pdf-page.js';
import { factsOf, heading, sealFacts, shown } from './shown.js';

const TITLE = { face: 'bold', size: 16 } as const;
const SECTION = { face: 'bold', size: 12 } as const;
const CAPTION = { face: 'bold', size: 8.5 } as const;
const WORDS = { face: 'plain', size: 8 } as const;
const CELL = 7.5;
const PAD = 4;
/** Points that a column of words gets at least, where its words need them. */
const TEXT_LEAST = 90;
/** Rows between which others get their turn: a long table must not hold up the house. */
const ROWS_AT_ONCE = 40;

/** The report as PDF: A4, fonts in the file, a structure that can be read out, and no byte that the content does not make. */
export async function pdfOf({ report, seal }: SignedReport): Promise<Buffer> {
  const pages = new PdfPages(`${report.title}, position ${report.position}`, new Date(report.recordedAt));
  pages.block(pages.root, 'H1', report.title, TITLE);
  facts(pages, pages.root, factsOf(report));
  for (const section of report.sections) await printSection(pages, section, report.position);
  const end = part(pages, 'Sect');
  pages.down(10);
  pages.block(end, 'H2', 'Signed digest', SECTION, 80);
  facts(pages, end, sealFacts(seal));
  end.end();
  return pages.finish(
    (page, of) => `Position ${report.position} · SHA-256 ${seal.digest} · ${page} of ${of}`,
  );
}

function part(pages: PdfPages, tag: 'Sect' | 'Table', parent = pages.root): Struct {
  const element = pages.doc.struct(tag);
  parent.add(element);
  return element;
}

function facts(pages: PdfPages, parent: Struct, lines: readonly (readonly [string, string])[]): void {
  for (const [name, value] of lines) pages.block(parent, 'P', `${name}: ${value}`, WORDS);
}

async function printSection(
  pages: PdfPages,
  { title, tables, notes, figures }: Section,
  position: number,
): Promise<void> {
  const section = part(pages, 'Sect');
  pages.down(10);
  pages.block(section, 'H2', title, SECTION, 60);
  for (const table of tables) await printTable(pages, section, table);
  for (const note of notes) pages.block(section, 'P', note, WORDS);
  const defined = figures.map(({ title: name, page }) => `${name} (${page})`).join('; ');
  const words = `As of position ${position}.${defined === '' ? '' : ` Defined in ${defined}.`}`;
  pages.block(section, 'P', words, WORDS);
  section.end();
}

/** A table as it is laid out. */
interface Layout {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly size: number;
  /** Beside each cell. */
  readonly pad: number;
}

async function printTable(
  pages: PdfPages,
  section: Struct,
  { title, columns, rows, total }: Table,
): Promise<void> {
  const layout = layoutOf(pages, columns, [...rows, ...(total ? [total] : [])]);
  const head = columns.map(heading);
  const table = part(pages, 'Table', section);
  pages.block(table, 'Caption', title, CAPTION, 3 * rowHeight(pages, layout, head, 'bold'));
  printRow(pages, table, layout, head, 'head');
  for (const [index, row] of rows.entries()) {
    printRow(pages, table, layout, shownRow(columns, row), 'body', head);
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
  }
  if (rows.length === 0) {
    pages.down(2);
    pages.block(section, 'P', 'None.', WORDS);
  }
  if (total) printRow(pages, table, layout, shownRow(columns, total), 'total', head);
  table.end();
  pages.down(8);
}

const shownRow = (columns: readonly Column[], row: Row): readonly string[] =>
  columns.map((column, at) => shown(column, row[at] ?? null));

function layoutOf(pages: PdfPages, columns: readonly Column[], rows: readonly Row[]): Layout {
  const measure = (text: string, face: Face) => pages.styled({ face, size: CELL }).widthOfString(text);
  const needs = columns.map((column, at) => {
    const head = heading(column);
    const cells = rows.map((row) => shown(column, row[at] ?? null));
    const longest = (texts: readonly string[], face: Face) =>
      texts.reduce((most, text) => Math.max(most, measure(text, face)), 0);
    // A number is never broken; of words the longest one, unless it is longer than a quarter of the page, and room for some beside each other.
    const parts = isNumber(column) ? cells : cells.flatMap((cell) => cell.split(/\s+/));
    const word = Math.max(longest(head.split(/\s+/), 'bold'), longest(parts, 'bold'));
    const some = column.kind === 'text' ? Math.min(longest(cells, 'plain'), TEXT_LEAST) : 0;
    const least = Math.min(Math.max(word, some), pages.width / 4);
    const whole = Math.max(least, longest([head], 'bold'), longest(cells, 'bold'));
    // A hair more than was measured: else the last letter would begin a line.
    return { least: least + 2 * PAD + 1, whole: whole + 2 * PAD + 1 };
  });
  const { widths, scale } = widthsOf(needs, pages.width);
  return { columns, widths, size: CELL * scale, pad: PAD * scale };
}

function rowHeight(
  pages: PdfPages,
  { widths, size, pad }: Layout,
  cells: readonly string[],
  face: Face,
): number {
  const heights = cells.map((cell, at) => pages.heightOf(cell, { face, size }, (widths[at] ?? 0) - 2 * pad));
  return Math.max(...heights) + 4;
}

/** @param head printed again at the top of a page that the row begins */
function printRow(
  pages: PdfPages,
  table: Struct,
  layout: Layout,
  cells: readonly string[],
  kind: 'head' | 'body' | 'total',
  head?: readonly string[],
): void {
  const { columns, widths, size, pad } = layout;
  const face = kind === 'body' ? 'plain' : 'bold';
  const height = rowHeight(pages, layout, cells, face);
  if (!pages.hasRoom(height)) {
    pages.nextPage();
    if (head) printRow(pages, table, layout, head, 'head');
  }
  const y = pages.top;
  const tableWidth = widths.reduce((sum, width) => sum + width, 0);
  if (kind === 'total') pages.rule(y, tableWidth, 1);
  const row = pages.doc.struct('TR');
  table.add(row);
  let x = pages.left;
  for (const [at, cell] of cells.entries()) {
    const column = columns[at];
    const width = widths[at] ?? 0;
    const isName = kind === 'head' || (at === 0 && column !== undefined && !isNumber(column));
    const align = column && isNumber(column) ? 'right' : 'left';
    const place = { x: x + pad, y: y + 2, width: width - 2 * pad, align } as const;
    pages.textIn(row, isName ? 'TH' : 'TD', cell, place, { face, size });
    x += width;
  }
  row.end();
  pages.down(height);
  pages.rule(pages.top, tableWidth, kind === 'head' ? 1 : 0.3);
}
